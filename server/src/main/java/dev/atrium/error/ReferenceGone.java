// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.error;

/**
 * A sign that a unit of work refers to something that was deleted after the request was decided on,
 * such as the caller's account. It has left no trace; the request is decided on again.
 */
public final class ReferenceGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String MESSAGE = "What a unit of work refers to is gone";

  public ReferenceGone() {
    super(MESSAGE);
  }

  public ReferenceGone(Throwable cause) {
    super(MESSAGE, cause);
  }
}
