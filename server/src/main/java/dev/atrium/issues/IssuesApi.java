// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryGrant;
import dev.atrium.db.Database;
import dev.atrium.http.Fields;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.work.OneAtATime;
import java.util.List;

/** The operations on issues, which accept pull requests too. */
public final class IssuesApi {
  private final Issues issues;
  private final PullRequests pullRequests;
  private final IssueJson json;
  private final Urls urls;
  private final OneAtATime searches;

  /**
   * @param searches the turns of lists that look through texts
   */
  IssuesApi(
      Database database, Issues issues, PullRequests pullRequests, OneAtATime searches, Urls urls) {
    this.searches = searches;
    this.issues = issues;
    this.pullRequests = pullRequests;
    this.json = new IssueJson(database, urls);
    this.urls = urls;
  }

  public Response list(Request request, RepositoryGrant grant) {
    Page page = Page.of(request);
    IssueFilter filter = IssueFilter.issues(request);
    Paged<Issue> rows = searches.runIf(isLong(request), () -> issues.list(grant, filter, page));
    return page.answer(request, urls, rows, json.list(grant, rows.rows()));
  }

  /** Tells whether a list looks through the texts or the labels of many issues. */
  private static boolean isLong(Request request) {
    return request.query("mentioned").isPresent() || request.query("labels").isPresent();
  }

  public Response get(Request request, RepositoryGrant grant) {
    return Response.ok(json.one(grant, find(request, grant)));
  }

  /** Lists what is not kept of an issue: events and reactions. */
  public Response none(Request request, RepositoryGrant grant) {
    find(request, grant);
    return Response.ok(List.of());
  }

  public Response create(Request request, RepositoryGrant grant) {
    grant.requireNotArchived();
    Fields fields = request.fields(IssueFields.RESOURCE);
    fields.require("title");
    IssueFields sent = read(fields, grant);
    Issue made = issues.create(grant, sent);
    return Response.created(json.one(grant, made))
        .with("Location", IssueUrls.of(grant.repository(), made, urls).self());
  }

  public Response update(Request request, RepositoryGrant grant) {
    Issue found = find(request, grant);
    grant.requireAuthorOrTriage(found.authorId());
    IssueFields sent = read(request.fields(IssueFields.RESOURCE), grant);
    return Response.ok(json.one(grant, pullRequests.update(grant, found, sent)));
  }

  private IssueFields read(Fields fields, RepositoryGrant grant) {
    IssueFields sent =
        IssueFields.read(fields, grant.triages(), login -> issues.assignable(grant, login));
    fields.check();
    return sent;
  }

  private Issue find(Request request, RepositoryGrant grant) {
    return issues.get(grant, request.number("issue_number"));
  }
}
