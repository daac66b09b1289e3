// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The rules of comments: whoever can read the repository may write one. */
public final class Comments {
  private final Database database;
  private final RepositoryGrants repositories;
  private final Clock clock;

  public Comments(Database database, RepositoryGrants repositories, Clock clock) {
    this.database = database;
    this.repositories = repositories;
    this.clock = clock;
  }

  /**
   * Lists the comments changed at that time or later, oldest first.
   *
   * @param since seconds since 1970
   */
  Paged<Comment> list(Issue issue, long since, Page page) {
    return database.read(handle -> CommentStore.list(handle, issue.id(), since, page));
  }

  /**
   * Returns a comment with the number of its issue.
   *
   * @throws ApiException 404 if the repository has no such comment
   */
  Map.Entry<Comment, Long> get(RepositoryGrant grant, long id) {
    return database
        .select(handle -> CommentStore.find(handle, grant.repository().id(), id))
        .orElseThrow(ApiException::notFound);
  }

  Comment create(RepositoryGrant grant, Issue issue, String body) {
    return database.write(transaction -> {
      Handle handle = transaction.handle();
      RepositoryGrant current =
          repositories.renew(
              handle, grant.caller(), grant.repository().id(), RepositoryNeed.TAKE_PART);
      current.requireNotArchived();
      long now = clock.instant().getEpochSecond();
      if (!IssueStore.touch(handle, issue.repositoryId(), issue.number(), now)) {
        throw ApiException.notFound();
      }
      AuditLog.add(transaction, Issues.event(AuditAction.COMMENT_CREATED, issue));
      transaction.changed(new Change.IssueText(issue.repositoryId(), issue.number()));
      return CommentStore.insert(handle, issue.id(), current.caller().id(), body, now);
    });
  }
}
