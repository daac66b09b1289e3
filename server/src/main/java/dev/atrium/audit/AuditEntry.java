// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import org.jspecify.annotations.Nullable;

/**
 * A row of the log, with names as they were.
 *
 * @param at milliseconds since 1970
 * @param ownerId whose log it belongs to; null for nobody's
 * @param organization whether the owner is one
 * @param data the rest, as JSON
 */
record AuditEntry(
    long id,
    long at,
    String action,
    String operationType,
    @Nullable Long ownerId,
    @Nullable String owner,
    boolean organization,
    @Nullable Long actorId,
    @Nullable String actor,
    @Nullable Long tokenId,
    String tokenTail,
    String tokenKind,
    String address,
    String requestId,
    String operation,
    @Nullable Long userId,
    @Nullable String user,
    @Nullable Long teamId,
    @Nullable String team,
    @Nullable Long repositoryId,
    @Nullable String repository,
    @Nullable Boolean repositoryPublic,
    @Nullable Long spaceId,
    @Nullable Long spaceNumber,
    @Nullable String spaceName,
    String data) {

  /** Where it stands in the log. */
  Place place() {
    return new Place(at, id);
  }

  /** A place in the log, which is in the order of time. */
  record Place(long at, long id) {}
}
