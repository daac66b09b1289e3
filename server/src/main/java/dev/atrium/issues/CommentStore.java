// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.db.Listing;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.work.AnswerMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table of comments. */
final class CommentStore {
  private static final String COLUMNS = "id, issue_id, author_id, body, created_at, updated_at";

  private static final RowMapper<Comment> COMMENT =
      (row, context) -> {
        String body = row.getString("body");
        AnswerMemory.count(body);
        return new Comment(
            row.getLong("id"),
            row.getLong("issue_id"),
            row.getLong("author_id"),
            body,
            row.getLong("created_at"),
            row.getLong("updated_at"));
      };

  private CommentStore() {}

  /**
   * Lists the comments changed at that time or later, oldest first. Which they are is found by an
   * index: all bodies would be read otherwise.
   */
  static Paged<Comment> list(Handle handle, long issueId, long since, Page page) {
    Listing all =
        new Listing(
            "SELECT id FROM issue_comment WHERE issue_id = :issue_id AND updated_at >= :since",
            "id",
            Map.of("issue_id", issueId, "since", since));
    List<Comment> rows =
        handle
            .createQuery(
                "SELECT %s FROM issue_comment WHERE id IN (%s ORDER BY id LIMIT :limit OFFSET :offset) ORDER BY id"
                    .formatted(COLUMNS, all.sql()))
            .bindMap(all.binds())
            .bind("limit", page.limit())
            .bind("offset", page.offset())
            .map(COMMENT)
            .list();
    return page.read(rows, () -> all.count(handle));
  }

  /** Returns a comment of an issue of the repository, with the issue's number. */
  static Optional<Map.Entry<Comment, Long>> find(Handle handle, long repositoryId, long id) {
    return handle
        .createQuery(
            """
            SELECT issue_comment.id, issue_id, issue_comment.author_id, issue_comment.body,
              issue_comment.created_at, issue_comment.updated_at, issue.number
            FROM issue_comment JOIN issue ON issue.id = issue_id
            WHERE issue_comment.id = :id AND issue.repository_id = :repository_id
            """)
        .bind("id", id)
        .bind("repository_id", repositoryId)
        .map((row, context) -> Map.entry(COMMENT.map(row, context), row.getLong("number")))
        .findOne();
  }

  static Comment insert(Handle handle, long issueId, long authorId, String body, long now) {
    return handle
        .createQuery(
            """
            INSERT INTO issue_comment (issue_id, author_id, body, created_at, updated_at)
            VALUES (:issue_id, :author_id, :body, :now, :now) RETURNING %s
            """
                .formatted(COLUMNS))
        .bind("issue_id", issueId)
        .bind("author_id", authorId)
        .bind("body", body)
        .bind("now", now)
        .map(COMMENT)
        .one();
  }

  /** Gives the comments that an account wrote to another one. */
  static void setAuthor(Handle handle, long accountId, long otherId) {
    handle
        .createUpdate("UPDATE issue_comment SET author_id = :other_id WHERE author_id = :id")
        .bind("id", accountId)
        .bind("other_id", otherId)
        .execute();
  }
}
