// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

/** A failure that makes the database unusable as it is. The message says what to do. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message) {
    super(message);
  }

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
