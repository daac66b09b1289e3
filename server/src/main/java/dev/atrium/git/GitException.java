// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

/** A refusal of a request on a repository's content. Its kind gives the reason. */
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
    /** A tree cannot contain the path. */
    BAD_PATH,
    /** The branch does not exist. */
    BRANCH_NOT_FOUND,
    /** The file exists, but the request does not name the version that it replaces. */
    SHA_REQUIRED,
    /** The file is not the version that the request names. */
    SHA_MISMATCH,
    /** The file does not exist. */
    FILE_NOT_FOUND,
    /** A folder is in the place of the file, or a file in the place of one of its folders. */
    PATH_CONFLICT,
    /** Other writers changed the branch first, at every attempt. */
    REF_CONFLICT,
    /** The folder to import is not a git repository. */
    NOT_A_REPOSITORY,
    /** The disk or the repository itself is at fault. */
    IO
  }
}
