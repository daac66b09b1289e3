// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryGrant;
import dev.atrium.db.Database;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;
import java.util.Map;

/** The operations on comments of issues and pull requests. */
public final class CommentsApi {
  private static final String RESOURCE = "IssueComment";

  private final Issues issues;
  private final Comments comments;
  private final CommentJson json;
  private final Urls urls;

  public CommentsApi(Database database, Issues issues, Comments comments, Urls urls) {
    this.issues = issues;
    this.comments = comments;
    this.json = new CommentJson(database, urls);
    this.urls = urls;
  }

  public Response list(Request request, RepositoryGrant grant) {
    Issue issue = issues.get(grant, request.number("issue_number"));
    Page page = Page.of(request);
    long since = IssueFilter.since(request, RESOURCE).orElse(0L);
    Paged<Comment> rows = comments.list(issue, since, page);
    return page.answer(request, urls, rows, json.list(grant, issue, rows.rows()));
  }

  public Response get(Request request, RepositoryGrant grant) {
    Map.Entry<Comment, Long> found = comments.get(grant, request.number("comment_id"));
    Issue issue = issues.get(grant, found.getValue());
    return Response.ok(json.list(grant, issue, List.of(found.getKey())).getFirst());
  }

  /** Lists the reactions to a comment, which nobody can make. */
  public Response reactions(Request request, RepositoryGrant grant) {
    comments.get(grant, request.number("comment_id"));
    return Response.ok(List.of());
  }

  public Response create(Request request, RepositoryGrant grant) {
    Issue issue = issues.get(grant, request.number("issue_number"));
    grant.requireNotArchived();
    Fields fields = request.fields(RESOURCE);
    fields.require("body");
    String body = fields.text("body", IssueFields.LONGEST_BODY).value();
    if (body != null && body.isBlank()) {
      fields.fault(FieldError.missingField(RESOURCE, "body"));
    }
    fields.check();
    Comment made = comments.create(grant, issue, body == null ? "" : body);
    return Response.created(json.list(grant, issue, List.of(made)).getFirst());
  }
}
