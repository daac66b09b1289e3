// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.Permission;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.platform.RouteList;
import java.util.function.BiFunction;

/**
 * The registration of operations on a repository under both forms of their path: by name, and by
 * number, where redirects of former names lead. Handlers run only with a grant.
 */
public final class RepositoryRoutes {
  private final RouteList list;
  private final RepositoryPaths paths;

  /**
   * @param list the routes under the reference page of the operations
   */
  public RepositoryRoutes(RouteList list, RepositoryPaths paths) {
    this.list = list;
    this.paths = paths;
  }

  /**
   * Adds an operation.
   *
   * @param line the method, a blank, and the path after the repository's; that path is empty for
   *     the repository itself
   */
  public void add(
      String line,
      String operation,
      String anchor,
      Permission permission,
      RepositoryNeed need,
      BiFunction<Request, RepositoryGrant, Response> handler) {
    list.add(
        line.replace(" ", " /repos/{owner}/{repo}"),
        operation,
        anchor,
        permission,
        paths::lastNamed,
        paths.named(need, handler));
    list.add(
        line.replace(" ", " /repositories/{repository_id}"),
        operation,
        anchor,
        permission,
        RepositoryPaths::numbered,
        paths.numbered(need, handler));
  }
}
