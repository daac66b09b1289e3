// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.http.Profile;
import dev.atrium.http.Route;
import dev.atrium.server.ServerParts;
import dev.atrium.testing.Product;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The places that every route must have in the other tests, whichever entrance it belongs to. A new
 * route fails here until it has them.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class EntrancesTest {
  private static World world;

  @BeforeAll
  static void start() {
    world = new World(Product.SQLITE, 1);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** Who adds a route of another profile than REST says so here, and what the profile is for. */
  @Test
  void everyRoute_hasTheProfileOfItsEntrance() {
    Map<Profile, Set<String>> others =
        world.server.routes().stream()
            .filter(route -> route.profile() != Profile.REST)
            .collect(
                Collectors.groupingBy(
                    Route::profile,
                    Collectors.mapping(Route::operation, Collectors.toCollection(TreeSet::new))));
    assertThat(others)
        .isEqualTo(
            Map.of(
                Profile.HEALTH,
                Set.of("atrium/live", "atrium/ready"),
                Profile.MCP,
                Set.of("atrium/mcp"),
                Profile.PAGE,
                Set.of(
                    "atrium/answer-app",
                    "atrium/answer-device",
                    "atrium/ask-device",
                    "atrium/ask-user",
                    "atrium/space-page")));
  }

  @Test
  void everyWrite_hasASampleForTheAuditLog() {
    assertThat(world.server.routes())
        .filteredOn(route -> !route.method().equals("GET"))
        .extracting(Route::operation)
        .allMatch(ServerParts.auditedOperations()::contains);
  }

  @Test
  void everyRoute_isAskedInTheSecrecyTests() {
    Requests requests = new Requests(world, new Random(1));
    for (Route route : world.server.routes()) {
      assertThat(requests.draws(route) || Requests.isRandom(route)).as(route.path()).isTrue();
      List<String> parameters =
          Arrays.stream(route.path().split("/", -1))
              .filter(segment -> segment.startsWith("{"))
              .map(segment -> segment.substring(1, segment.indexOf('}')).replace("...", ""))
              .toList();
      assertThat(requests.names())
          .as("values for the parameters of %s", route.path())
          .containsAll(parameters);
    }
  }
}
