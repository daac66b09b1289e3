// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

/** A request on a repository's content that cannot be met; the kind says why. */
public final class GitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  GitException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  GitException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** The closed set of reasons. */
  public enum Kind {
    /** The path is not one that a tree can have. */
    BAD_PATH,
    /** The branch does not exist. */
    BRANCH_NOT_FOUND,
    /** A file is there, and the request does not say which one it means to replace. */
    SHA_REQUIRED,
    /** The file is another one than the request means. */
    SHA_MISMATCH,
    /** There is no such file. */
    FILE_NOT_FOUND,
    /** A folder stands where the file should go, or a file where one of its folders should. */
    PATH_CONFLICT,
    /** Other writers were faster, time and again. */
    REF_CONFLICT,
    /** The folder to import is no git repository. */
    NOT_A_REPOSITORY,
    /** The disk, or the repository itself, is at fault. */
    IO
  }
}
