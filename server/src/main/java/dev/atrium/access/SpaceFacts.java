// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The facts of a space that decisions look at.
 *
 * @param creatorId 0 once the creator has left the organization, even if they came back
 * @param hasSources whether any of its resources names a repository; always true when read by a
 *     write, since another writer may just have attached one
 */
record SpaceFacts(
    long id,
    long ownerId,
    long number,
    Role baseRole,
    long creatorId,
    long version,
    boolean hasSources) {
  /** Returns what stands for a space that is not there, to which nobody has a role. */
  static SpaceFacts missing(Owner owner, long number) {
    return new SpaceFacts(0, owner.id(), number, Role.NO_ACCESS, 0, 0, true);
  }
}
