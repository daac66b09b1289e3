// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import org.jspecify.annotations.Nullable;

/**
 * A row of the audit log, with names as they were at the time.
 *
 * @param at milliseconds since 1970
 * @param ownerId the owner whose log it belongs to; null for none
 * @param organization whether that owner is an organization
 * @param data the remaining facts, as JSON
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

  /** Returns the entry's place in the log. */
  Place place() {
    return new Place(at, id);
  }

  /** A place in the log, whose order is that of time. */
  record Place(long at, long id) {}
}
