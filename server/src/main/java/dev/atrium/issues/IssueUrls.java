// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.http.Urls;

/**
 * The URLs of an issue or a pull request.
 *
 * @param repository the API's URL of the repository
 * @param self the API's URL of the issue; a pull request has one too
 * @param pull the API's URL of the pull request
 * @param html the URL of the page
 */
record IssueUrls(String repository, String self, String pull, String html) {

  static IssueUrls of(RepositoryFacts repository, Issue issue, Urls urls) {
    String api = urls.api("/repos/" + repository.fullName());
    String page =
        switch (issue.kind()) {
          case ISSUE -> "/issues/";
          case PULL_REQUEST -> "/pull/";
        };
    return new IssueUrls(
        api,
        api + "/issues/" + issue.number(),
        api + "/pulls/" + issue.number(),
        urls.html("/" + repository.fullName() + page + issue.number()));
  }
}
