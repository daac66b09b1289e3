// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

/**
 * A change that a transaction reports to {@link Transaction#changed}. Subscribers receive it inside
 * the transaction; readers of the {@link ChangeFeed} see it after the commit.
 */
public sealed interface Change {
  /** Returns the name of the kind in the feed. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** Returns the id of what changed; 0 for the directory as a whole. */
  long subjectId();

  /** Returns the id of the other party to the change; 0 for none. */
  default long otherId() {
    return 0;
  }

  /** A change of a space, or of something attached to it: the space's version increases. */
  sealed interface OfSpace extends Change {
    @Override
    long subjectId();
  }

  /**
   * A change of a repository that the directory does not tell, but its own answer: the repository's
   * version increases.
   */
  sealed interface OfRepository extends Change {
    @Override
    long subjectId();
  }

  /**
   * A change of accounts, memberships, teams, repositories, access to them, or tokens. Every write
   * of these must report it, because what is cached of them is valid only until the directory's
   * version changes.
   */
  record Directory() implements Change {
    @Override
    public long subjectId() {
      return 0;
    }
  }

  /** An account that gets another login. Its row still has the former one. */
  record AccountRenamed(long subjectId, String newLogin) implements Change {}

  /** An account that is deleted. Its row and all that depends on it still exist. */
  record AccountDeleted(long subjectId) implements Change {}

  /** A user who leaves an organization, or is removed from it. */
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

  /** A repository that is created, or whose settings change. */
  record Repository(long subjectId) implements Change {}

  /** A repository whose branches or tags move. */
  record RepositoryRefs(long subjectId) implements OfRepository {}

  /** A repository of which more or fewer issues and pull requests are open. */
  record RepositoryIssues(long subjectId) implements OfRepository {}

  /** An issue or pull request of which the text changes, or that gets a comment. */
  record IssueText(long subjectId, long otherId) implements Change {}

  /** A repository that gets another owner. */
  record RepositoryTransferred(long subjectId) implements Change {}

  /**
   * A repository that is deleted. Its row and all that depends on it still exist.
   *
   * @param ownerId the account that is deleted with it; 0 if the repository alone is deleted
   */
  record RepositoryDeleted(long subjectId, long ownerId) implements Change {
    @Override
    public long otherId() {
      return ownerId;
    }
  }

  /** A space that is created, or whose own fields change. */
  record Space(long subjectId) implements OfSpace {}

  /** A space that is deleted. */
  record SpaceDeleted(long subjectId) implements OfSpace {}

  /** A space whose resources change. */
  record SpaceResources(long subjectId) implements OfSpace {}

  /** A space that loses sources, or whose sources move, because of what becomes of a repository. */
  record SpaceSourcesMoved(long subjectId) implements OfSpace {}

  /** A space whose collaborators change. */
  record SpaceCollaborators(long subjectId) implements OfSpace {}
}
