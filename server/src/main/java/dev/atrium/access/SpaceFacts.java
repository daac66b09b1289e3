// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.List;

/**
 * What a decision about a space looks at.
 *
 * @param creatorId 0 once the creator has left the organization, be they back or not
 * @param repositoryIds those that the space's resources name, each once, sorted
 */
record SpaceFacts(
    long id,
    long ownerId,
    long number,
    Role baseRole,
    long creatorId,
    long version,
    List<Long> repositoryIds) {

  SpaceFacts {
    repositoryIds = List.copyOf(repositoryIds);
  }
}
