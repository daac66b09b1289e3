// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.http.Request;
import dev.atrium.http.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The filter and the order of a list of a repository's issues.
 *
 * @param where conditions on a row of {@code issue}, all of which must hold
 * @param binds the values of the conditions' parameters
 * @param order the columns to order by
 */
record IssueFilter(List<String> where, Map<String, Object> binds, String order) {
  IssueFilter {
    where = List.copyOf(where);
    binds = Map.copyOf(binds);
  }

  /** Reads the filter of a list of issues. It includes pull requests, as on GitHub. */
  static IssueFilter issues(Request request) {
    IssueQuery filter = new IssueQuery(request, "Issue");
    filter.state();
    filter.labels();
    filter.people();
    filter.since("issue.updated_at");
    filter.milestone();
    // No issue has a type or fields here, so these filters match none.
    filter.absent("type");
    filter.absent("issue_field_values");
    return filter.build(List.of("created", "updated", "comments"), "desc");
  }

  /**
   * Reads the filter of a list of pull requests.
   *
   * @param owner the owner of the repository; heads are found only in that repository
   */
  static IssueFilter pullRequests(Request request, String owner) {
    IssueQuery filter = new IssueQuery(request, "PullRequest");
    filter.require("issue.pull_request");
    filter.state();
    filter.head(owner);
    request.query("base").ifPresent(base -> filter.equal("issue.base_ref", "base", base));
    boolean created = request.query("sort").orElse("created").equals("created");
    return filter.build(
        List.of("created", "updated", "popularity", "long-running"), created ? "desc" : "asc");
  }

  /** Reads the time in {@code since}, in seconds since 1970. */
  static Optional<Long> since(Request request, String resource) {
    return Times.query(request, resource, "since").map(Instant::getEpochSecond);
  }
}
