// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.PathSubject;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryLookup;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.http.Handler;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Texts;
import dev.atrium.http.Urls;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The two forms of every path under a repository, {@code /repos/{owner}/{repo}} and {@code
 * /repositories/{repository_id}}. Handlers run only with a grant. A former name is redirected to
 * the numeric form.
 */
public final class RepositoryPaths {
  private static final String NAMED = "/repos/";

  private final RepositoryGrants repositories;
  private final Urls urls;

  public RepositoryPaths(RepositoryGrants repositories, Urls urls) {
    this.repositories = repositories;
    this.urls = urls;
  }

  /** Returns a handler for paths with {@code {owner}} and {@code {repo}}. */
  public Handler named(
      RepositoryNeed need, BiFunction<Request, RepositoryGrant, Response> handler) {
    return request ->
        switch (repositories.find(
            request.authenticated(),
            request.parameter("owner"),
            request.parameter("repo"),
            need,
            request.route().requirement().permission())) {
          case RepositoryLookup.Here(RepositoryGrant grant) ->
              request.decided(grant.grounds(), () -> handler.apply(request, grant));
          case RepositoryLookup.Moved(RepositoryFacts target) -> redirect(request, target);
        };
  }

  /** Returns what a path with {@code {owner}} and {@code {repo}} led to last time. */
  PathSubject lastNamed(Map<String, String> parameters) {
    return PathSubject.repository(
        repositories.lastId(
            parameters.getOrDefault("owner", ""), parameters.getOrDefault("repo", "")));
  }

  /** Returns what a path with {@code {repository_id}} leads to. */
  static PathSubject numbered(Map<String, String> parameters) {
    return PathSubject.repository(
        Texts.integer(parameters.getOrDefault("repository_id", "")).orElse(0L));
  }

  /** Returns a handler for paths with {@code {repository_id}}. */
  public Handler numbered(
      RepositoryNeed need, BiFunction<Request, RepositoryGrant, Response> handler) {
    return request -> {
      RepositoryGrant grant =
          repositories.require(
              request.authenticated(),
              request.number("repository_id"),
              need,
              request.route().requirement().permission());
      return request.decided(grant.grounds(), () -> handler.apply(request, grant));
    };
  }

  /**
   * Redirects to the numeric form, which survives further renames. {@code /raw} has no numeric
   * form, and is redirected to the present name.
   */
  private Response redirect(Request request, RepositoryFacts target) {
    String path = request.path();
    String rest = rest(path) + request.rawQuery();
    String location =
        path.startsWith(NAMED)
            ? urls.api("/repositories/" + target.id() + rest)
            : urls.html(path.substring(0, path.indexOf('/', 1) + 1) + target.fullName() + rest);
    return Response.redirect(
        request.isRead() ? 301 : 307, location, request.route().documentation());
  }

  /** Returns the path after its first three segments, still encoded. */
  private static String rest(String path) {
    int slash = 0;
    for (int i = 0; i < 3 && slash >= 0; i++) {
      slash = path.indexOf('/', slash + 1);
    }
    return slash < 0 ? "" : path.substring(slash);
  }
}
