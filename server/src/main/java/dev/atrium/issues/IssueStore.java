// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.db.Listing;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.work.AnswerMemory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The tables of issues, including pull requests, and of their assignees. */
final class IssueStore {
  /** The number of an issue's comments, as an expression. */
  static final String COMMENTS =
      "(SELECT count(*) FROM issue_comment WHERE issue_comment.issue_id = issue.id)";

  private static final String SELECT =
      """
      SELECT issue.id, issue.repository_id, issue.number, issue.pull_request, issue.title, issue.body, issue.state,
        issue.state_reason, issue.author_id, issue.labels, issue.created_at, issue.updated_at, issue.closed_at, issue.closed_by,
        issue.draft, issue.head_ref, issue.head_sha, issue.base_ref, issue.base_sha,
        (SELECT string_agg(CAST(user_id AS VARCHAR(20)), ' ' ORDER BY user_id) FROM issue_assignee
          WHERE issue_assignee.issue_id = issue.id) AS assignees,
        %s AS comments
      FROM issue
      """
          .formatted(COMMENTS);

  /** The issues whose labels make up a repository's list of labels. */
  private static final int MOST_LABELLED = 2_000;

  private static final RowMapper<Issue> ISSUE = (row, context) -> issue(row);

  private IssueStore() {}

  static Optional<Issue> find(Handle handle, long repositoryId, long number) {
    return handle
        .createQuery(SELECT + " WHERE repository_id = :repository_id AND number = :number")
        .bind("repository_id", repositoryId)
        .bind("number", number)
        .map(ISSUE)
        .findOne();
  }

  static Paged<Issue> list(Handle handle, long repositoryId, IssueFilter filter, Page page) {
    Map<String, Object> binds = new HashMap<>(filter.binds());
    binds.put("repository_id", repositoryId);
    Listing all =
        new Listing(
            "SELECT issue.id FROM issue WHERE " + String.join(" AND ", filter.where()),
            filter.order(),
            binds);
    return page.read(rows(handle, all, page), () -> all.count(handle));
  }

  /**
   * Reads the rows of one page. Which they are is found by an index: bodies and labels of all the
   * repository's issues would be read otherwise.
   */
  private static List<Issue> rows(Handle handle, Listing all, Page page) {
    return handle
        .createQuery(
            "%1$s WHERE issue.id IN (%2$s ORDER BY %3$s LIMIT :limit OFFSET :offset) ORDER BY %3$s"
                .formatted(SELECT, all.sql(), all.order()))
        .bindMap(all.binds())
        .bind("limit", page.limit())
        .bind("offset", page.offset())
        .map(ISSUE)
        .list();
  }

  static Optional<Issue.Kind> kind(Handle handle, long repositoryId, long number) {
    return handle
        .createQuery(
            "SELECT pull_request FROM issue WHERE repository_id = :repository_id AND number = :number")
        .bind("repository_id", repositoryId)
        .bind("number", number)
        .map((row, context) ->
            row.getBoolean("pull_request") ? Issue.Kind.PULL_REQUEST : Issue.Kind.ISSUE)
        .findOne();
  }

  /** Passes on the labels of the newest issues that have any, the newest issue first. */
  static void labels(Handle handle, long repositoryId, Consumer<List<String>> sink) {
    handle
        .createQuery(
            """
            SELECT labels FROM issue WHERE repository_id = :repository_id AND labels <> '[]'
            ORDER BY number DESC LIMIT :most
            """)
        .bind("repository_id", repositoryId)
        .bind("most", MOST_LABELLED)
        .map((row, context) -> Labels.read(row.getString("labels")))
        .forEach(sink);
  }

  /** Returns the labels of the newest issue that has a label of this name, in any case. */
  static Optional<List<String>> labelsWith(Handle handle, long repositoryId, String name) {
    return handle
        .createQuery(
            """
            SELECT labels FROM issue WHERE repository_id = :repository_id
              AND lower(labels) LIKE :pattern ESCAPE '!'
            ORDER BY number DESC LIMIT 1
            """)
        .bind("repository_id", repositoryId)
        .bind("pattern", Labels.pattern(name))
        .map((row, context) -> Labels.read(row.getString("labels")))
        .findOne();
  }

  /** Gives the issues that an account wrote or closed to another one. */
  static void setAuthor(Handle handle, long accountId, long otherId) {
    for (String column : List.of("author_id", "closed_by")) {
      handle
          .createUpdate("UPDATE issue SET " + column + " = :other_id WHERE " + column + " = :id")
          .bind("id", accountId)
          .bind("other_id", otherId)
          .execute();
    }
  }

  /**
   * Marks the issue as changed, and makes other writers of it wait from here on. Returns false if
   * it does not exist.
   */
  static boolean touch(Handle handle, long repositoryId, long number, long now) {
    return handle
            .createUpdate(
                "UPDATE issue SET updated_at = :now WHERE repository_id = :repository_id AND number = :number")
            .bind("repository_id", repositoryId)
            .bind("number", number)
            .bind("now", now)
            .execute()
        == 1;
  }

