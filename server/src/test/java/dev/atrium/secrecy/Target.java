// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.http.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A repository, a space and a team of a {@link World}.
 *
 * @param names all that paths name, by the names of their parameters
 */
record Target(Map<String, String> names, Thing repository, Thing team, Thing space) {
  private static final List<String> OF_REPOSITORY = List.of("repository_id", "repo");
  private static final List<String> OF_SPACE = List.of("space_number", "space_resource_id");
  private static final List<String> OF_TEAM = List.of("team_slug", "team_id", "actor_identifier");

  Target {
    names = Map.copyOf(names);
  }

  /**
   * With the rest of the names that paths have.
   *
   * @param world names that are the same for all targets
   */
  static Target of(Map<String, String> world, Thing repository, Thing team, Thing space) {
    Map<String, String> names = new HashMap<>(world);
    List.of(repository, team, space).forEach(thing -> names.putAll(thing.names()));
    return new Target(names, repository, team, space);
  }

  static boolean namesWhatMayBeHidden(Route route) {
    return List.of(OF_REPOSITORY, OF_SPACE, OF_TEAM).stream()
        .flatMap(List::stream)
        .anyMatch(name -> route.path().contains("{" + name + "}"));
  }

  /** The path, with the target's names in it. */
  static String path(Route route, Map<String, String> names) {
    String path = route.path();
    for (Map.Entry<String, String> entry : names.entrySet()) {
      path =
          path.replace("{" + entry.getKey() + "}", entry.getValue())
              .replace("{" + entry.getKey() + "...}", entry.getValue());
    }
    return path;
  }

  /**
   * The same names, with others that nothing has in place of those that are hidden; empty where the
   * route names nothing that is.
   */
  Map<String, String> withoutHidden(Route route, Set<Secret> hidden) {
    Map<String, String> missing = new HashMap<>();
    replace(missing, route, OF_REPOSITORY, repository.secret(), hidden);
    replace(missing, route, OF_TEAM, team.secret(), hidden);
    if (isOfUser() == route.path().startsWith("/user") || route.path().startsWith("/copilot")) {
      replace(missing, route, OF_SPACE, space.secret(), hidden);
    }
    if (missing.isEmpty()) {
      return missing;
    }
    Map<String, String> all = new HashMap<>(names);
    all.putAll(missing);
    return all;
  }

  private boolean isOfUser() {
    return space.get("space_of").equals("user");
  }

  private static void replace(
      Map<String, String> missing,
      Route route,
      List<String> parameters,
      @Nullable Secret secret,
      Set<Secret> hidden) {
    if (secret != null && hidden.contains(secret)) {
      for (String name : parameters) {
        if (route.path().contains("{" + name + "}")) {
          missing.put(name, name.matches(".*(id|number)") ? "99999" : "not-there");
        }
      }
    }
  }
}
