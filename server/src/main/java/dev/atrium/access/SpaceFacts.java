// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * What a decision about a space looks at.
 *
 * @param creatorId 0 once the creator has left the organization, be they back or not
 * @param hasSources whether any of its resources names a repository; of a space that is being
 *     written, where others may just have attached one, it says so always
 */
record SpaceFacts(
    long id,
    long ownerId,
    long number,
    Role baseRole,
    long creatorId,
    long version,
    boolean hasSources) {}
