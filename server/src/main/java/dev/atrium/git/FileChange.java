// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import org.jspecify.annotations.Nullable;

/**
 * The difference of one file between two commits.
 *
 * @param sha the object id after the change; for a removed file, the one before it
 * @param previousPath the old path of a renamed file
 * @param status added, removed, modified or renamed
 * @param patch the hunks; null for binary or unchanged content and for very large changes
 */
public record FileChange(
    String sha,
    String path,
    @Nullable String previousPath,
    String status,
    int additions,
    int deletions,
    @Nullable String patch) {}
