// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static dev.atrium.access.Permission.READ_ISSUES;
import static dev.atrium.access.Permission.READ_PULL_REQUESTS;
import static dev.atrium.access.Permission.READ_PULL_REQUEST_FILES;
import static dev.atrium.access.Permission.WRITE_ISSUES;
import static dev.atrium.access.Permission.WRITE_PULL_REQUESTS;
import static dev.atrium.access.RepositoryNeed.READ;
import static dev.atrium.access.RepositoryNeed.TAKE_PART;
import static dev.atrium.access.RepositoryNeed.WRITE;

import dev.atrium.access.RepositoryGrants;
import dev.atrium.db.Database;
import dev.atrium.db.Subscriber;
import dev.atrium.platform.Platform;
import dev.atrium.platform.Wing;
import dev.atrium.repositories.RepositoriesWing;
import dev.atrium.repositories.RepositoryRoutes;
import dev.atrium.work.OneAtATime;
import java.util.List;

/** Issues, their comments, and pull requests. */
public final class IssuesWing extends Wing {

  public IssuesWing(Platform platform, RepositoriesWing repositoriesWing) {
    super(platform);
    Database database = platform.database();
    RepositoryGrants repositories = platform.access().repositories();
    Issues issues = new Issues(database, repositories, platform.clock());
    PullRequests pulls =
        new PullRequests(database, repositories, issues, platform.git(), platform.clock());
    OneAtATime searches = platform.oneAtATime();
    IssuesApi issuesApi = new IssuesApi(database, issues, pulls, searches, platform.urls());
    CommentsApi comments =
        new CommentsApi(
            database,
            issues,
            new Comments(database, repositories, platform.clock()),
            platform.urls());
    PullRequestsApi pullsApi =
        new PullRequestsApi(database, pulls, repositoriesWing.committers(), platform.urls());
    LabelsApi labels = new LabelsApi(database, issues, searches, platform.urls());
    // spotless:off: one line an operation, however long.
    RepositoryRoutes one = new RepositoryRoutes(routes.under("issues/issues"), repositoriesWing.paths());
    one.add("GET /issues", "issues/list-for-repo", "list-repository-issues", READ_ISSUES, READ, issuesApi::list);
    one.add("POST /issues", "issues/create", "create-an-issue", WRITE_ISSUES, TAKE_PART, issuesApi::create);
    one.add("GET /issues/{issue_number}", "issues/get", "get-an-issue", READ_ISSUES, READ, issuesApi::get);
    one.add("PATCH /issues/{issue_number}", "issues/update", "update-an-issue", WRITE_ISSUES, TAKE_PART, issuesApi::update);
    one = new RepositoryRoutes(routes.under("issues/comments"), repositoriesWing.paths());
    one.add("GET /issues/{issue_number}/comments", "issues/list-comments", "list-issue-comments", READ_ISSUES, READ, comments::list);
    one.add("POST /issues/{issue_number}/comments", "issues/create-comment", "create-an-issue-comment", WRITE_ISSUES, TAKE_PART, comments::create);
    one.add("GET /issues/comments/{comment_id}", "issues/get-comment", "get-an-issue-comment", READ_ISSUES, READ, comments::get);
    one = new RepositoryRoutes(routes.under("issues/labels"), repositoriesWing.paths());
    one.add("GET /labels", "issues/list-labels-for-repo", "list-labels-for-a-repository", READ_ISSUES, READ, labels::list);
    one.add("GET /labels/{name}", "issues/get-label", "get-a-label", READ_ISSUES, READ, labels::get);
    one.add("GET /issues/{issue_number}/labels", "issues/list-labels-on-issue", "list-labels-for-an-issue", READ_ISSUES, READ, labels::ofIssue);
    one = new RepositoryRoutes(routes.under("issues/events"), repositoriesWing.paths());
    one.add("GET /issues/{issue_number}/events", "issues/list-events", "list-issue-events", READ_ISSUES, READ, issuesApi::none);
    one = new RepositoryRoutes(routes.under("reactions/reactions"), repositoriesWing.paths());
    one.add("GET /issues/{issue_number}/reactions", "reactions/list-for-issue", "list-reactions-for-an-issue", READ_ISSUES, READ, issuesApi::none);
    one.add("GET /issues/comments/{comment_id}/reactions", "reactions/list-for-issue-comment", "list-reactions-for-an-issue-comment", READ_ISSUES, READ, comments::reactions);
    one = new RepositoryRoutes(routes.under("pulls/pulls"), repositoriesWing.paths());
    one.add("GET /pulls", "pulls/list", "list-pull-requests", READ_PULL_REQUESTS, READ, pullsApi::list);
    one.add("POST /pulls", "pulls/create", "create-a-pull-request", WRITE_PULL_REQUESTS, WRITE, pullsApi::create);
    one.add("GET /pulls/{pull_number}", "pulls/get", "get-a-pull-request", READ_PULL_REQUESTS, READ, pullsApi::get);
    one.add("PATCH /pulls/{pull_number}", "pulls/update", "update-a-pull-request", WRITE_PULL_REQUESTS, TAKE_PART, pullsApi::update);
    one.add("GET /pulls/{pull_number}/files", "pulls/list-files", "list-pull-requests-files", READ_PULL_REQUEST_FILES, READ, pullsApi::files);
    one.add("GET /pulls/{pull_number}/commits", "pulls/list-commits", "list-commits-on-a-pull-request", READ_PULL_REQUEST_FILES, READ, pullsApi::commits);
    one = new RepositoryRoutes(routes.under("pulls/comments"), repositoriesWing.paths());
    one.add("GET /pulls/{pull_number}/comments", "pulls/list-review-comments", "list-review-comments-on-a-pull-request", READ_PULL_REQUESTS, READ, pullsApi::reviewComments);
    // spotless:on
  }

  @Override
  public List<Subscriber> subscribers() {
    return List.of(Issues::accountDeleted);
  }
}
