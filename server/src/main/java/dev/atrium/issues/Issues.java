// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Changes;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Account;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.repositories.IssueNumbers;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * The rules of issues, and of pull requests where they are like issues. Whoever can read the
 * repository may create one. Its author and users with the triage role may change it.
 */
public final class Issues {
  private final Database database;
  private final RepositoryGrants repositories;
  private final Clock clock;

  public Issues(Database database, RepositoryGrants repositories, Clock clock) {
    this.database = database;
    this.repositories = repositories;
    this.clock = clock;
  }

  /** Returns the kind of object that a number names; empty if the number is not taken. */
  public static Optional<Issue.Kind> kind(Handle handle, long repositoryId, long number) {
    return IssueStore.kind(handle, repositoryId, number);
  }

  Paged<Issue> list(RepositoryGrant grant, IssueFilter filter, Page page) {
    return database.read(handle -> IssueStore.list(handle, grant.repository().id(), filter, page));
  }

  /**
   * Returns an issue or a pull request.
   *
   * @throws ApiException 404 if it does not exist
   */
  Issue get(RepositoryGrant grant, long number) {
    return database.read(handle ->
        IssueStore.find(handle, grant.repository().id(), number)
            .orElseThrow(ApiException::notFound));
  }

  /** Returns the id of a user by login, if they may be assigned in the repository. */
  Optional<Long> assignable(RepositoryGrant grant, String login) {
    return database.read(handle -> People.assignable(handle, grant.repository(), login));
  }

  Issue create(RepositoryGrant grant, IssueFields fields) {
    return database.write(transaction -> {
      Handle handle = transaction.handle();
      RepositoryGrant now = renew(handle, grant);
      long repositoryId = now.repository().id();
      long number =
          IssueNumbers.next(transaction, repositoryId).orElseThrow(ApiException::notFound);
      Issue wanted =
          fields.allowedBy(now).create(repositoryId, number, now.caller().id(), null, seconds());
      Issue made = IssueStore.insert(handle, wanted);
      AuditLog.add(transaction, event(AuditAction.ISSUE_CREATED, made));
      return made;
    });
  }

  /**
   * Changes an issue or a pull request, starting from what is stored at that time. So two changes
   * of different fields both take effect.
   *
   * @param branches the branches of the repository and their commits; a pull request that is closed
   *     keeps these commits
   * @param change makes the changed issue, as the grant at that time allows
   * @throws ApiException 403 if the caller lacks the role; 404 if the issue does not exist; 422 if
   *     there is another open pull request like the one that is opened
   */
  Issue change(
      RepositoryGrant grant,
      long number,
      Map<String, String> branches,
      BiFunction<RepositoryGrant, Issue, Issue> change) {
    return database.write(transaction -> {
      Handle handle = transaction.handle();
      RepositoryGrant now = renew(handle, grant);
      long repositoryId = now.repository().id();
      if (kind(handle, repositoryId, number).equals(Optional.of(Issue.Kind.PULL_REQUEST))) {
        IssueNumbers.lock(handle, repositoryId);
      }
      if (!IssueStore.touch(handle, repositoryId, number, seconds())) {
        throw ApiException.notFound();
      }
      Issue before =
          PullContent.current(
              IssueStore.find(handle, repositoryId, number).orElseThrow(), branches);
      now.requireAuthorOrTriage(before.authorId());
      Issue after = change.apply(now, before);
      requireOnlyOne(handle, now, after);
      if (after.isOpen() != before.isOpen()) {
        IssueNumbers.openOrClosed(transaction, repositoryId);
      }
      audit(transaction, before, after);
      // Even if nothing changes but the time: the text of an issue is found again by its time.
      transaction.changed(new Change.IssueText(after.repositoryId(), after.number()));
      return IssueStore.update(handle, after);
    });
  }

  static AuditEvent event(AuditAction action, Issue issue) {
    return new AuditEvent(action).repository(issue.repositoryId()).with("number", issue.number());
  }

  private static void audit(Transaction transaction, Issue was, Issue now) {
    Changes changes =
        new Changes()
            .field("title", now.title(), was.title())
            .field("body", now.body(), was.body())
            .field("state", now.state(), was.state())
            .field("labels", now.labels(), was.labels())
            .field("assignees", now.assigneeIds(), was.assigneeIds())
            .field("base", now.proposal(), was.proposal());
    if (!changes.none()) {
      boolean issue = now.kind() == Issue.Kind.ISSUE;
      AuditLog.add(
          transaction,
          event(issue ? AuditAction.ISSUE_CHANGED : AuditAction.PULL_REQUEST_CHANGED, now)
              .with("fields", changes.fields())
              .changed("state", now.state().wire(), was.state().wire()));
    }
  }

  /**
   * Refuses a second open pull request for the same branches. The caller must hold a lock on the
   * repository's row.
   *
   * @throws ApiException 422 if there is another one
   */
  static void requireOnlyOne(Handle handle, RepositoryGrant grant, Issue issue) {
    Issue.Proposal proposal = issue.proposal();
    if (proposal == null || !issue.isOpen()) {
      return;
    }
    IssueStore.openPullRequest(handle, issue.repositoryId(), proposal.headRef(), proposal.baseRef())
        .filter(number -> number != issue.number())
        .ifPresent(number -> {
          throw ApiException.invalid(
              new FieldError(
                  PullRequests.RESOURCE,
                  "head",
                  "custom",
                  "A pull request already exists for %s:%s."
                      .formatted(grant.repository().ownerLogin(), proposal.headRef()),
                  null));
        });
  }

  private RepositoryGrant renew(Handle handle, RepositoryGrant grant) {
    RepositoryGrant now =
        repositories.renew(
            handle, grant.caller(), grant.repository().id(), RepositoryNeed.TAKE_PART);
    now.requireNotArchived();
    return now;
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }

  /** Gives what a deleted account wrote to the ghost. */
  static void accountDeleted(Transaction transaction, Change change) {
    if (change instanceof Change.AccountDeleted(long id)) {
      IssueStore.setAuthor(transaction.handle(), id, Account.GHOST);
      CommentStore.setAuthor(transaction.handle(), id, Account.GHOST);
    }
  }
}
