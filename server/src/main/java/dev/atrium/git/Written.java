// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import org.jspecify.annotations.Nullable;

/**
 * What a write came to.
 *
 * @param blobSha of the file now; null after its removal
 * @param created whether the file was not there before
 */
public record Written(Commit commit, @Nullable String blobSha, boolean created) {}
