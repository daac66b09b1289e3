// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import org.jspecify.annotations.Nullable;

/**
 * The result of a write.
 *
 * @param blobSha the blob id of the file after the write; null if it was removed
 * @param created whether the write created the file
 * @param bytes how much room the new objects take on disk
 */
public record WriteResult(Commit commit, @Nullable String blobSha, boolean created, long bytes) {}
