// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * A repository that a caller may read, with what {@link Access#reads} decides on.
 *
 * @param agents whether the policy of its owner lets coding agents at its content
 */
public record ReadableRepository(
    long id, boolean isPrivate, boolean agents, String defaultBranch) {}
