// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An issue or a pull request. A pull request is an issue that proposes a branch; both share a
 * repository's numbers.
 *
 * @param id 0 before it is stored
 * @param stateReason completed, not_planned, duplicate or reopened; null if there is no reason, and
 *     always for a pull request
 * @param comments the number of comments
 * @param createdAt seconds since 1970, like the other times
 * @param closedById the account that closed it; null if it is open, or was closed when this was not
 *     noted yet
 * @param proposal null for an issue
 */
public record Issue(
    long id,
    long repositoryId,
    long number,
    String title,
    @Nullable String body,
    State state,
    @Nullable String stateReason,
    long authorId,
    List<String> labels,
    List<Long> assigneeIds,
    long comments,
    long createdAt,
    long updatedAt,
    @Nullable Long closedAt,
    @Nullable Long closedById,
    @Nullable Proposal proposal) {

  public Issue {
    labels = List.copyOf(labels);
    assigneeIds = List.copyOf(assigneeIds);
    if ((state == State.CLOSED) != (closedAt != null)) {
      throw new IllegalArgumentException("A closed issue has a time of it, an open one has none");
    }
  }

  /** The kind of object that a number of a repository names. */
  public enum Kind {
    ISSUE,
    PULL_REQUEST
  }

  /** The state of an issue or a pull request. */
  public enum State {
    OPEN,
    CLOSED;

    /** Returns the state as requests, answers and the database name it. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String wire) {
      return wire.equals("open") ? OPEN : CLOSED;
    }
  }

  /**
   * The proposal of a pull request: to bring one branch into another one of the same repository.
   *
   * @param headSha the head commit when the pull request was proposed or closed; an open one shows
   *     the current commit of the branch
   */
  public record Proposal(
      boolean draft, String headRef, String headSha, String baseRef, String baseSha) {

    Proposal at(String head, String base) {
      return new Proposal(draft, headRef, head, baseRef, base);
    }

    Proposal onto(String ref, String sha) {
      return new Proposal(draft, headRef, headSha, ref, sha);
    }
  }

  public Kind kind() {
    return proposal == null ? Kind.ISSUE : Kind.PULL_REQUEST;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  Issue with(@Nullable Proposal other) {
    return new Issue(
        id,
        repositoryId,
        number,
        title,
        body,
        state,
        stateReason,
        authorId,
        labels,
        assigneeIds,
        comments,
        createdAt,
        updatedAt,
        closedAt,
        closedById,
        other);
  }
}
