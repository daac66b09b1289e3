// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * A repository that a caller may read, with the facts that {@link Access#reads} decides by.
 *
 * @param fullName owner and name, as in {@code acme/pay}
 * @param agents whether the owner's policy allows coding agents to have its content
 */
public record ReadableRepository(
    long id, String fullName, boolean isPrivate, boolean agents, String defaultBranch) {}
