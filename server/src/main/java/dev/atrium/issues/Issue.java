// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An issue, or a pull request, which is an issue that proposes a branch: both share a repository's
 * numbers.
 *
 * @param id 0 before it is stored
 * @param stateReason completed, not_planned, duplicate or reopened; null where there is none, and
 *     always of a pull request
 * @param comments how many there are
 * @param createdAt seconds since 1970, like the other times
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
    @Nullable Proposal proposal) {

  public Issue {
    labels = List.copyOf(labels);
    assigneeIds = List.copyOf(assigneeIds);
    if ((state == State.CLOSED) != (closedAt != null)) {
      throw new IllegalArgumentException("A closed issue has a time of it, an open one has none");
    }
  }

  /** What a number of a repository can stand for. */
  public enum Kind {
    ISSUE,
    PULL_REQUEST
  }

  /** Whether there is work left. */
  public enum State {
    OPEN,
    CLOSED;

    /** As requests, answers and the database name it. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String wire) {
      return wire.equals("open") ? OPEN : CLOSED;
    }
  }

  /**
   * What a pull request wants brought where, inside one repository.
   *
   * @param headSha the commit when it was proposed or closed; an open one shows the branch's own
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
        other);
  }
}
