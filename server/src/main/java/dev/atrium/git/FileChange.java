// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import org.jspecify.annotations.Nullable;

/**
 * How one file differs between two commits.
 *
 * @param sha of the file after; before, where it was removed
 * @param previousPath where it was renamed from
 * @param status added, removed, modified or renamed
 * @param patch the hunks; null for binary files and very large changes
 */
public record FileChange(
    String sha,
    String path,
    @Nullable String previousPath,
    String status,
    int additions,
    int deletions,
    @Nullable String patch) {}
