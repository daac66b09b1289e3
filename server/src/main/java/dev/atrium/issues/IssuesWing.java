// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static dev.atrium.access.Permission.READ_ISSUES;
import static dev.atrium.access.Permission.READ_PULL_REQUESTS;
import static dev.atrium.access.Permission.READ_PULL_REQUEST_FILES;
import static dev.atrium.access.Permission.WRITE_ISSUES;
import static dev.atrium.access.Permission.WRITE_PULL_REQUESTS;
import static dev.atrium.access.RepositoryNeed.READ;
import static dev.atrium.access.RepositoryNeed.WRITE;

import dev.atrium.access.RepositoryGrants;
import dev.atrium.db.Database;
import dev.atrium.db.Subscriber;
import dev.atrium.platform.Platform;
import dev.atrium.platform.Wing;
import dev.atrium.repositories.RepositoriesWing;
import dev.atrium.repositories.RepositoryRoutes;
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
    IssuesApi issuesApi = new IssuesApi(database, issues, pulls, platform.urls());
    CommentsApi comments =
        new CommentsApi(
            database,
            issues,
            new Comments(database, repositories, platform.clock()),
            platform.urls());
    PullRequestsApi pullsApi = new PullRequestsApi(database, pulls, platform.urls());
    // spotless:off: one line an operation, however long.
    RepositoryRoutes one = new RepositoryRoutes(routes.under("issues/issues"), repositoriesWing.paths());
    one.add("GET /issues", "issues/list-for-repo", "list-repository-issues", READ_ISSUES, READ, issuesApi::list);
    one.add("POST /issues", "issues/create", "create-an-issue", WRITE_ISSUES, READ, issuesApi::create);
    one.add("GET /issues/{issue_number}", "issues/get", "get-an-issue", READ_ISSUES, READ, issuesApi::get);
    one.add("PATCH /issues/{issue_number}", "issues/update", "update-an-issue", WRITE_ISSUES, READ, issuesApi::update);
    one = new RepositoryRoutes(routes.under("issues/comments"), repositoriesWing.paths());
    one.add("GET /issues/{issue_number}/comments", "issues/list-comments", "list-issue-comments", READ_ISSUES, READ, comments::list);
    one.add("POST /issues/{issue_number}/comments", "issues/create-comment", "create-an-issue-comment", WRITE_ISSUES, READ, comments::create);
    one = new RepositoryRoutes(routes.under("pulls/pulls"), repositoriesWing.paths());
    one.add("GET /pulls", "pulls/list", "list-pull-requests", READ_PULL_REQUESTS, READ, pullsApi::list);
    one.add("POST /pulls", "pulls/create", "create-a-pull-request", WRITE_PULL_REQUESTS, WRITE, pullsApi::create);
    one.add("GET /pulls/{pull_number}", "pulls/get", "get-a-pull-request", READ_PULL_REQUESTS, READ, pullsApi::get);
    one.add("PATCH /pulls/{pull_number}", "pulls/update", "update-a-pull-request", WRITE_PULL_REQUESTS, READ, pullsApi::update);
    one.add("GET /pulls/{pull_number}/files", "pulls/list-files", "list-pull-requests-files", READ_PULL_REQUEST_FILES, READ, pullsApi::files);
    // spotless:on
  }

  @Override
  public List<Subscriber> subscribers() {
    return List.of(Issues::accountDeleted);
  }
}
