// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.http.Route;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Product;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class RoutesTest {
  /** What is described and not answered yet. An operation that is answered must leave this list. */
  private static final Set<String> NOT_YET = Set.of();

  private static Server server;
  private static List<Route> routes;

  @BeforeAll
  static void start() {
    server = new Server(Config.of(Product.temporaryFolder()).build());
    routes = server.routes();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void routes_andTheDescription_areTheSameOperations() {
    Set<String> described = new TreeSet<>(GitHubSchema.spaceOperations());
    described.addAll(GitHubSchema.directoryOperations());
    described.removeAll(NOT_YET);
    Set<String> answered =
        routes.stream()
            .map(Route::operation)
            .filter(id -> !id.startsWith("atrium/"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(answered).isEqualTo(described);
  }

  @Test
  void routes_ofGitHubsOperations_nameTheirPage() {
    assertThat(routes)
        .filteredOn(route -> !route.operation().startsWith("atrium/"))
        .allSatisfy(route -> assertThat(route.documentation()).as(route.path()).contains("#"));
  }

  @Test
  void spaceOperations_answerOnTheirNumericPathsToo() {
    Set<String> paths =
        routes.stream()
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toSet());
    routes.stream()
        .filter(route -> route.path().startsWith("/orgs/{org}/copilot-spaces"))
        .forEach(route -> {
          String rest = route.path().substring("/orgs/{org}".length());
          assertThat(paths)
              .contains(
                  route.method() + " /organizations/{organization_id}" + rest,
                  route.method() + " /users/{username}" + rest,
                  route.method() + " /user/{account_id}" + rest);
        });
  }

  @Test
  void firstSegments_areReserved() {
    assertThat(routes)
        .allSatisfy(route -> {
          String first = route.path().split("/", -1)[1];
          assertThat(
                  first.isEmpty()
                      || first.startsWith("{")
                      || server.platform().reserved().contains(first))
              .as(route.path())
              .isTrue();
        });
  }
}