  static Issue insert(Handle handle, Issue issue) {
    Issue.Proposal proposal = issue.proposal();
    long id =
        handle
            .createQuery(
                """
                INSERT INTO issue (repository_id, number, pull_request, title, body, state, author_id, labels,
                  created_at, updated_at, draft, head_ref, head_sha, base_ref, base_sha)
                VALUES (:repository_id, :number, :pull_request, :title, :body, :state, :author_id, :labels,
                  :created_at, :created_at, :draft, :head_ref, :head_sha, :base_ref, :base_sha)
                RETURNING id
                """)
            .bind("repository_id", issue.repositoryId())
            .bind("number", issue.number())
            .bind("pull_request", proposal != null)
            .bind("title", issue.title())
            .bind("body", issue.body())
            .bind("state", issue.state().wire())
            .bind("author_id", issue.authorId())
            .bind("labels", Labels.write(issue.labels()))
            .bind("created_at", issue.createdAt())
            .bind("draft", proposal != null && proposal.draft())
            .bind("head_ref", proposal == null ? null : proposal.headRef())
            .bind("head_sha", proposal == null ? null : proposal.headSha())
            .bind("base_ref", proposal == null ? null : proposal.baseRef())
            .bind("base_sha", proposal == null ? null : proposal.baseSha())
            .mapTo(Long.class)
            .one();
    assign(handle, id, issue.assigneeIds());
    return find(handle, issue.repositoryId(), issue.number()).orElseThrow();
  }

  static Issue update(Handle handle, Issue issue) {
    Issue.Proposal proposal = issue.proposal();
    handle
        .createUpdate(
            """
            UPDATE issue SET title = :title, body = :body, state = :state, state_reason = :state_reason,
              labels = :labels, closed_at = :closed_at, closed_by = :closed_by, head_sha = :head_sha, base_ref = :base_ref,
              base_sha = :base_sha
            WHERE id = :id
            """)
        .bind("id", issue.id())
        .bind("title", issue.title())
        .bind("body", issue.body())
        .bind("state", issue.state().wire())
        .bind("state_reason", issue.stateReason())
        .bind("labels", Labels.write(issue.labels()))
        .bind("closed_at", issue.closedAt())
        .bind("closed_by", issue.closedById())
        .bind("head_sha", proposal == null ? null : proposal.headSha())
        .bind("base_ref", proposal == null ? null : proposal.baseRef())
        .bind("base_sha", proposal == null ? null : proposal.baseSha())
        .execute();
    handle
        .createUpdate("DELETE FROM issue_assignee WHERE issue_id = :id")
        .bind("id", issue.id())
        .execute();
    assign(handle, issue.id(), issue.assigneeIds());
    return find(handle, issue.repositoryId(), issue.number()).orElseThrow();
  }

  /** Assigns users. Accounts that were deleted meanwhile are left out. */
  private static void assign(Handle handle, long issueId, List<Long> userIds) {
    if (!userIds.isEmpty()) {
      handle
          .createUpdate(
              """
              INSERT INTO issue_assignee (issue_id, user_id)
              SELECT :issue_id, id FROM account WHERE id IN (<ids>)
              """)
          .bind("issue_id", issueId)
          .bindList("ids", userIds)
          .execute();
    }
  }

  /** Returns the number of the open pull request from one branch to the other. */
  static Optional<Long> openPullRequest(
      Handle handle, long repositoryId, String headRef, String baseRef) {
    return handle
        .createQuery(
            """
            SELECT number FROM issue WHERE repository_id = :repository_id AND pull_request AND state = 'open'
              AND head_ref = :head_ref AND base_ref = :base_ref
            """)
        .bind("repository_id", repositoryId)
        .bind("head_ref", headRef)
        .bind("base_ref", baseRef)
        .mapTo(Long.class)
        .findFirst();
  }

  private static Issue issue(ResultSet row) throws SQLException {
    String assignees = row.getString("assignees");
    long closedAt = row.getLong("closed_at");
    boolean open = row.wasNull();
    String body = row.getString("body");
    AnswerMemory.count(body);
    return new Issue(
        row.getLong("id"),
        row.getLong("repository_id"),
        row.getLong("number"),
        row.getString("title"),
        body,
        Issue.State.of(row.getString("state")),
        row.getString("state_reason"),
        row.getLong("author_id"),
        Labels.read(row.getString("labels")),
        assignees == null ? List.of() : Stream.of(assignees.split(" ")).map(Long::valueOf).toList(),
        row.getLong("comments"),
        row.getLong("created_at"),
        row.getLong("updated_at"),
        open ? null : closedAt,
        row.getObject("closed_by") == null ? null : row.getLong("closed_by"),
        proposal(row));
  }

  private static Issue.@Nullable Proposal proposal(ResultSet row) throws SQLException {
    return row.getBoolean("pull_request")
        ? new Issue.Proposal(
            row.getBoolean("draft"),
            row.getString("head_ref"),
            row.getString("head_sha"),
            row.getString("base_ref"),
            row.getString("base_sha"))
        : null;
  }
}
