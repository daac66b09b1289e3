// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.db.Database;
import dev.atrium.directory.NodeIds;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import java.util.List;

/** The builder of GitHub's issue-comment. */
final class CommentJson {
  private final Database database;
  private final Urls urls;

  CommentJson(Database database, Urls urls) {
    this.database = database;
    this.urls = urls;
  }

  List<ObjectNode> list(RepositoryGrant grant, Issue issue, List<Comment> comments) {
    RepositoryFacts repository = grant.repository();
    List<Long> authors = comments.stream().map(Comment::authorId).toList();
    People people = database.read(handle -> People.of(handle, grant, authors, urls));
    IssueUrls at = IssueUrls.of(repository, issue, urls);
    return comments.stream().map(comment -> json(repository, comment, at, people)).toList();
  }

  private static ObjectNode json(
      RepositoryFacts repository, Comment comment, IssueUrls at, People people) {
    String url = at.repository() + "/issues/comments/" + comment.id();
    return Json.mapper()
        .createObjectNode()
        .put("id", comment.id())
        .put("node_id", NodeIds.of("IC", repository.id(), comment.id()))
        .put("url", url)
        .put("html_url", at.html() + "#issuecomment-" + comment.id())
        .put("issue_url", at.self())
        .put("body", comment.body())
        .putPOJO("user", people.user(comment.authorId()))
        .put("author_association", people.association(comment.authorId()))
        .put("created_at", Json.time(comment.createdAt()))
        .put("updated_at", Json.time(comment.updatedAt()))
        .putPOJO("reactions", ReactionsJson.none(url))
        .putNull("performed_via_github_app");
  }
}
