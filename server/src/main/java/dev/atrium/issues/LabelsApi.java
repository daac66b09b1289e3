// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryGrant;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import dev.atrium.http.Page;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.work.OneAtATime;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The operations that read labels. A label exists as long as an issue has it: none is made, renamed
 * or deleted by itself.
 */
final class LabelsApi {
  private final Database database;
  private final Issues issues;
  private final OneAtATime searches;
  private final Urls urls;

  LabelsApi(Database database, Issues issues, OneAtATime searches, Urls urls) {
    this.searches = searches;
    this.database = database;
    this.issues = issues;
    this.urls = urls;
  }

  Response list(Request request, RepositoryGrant grant) {
    long id = grant.repository().id();
    return page(request, grant, searches.run(() -> names(id)));
  }

  private Collection<String> names(long repositoryId) {
    SortedMap<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    return database.select(handle -> {
      // Of the forms that differ in case, the newest is shown.
      IssueStore.labels(
          handle, repositoryId, labels -> labels.forEach(name -> names.putIfAbsent(name, name)));
      return names.values();
    });
  }

  Response get(Request request, RepositoryGrant grant) {
    long id = grant.repository().id();
    String name = request.parameter("name");
    return searches
        .run(() -> database.select(handle -> IssueStore.labelsWith(handle, id, name)))
        .stream()
        .flatMap(List::stream)
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .map(found -> Response.ok(LabelJson.of(grant.repository(), found, urls)))
        .orElseThrow(ApiException::notFound);
  }

  Response ofIssue(Request request, RepositoryGrant grant) {
    return page(request, grant, issues.get(grant, request.number("issue_number")).labels());
  }

  private Response page(Request request, RepositoryGrant grant, Collection<String> names) {
    Page page = Page.of(request);
    return page.answer(
        request,
        urls,
        page.slice(List.copyOf(names)),
        name -> LabelJson.of(grant.repository(), name, urls));
  }
}
