// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.List;

/**
 * What differs between two commits.
 *
 * @param files the files that were asked for
 * @param count the number of all files
 * @param additions the lines that are added in all files
 * @param deletions the lines that are removed in all files
 */
public record Changes(List<FileChange> files, int count, int additions, int deletions) {
  public Changes {
    files = List.copyOf(files);
  }
}
