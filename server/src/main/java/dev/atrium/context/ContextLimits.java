// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

/**
 * The limits of what is read for models.
 *
 * @param fileBytes the size in bytes up to which a file is read
 * @param sourceFiles how many files a source may have; those after it in the order of paths are
 *     left out
 */
public record ContextLimits(int fileBytes, int sourceFiles) {
  public static final ContextLimits STANDARD = new ContextLimits(1024 * 1024, 50_000);

  /** Returns the limits as part of a file's name: indexes under other limits differ. */
  String form() {
    return fileBytes + "-" + sourceFiles;
  }
}
