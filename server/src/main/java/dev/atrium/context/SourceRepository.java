// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

/**
 * The repository of a source, which the caller may read.
 *
 * @param fullName owner and name
 */
public record SourceRepository(long id, String fullName, String defaultBranch) {}
