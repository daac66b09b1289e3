// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

/**
 * Something that a transaction changes, as {@link Transaction#changed} is told of it. Subscribers
 * hear of it inside the transaction; readers of the {@link ChangeFeed} find it once it is
 * committed.
 */
public sealed interface Change {
  /** Returns the name of the kind in the feed. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** Returns the id of what changed; 0 for the directory as a whole. */
  long subjectId();

  /** Returns the id of whatever else is concerned; 0 for nothing. */
  default long otherId() {
    return 0;
  }

  /** A change of a space, or of something attached to it: its version moves. */
  sealed interface OfSpace extends Change {
    @Override
    long subjectId();
  }

  /**
   * Accounts, memberships, teams, repositories, access to them, or tokens. Every write of these
   * must say so: what is cached of them is good only until the directory's version moves.
   */
  record Directory() implements Change {
    @Override
    public long subjectId() {
      return 0;
    }
  }

  /** An account that gets another login. Its row still has the former one. */
  record AccountRenamed(long subjectId) implements Change {}

  /** An account that is deleted. Its row, and all that goes with it, is still there. */
  record AccountDeleted(long subjectId) implements Change {}

  /** A user who leaves an organization, or is taken out of it. */
  record MemberLeft(long organizationId, long userId) implements Change {
    @Override
    public long subjectId() {
      return organizationId;
    }

    @Override
    public long otherId() {
      return userId;
    }
  }

  /** A repository that is made, or whose settings change. */
  record Repository(long subjectId) implements Change {}

  /** Branches or tags of a repository that move. */
  record RepositoryRefs(long subjectId) implements Change {}

  /** A repository that gets another owner. */
  record RepositoryTransferred(long subjectId) implements Change {}

  /**
   * A repository that is deleted. Its row, and all that goes with it, is still there.
   *
   * @param ownerId the account that is deleted with it; 0 where it goes alone
   */
  record RepositoryDeleted(long subjectId, long ownerId) implements Change {
    @Override
    public long otherId() {
      return ownerId;
    }
  }

  /** A space that is made, or whose own fields change. */
  record Space(long subjectId) implements OfSpace {}

  /** A space that is deleted. */
  record SpaceDeleted(long subjectId) implements OfSpace {}

  /** Resources of a space. */
  record SpaceResources(long subjectId) implements OfSpace {}

  /** Collaborators of a space. */
  record SpaceCollaborators(long subjectId) implements OfSpace {}
}
