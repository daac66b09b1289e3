// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import dev.atrium.access.Access;
import dev.atrium.access.AccessTable;
import dev.atrium.access.Grant;
import dev.atrium.access.OwnerRef;
import dev.atrium.access.Permission;
import dev.atrium.access.Requirement;
import dev.atrium.http.Handler;
import dev.atrium.http.Limit;
import dev.atrium.http.Profile;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Route;
import dev.atrium.repositories.RepositoryGrant;
import dev.atrium.repositories.RepositoryNeed;
import dev.atrium.repositories.RepositoryPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * How a line of {@link Routes} becomes routes: the check of the token before every handler, and the
 * several paths that one operation answers on.
 */
abstract class RouteLines {
  private final List<Route> routes = new ArrayList<>();
  final Access access;
  private final AccessTable table;
  final RepositoryPaths repositoryPaths;

  RouteLines(Server server) {
    this.access = server.access;
    this.table = server.table;
    this.repositoryPaths = server.repositoryPaths;
  }

  /** All that were added, in order. */
  final List<Route> all() {
    return List.copyOf(routes);
  }

  final void add(
      String method,
      String path,
      String operation,
      String documentation,
      Permission permission,
      Handler handler) {
    boolean organization = path.startsWith("/org");
    Requirement requirement = new Requirement(permission, table.of(permission), organization);
    // Operations on spaces are checked with the rest of the decision, in Access.
    Handler checked =
        permission.open()
            ? handler
            : request -> {
              requirement.check(request.caller());
              return handler.handle(request);
            };
    routes.add(
        new Route(profile(path), method, path, operation, documentation, requirement, checked)
            .countedOn(limit(path)));
  }

  private static Profile profile(String path) {
    return path.startsWith("/health/")
        ? Profile.HEALTH
        : path.startsWith("/copilot/")
                || path.equals("/login/oauth/authorize")
                || path.equals("/login/device")
            ? Profile.PAGE
            : Profile.REST;
  }

  private static Limit limit(String path) {
    return path.equals("/login/oauth/access_token")
        ? Limit.SIGN_IN
        : path.equals("/rate_limit") || path.startsWith("/health/") ? Limit.NONE : Limit.REQUESTS;
  }

  /**
   * An operation under an owner, in its four forms: by name and, where {@code api_url} points to,
   * by number, of organizations and of users.
   *
   * @param operation with {@code *} for org or user
   * @param page with {@code *} for what the reference's anchor says of the owner
   */
  final void owned(
      String method,
      String path,
      String operation,
      String page,
      Permission permission,
      BiFunction<Request, OwnerRef, Response> handler) {
    String organizationPage = page.replace("*", "an-organization");
    add(
        method,
        "/orgs/{org}/copilot-spaces" + path,
        operation + "-org",
        organizationPage,
        permission,
        request -> handler.apply(request, new OwnerRef.ByLogin(true, request.parameter("org"))));
    add(
        method,
        "/organizations/{organization_id}/copilot-spaces" + path,
        operation + "-org",
        organizationPage,
        permission,
        request ->
            handler.apply(request, new OwnerRef.ById(true, request.number("organization_id"))));
    String userPage = page.replace("*", "a-user");
    add(
        method,
        "/users/{username}/copilot-spaces" + path,
        operation + "-user",
        userPage,
        permission,
        request ->
            handler.apply(request, new OwnerRef.ByLogin(false, request.parameter("username"))));
    add(
        method,
        "/user/{account_id}/copilot-spaces" + path,
        operation + "-user",
        userPage,
        permission,
        request -> handler.apply(request, new OwnerRef.ById(false, request.number("account_id"))));
  }

  /**
   * An operation on one repository, by name and, where redirects of former names point to, by
   * number: its handler is reached only with a grant.
   *
   * @param rest of the path, behind the repository
   */
  final void repository(
      String method,
      String rest,
      String operation,
      String page,
      Permission permission,
      RepositoryNeed need,
      BiFunction<Request, RepositoryGrant, Response> handler) {
    add(
        method,
        "/repos/{owner}/{repo}" + rest,
        operation,
        page,
        permission,
        repositoryPaths.named(need, handler));
    add(
        method,
        "/repositories/{repository_id}" + rest,
        operation,
        page,
        permission,
        repositoryPaths.numbered(need, handler));
  }

  /**
   * An operation on one team, in its two forms: by name and by number.
   *
   * @param rest of the path, behind the team
   */
  final void team(
      String method,
      String rest,
      String operation,
      String page,
      Permission permission,
      Handler handler) {
    add(method, "/orgs/{org}/teams/{team_slug}" + rest, operation, page, permission, handler);
    add(
        method,
        "/organizations/{organization_id}/team/{team_id}" + rest,
        operation,
        page,
        permission,
        handler);
  }

  /** An operation on one space: its handler is reached only with a grant. */
  final void space(
      String method,
      String path,
      String operation,
      String page,
      Permission permission,
      BiFunction<Request, Grant, Response> handler) {
    owned(
        method,
        path,
        operation,
        page,
        permission,
        (request, owner) ->
            handler.apply(
                request,
                access.space(
                    request.authenticated(), owner, request.number("space_number"), permission)));
  }
}
