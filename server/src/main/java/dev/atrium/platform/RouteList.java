// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.platform;

import dev.atrium.access.AccessTable;
import dev.atrium.access.Permission;
import dev.atrium.access.Requirement;
import dev.atrium.access.TokenAccess;
import dev.atrium.http.Handler;
import dev.atrium.http.Limit;
import dev.atrium.http.Profile;
import dev.atrium.http.Route;
import dev.atrium.http.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The routes of a wing, one line for each operation: method and path, GitHub's operation id, the
 * operation's page in the reference, the permission, the handler.
 *
 * <p>The methods that return a view ({@link #under}, {@link #of}, {@link #countedOn}) share one
 * list: a route that is added to a view is in the list.
 */
public final class RouteList {
  /** Paths of what the caller has as a user, whom an installation is not. */
  private static final Pattern OF_CALLER = Pattern.compile("/user(/[a-z].*)?");

  private final AccessTable table;
  private final List<Route> routes;
  private final Profile profile;
  private final Limit limit;
  private final String page;

  RouteList(AccessTable table) {
    this(table, new ArrayList<>(), Profile.REST, Profile.REST.limit(), "");
  }

  private RouteList(
      AccessTable table, List<Route> routes, Profile profile, Limit limit, String page) {
    this.table = table;
    this.routes = routes;
    this.profile = profile;
    this.limit = limit;
    this.page = page;
  }

  /** Returns a view whose lines name the anchors of one page of the reference. */
  public RouteList under(String referencePage) {
    return new RouteList(table, routes, profile, limit, referencePage + "#");
  }

  /** Returns a view whose routes have another profile. */
  public RouteList of(Profile other) {
    return new RouteList(table, routes, other, other.limit(), "");
  }

  /** Returns a view whose routes count against another limit. */
  public RouteList countedOn(Limit other) {
    return new RouteList(table, routes, profile, other, page);
  }

  /** Returns all routes that were added, in order. */
  public List<Route> all() {
    return List.copyOf(routes);
  }

  /**
   * Adds an operation that belongs to no organization: the scopes for users apply.
   *
   * @param line the method and the path, such as {@code GET /user/repos}
   * @param anchor the anchor in the page of {@link #under}; empty for an operation that GitHub
   *     lacks
   */
  public void add(
      String line, String operation, String anchor, Permission permission, Handler handler) {
    add(line, operation, anchor, requirement(permission, false), Subject.NONE, handler);
  }

  /** Adds an operation as the other method does, with a guess of what its path names. */
  public void add(
      String line,
      String operation,
      String anchor,
      Permission permission,
      Subject subject,
      Handler handler) {
    add(line, operation, anchor, requirement(permission, false), subject, handler);
  }

  /** Adds an operation of an organization: the scopes for organizations apply. */
  public void organization(
      String line, String operation, String anchor, Permission permission, Handler handler) {
    add(line, operation, anchor, requirement(permission, true), Subject.NONE, handler);
  }

  private Requirement requirement(Permission permission, boolean organization) {
    return new Requirement(permission, table.of(permission), organization);
  }

  /**
   * Adds an operation on a space or under an owner. Its token is checked as part of the decision on
   * its grant.
   */
  void space(
      String line,
      String operation,
      String anchor,
      Permission permission,
      boolean organization,
      Subject subject,
      Handler handler) {
    add(line, operation, anchor, requirement(permission, organization), subject, handler);
  }

  private void add(
      String line,
      String operation,
      String anchor,
      Requirement requirement,
      Subject subject,
      Handler handler) {
    int blank = line.indexOf(' ');
    boolean ofCaller = OF_CALLER.matcher(line.substring(blank + 1)).matches();
    Handler checked =
        requirement.permission().isDecidedByGrant()
            ? handler
            : request -> {
              requirement.check(request.caller());
              if (ofCaller) {
                TokenAccess.requireUser(request.caller());
              }
              return handler.handle(request);
            };
    routes.add(
        new Route(
                profile,
                line.substring(0, blank),
                line.substring(blank + 1),
                operation,
                anchor.isEmpty() ? "" : page + anchor,
                requirement,
                requirement.isOpen() ? handler : checked)
            .countedOn(limit)
            .about(subject));
  }
}
