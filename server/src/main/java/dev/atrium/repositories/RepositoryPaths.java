// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.http.Handler;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.repositories.Repositories.Lookup;
import java.util.function.BiFunction;

/**
 * The two forms of every path under a repository, {@code /repos/{owner}/{repo}} and {@code
 * /repositories/{repository_id}}: their handlers are reached only with a grant. A former name is
 * answered with a redirect to the numeric form.
 */
public final class RepositoryPaths {
  private static final String NAMED = "/repos/";

  private final Repositories repositories;
  private final Urls urls;

  public RepositoryPaths(Repositories repositories, Urls urls) {
    this.repositories = repositories;
    this.urls = urls;
  }

  /** For paths with {@code {owner}} and {@code {repo}}. */
  public Handler named(
      RepositoryNeed need, BiFunction<Request, RepositoryGrant, Response> handler) {
    return request ->
        switch (repositories.find(
            request.caller(), request.parameter("owner"), request.parameter("repo"), need)) {
          case Lookup.Here(RepositoryGrant grant) -> handler.apply(request, grant);
          case Lookup.Moved(Repository target) -> redirect(request, target);
        };
  }

  /** For paths with {@code {repository_id}}. */
  public Handler numbered(
      RepositoryNeed need, BiFunction<Request, RepositoryGrant, Response> handler) {
    return request ->
        handler.apply(
            request, repositories.require(request.caller(), request.number("repository_id"), need));
  }

  private Response redirect(Request request, Repository target) {
    int rest = request.path().indexOf('/', request.path().indexOf('/', NAMED.length()) + 1);
    String location =
        urls.api(
            "/repositories/"
                + target.id()
                + (rest < 0 ? "" : request.path().substring(rest))
                + request.rawQuery());
    return Response.redirect(
        request.isRead() ? 301 : 307, location, request.route().documentation());
  }
}
