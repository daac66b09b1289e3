// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.db.Database;
import dev.atrium.directory.Account;
import dev.atrium.error.FieldError;
import dev.atrium.git.Commit;
import dev.atrium.git.FileChange;
import dev.atrium.http.Fields;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.repositories.CommitJson;
import dev.atrium.repositories.Committers;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The operations on pull requests. */
public final class PullRequestsApi {
  private static final int LONGEST_REF = 255;

  private final PullRequests pullRequests;
  private final Committers committers;
  private final PullRequestJson json;
  private final Urls urls;

  public PullRequestsApi(
      Database database, PullRequests pullRequests, Committers committers, Urls urls) {
    this.committers = committers;
    this.pullRequests = pullRequests;
    this.json = new PullRequestJson(database, urls);
    this.urls = urls;
  }

  public Response list(Request request, RepositoryGrant grant) {
    Page page = Page.of(request);
    IssueFilter filter = IssueFilter.pullRequests(request, grant.repository().ownerLogin());
    Paged<Issue> rows = pullRequests.list(grant, filter, page);
    return page.answer(request, urls, rows, json.list(grant, rows.rows()));
  }

  public Response get(Request request, RepositoryGrant grant) {
    return Response.ok(whole(grant, find(request, grant)));
  }

  public Response create(Request request, RepositoryGrant grant) {
    grant.requireNotArchived();
    Fields fields = request.fields(PullRequests.RESOURCE);
    fields.require("title");
    fields.require("head");
    fields.require("base");
    IssueFields sent = IssueFields.ofPullRequest(fields);
    String head = fields.text("head", LONGEST_REF).or("");
    String base = fields.text("base", LONGEST_REF).or("");
    boolean draft = fields.bool("draft").or(false);
    checkHeadRepository(fields, grant.repository());
    fields.check();
    Issue made = pullRequests.create(grant, sent, head, base, draft);
    return Response.created(whole(grant, made))
        .with("Location", IssueUrls.of(grant.repository(), made, urls).pull());
  }

  public Response update(Request request, RepositoryGrant grant) {
    Issue found = find(request, grant);
    grant.requireAuthorOrTriage(found.authorId());
    Fields fields = request.fields(PullRequests.RESOURCE);
    IssueFields sent = IssueFields.ofPullRequest(fields);
    String base = fields.text("base", LONGEST_REF).value();
    fields.check();
    return Response.ok(whole(grant, pullRequests.update(grant, found, sent, base)));
  }

  public Response files(Request request, RepositoryGrant grant) {
    Issue found = find(request, grant);
    String commit = Objects.requireNonNull(found.proposal()).headSha();
    Page page = Page.of(request);
    Paged<FileChange> rows = pullRequests.files(grant, found, page);
    return page.answer(
        request, urls, rows, file -> FileJson.of(grant.repository(), commit, file, urls));
  }

  public Response commits(Request request, RepositoryGrant grant) {
    Page page = Page.of(request);
    Paged<Commit> found = pullRequests.commits(grant, find(request, grant), page);
    Map<String, Account> accounts = committers.accounts(found.rows());
    CommitJson wire = new CommitJson(grant.repository(), urls);
    return page.answer(request, urls, found, commit -> wire.item(commit, accounts));
  }

  /** Lists the comments of reviews, which nobody can make. */
  public Response reviewComments(Request request, RepositoryGrant grant) {
    find(request, grant);
    return Response.ok(List.of());
  }

  /** Accepts {@code head_repo} only if it names the repository itself: there are no forks. */
  private static void checkHeadRepository(Fields fields, RepositoryFacts repository) {
    String name = fields.text("head_repo", LONGEST_REF).value();
    if (name != null
        && !name.equalsIgnoreCase(repository.name())
        && !name.equalsIgnoreCase(repository.fullName())) {
      fields.fault(
          FieldError.invalid(
              fields.resource(), "head_repo", "head_repo must be the repository itself"));
    }
  }

  private Object whole(RepositoryGrant grant, Issue pullRequest) {
    return json.whole(grant, pullRequest, pullRequests.compare(grant, pullRequest));
  }

  private Issue find(Request request, RepositoryGrant grant) {
    return pullRequests.get(grant, request.number("pull_number"));
  }
}
