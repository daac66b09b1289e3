// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.db.Ids;
import dev.atrium.issues.IssueTexts.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** What the texts of issues are made of, read from their tables. */
final class IssueTextStore {
  private IssueTextStore() {}

  static List<Version> versions(Handle handle, long repositoryId, Collection<Long> numbers) {
    List<Version> versions = new ArrayList<>();
    for (List<Long> part : Ids.in(numbers)) {
      handle
          .createQuery(
              """
              SELECT number, title, state, updated_at, head_ref, head_sha, base_ref, base_sha,
                (SELECT count(*) FROM issue_comment WHERE issue_comment.issue_id = issue.id) AS comments
              FROM issue WHERE repository_id = :repository_id AND number IN (<numbers>)
              """)
          .bind("repository_id", repositoryId)
          .bindList("numbers", part)
          .map((row, context) ->
              new Version(
                  row.getLong("number"),
                  row.getString("title"),
                  row.getString("state").equals("open"),
                  row.getLong("updated_at"),
                  row.getLong("comments"),
                  Objects.requireNonNullElse(row.getString("head_ref"), ""),
                  Objects.requireNonNullElse(row.getString("head_sha"), ""),
                  Objects.requireNonNullElse(row.getString("base_ref"), ""),
                  Objects.requireNonNullElse(row.getString("base_sha"), "")))
          .forEach(versions::add);
    }
    return versions;
  }

  static List<Comment> comments(Handle handle, long issueId, int most) {
    return handle
        .createQuery(
            """
            SELECT id, issue_id, author_id, body, created_at, updated_at FROM issue_comment
            WHERE issue_id = :issue_id ORDER BY id LIMIT :most
            """)
        .bind("issue_id", issueId)
        .bind("most", most)
        .map((row, context) ->
            new Comment(
                row.getLong("id"),
                row.getLong("issue_id"),
                row.getLong("author_id"),
                row.getString("body"),
                row.getLong("created_at"),
                row.getLong("updated_at")))
        .list();
  }

  /** Returns the logins of everybody who wrote the issue or a comment, by account. */
  static Map<Long, String> authors(Handle handle, long issueId) {
    Map<Long, String> logins = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT id, login FROM account WHERE id IN (
              SELECT author_id FROM issue WHERE id = :id
              UNION SELECT author_id FROM issue_comment WHERE issue_id = :id)
            """)
        .bind("id", issueId)
        .map((row, context) -> Map.entry(row.getLong("id"), row.getString("login")))
        .forEach(author -> logins.put(author.getKey(), author.getValue()));
    return logins;
  }
}
