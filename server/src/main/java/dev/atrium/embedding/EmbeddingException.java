// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import org.jspecify.annotations.Nullable;

/**
 * There is no vector. The message is a sentence for the operator; it has neither texts nor keys.
 */
public final class EmbeddingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private EmbeddingException(String message, @Nullable Throwable cause, boolean passing) {
    super(message, cause);
    this.passing = passing;
  }

  /** Returns a failure that a later attempt may not have. */
  static EmbeddingException passing(String message, @Nullable Throwable cause) {
    return new EmbeddingException(message, cause, true);
  }

  /** Returns a failure that stays until somebody changes the settings, the files or the machine. */
  static EmbeddingException lasting(String message, @Nullable Throwable cause) {
    return new EmbeddingException(message, cause, false);
  }

  /** Returns the failure of somebody who was interrupted, and leaves the thread interrupted. */
  static EmbeddingException interrupted() {
    Thread.currentThread().interrupt();
    return passing("Interrupted while waiting for a vector.", null);
  }

  /** Tells whether a later attempt may succeed without anybody's help. */
  public boolean isPassing() {
    return passing;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
