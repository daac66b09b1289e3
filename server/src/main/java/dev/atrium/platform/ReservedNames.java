// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.platform;

import dev.atrium.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first segments of all paths. They are reserved, because an account with such a name would be
 * unreachable.
 */
public final class ReservedNames {
  private volatile Set<String> names = Set.of();

  /** Reserves the first segments of the routes, once all routes are known. */
  public void reserve(List<Route> routes) {
    names =
        routes.stream()
            .map(route -> route.path().split("/", -1)[1])
            .filter(first -> !first.isEmpty() && !first.startsWith("{"))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Tells whether a name is reserved, whatever its case. */
  public boolean contains(String name) {
    return names.contains(name.toLowerCase(Locale.ROOT));
  }
}
