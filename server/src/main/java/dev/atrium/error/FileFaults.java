// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.error;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The reasons for which files cannot be used. Java's messages are often only the path. */
public final class FileFaults {
  private FileFaults() {}

  /** Returns the reason for people, without the path, and without a full stop. */
  public static String reason(Exception fault) {
    return switch (fault) {
      case NoSuchFileException e -> "there is no such file";
      case AccessDeniedException e ->
          "the user %s may not do that".formatted(System.getProperty("user.name"));
      case FileAlreadyExistsException e -> "there is a file of that name";
      case NotDirectoryException e -> "it is no folder";
      case CharacterCodingException e -> "it is no text in UTF-8";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(fault.getMessage());
    };
  }
}
