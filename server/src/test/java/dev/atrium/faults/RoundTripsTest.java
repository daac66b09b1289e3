// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.RoundTrips;
import dev.atrium.testing.Samples;
import dev.atrium.testing.Statements;
import dev.atrium.testing.TestServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;

/**
 * Holds reads to a number of round trips to PostgreSQL, as they go over the wire, and to as many
 * statements on SQLite. Each is asked twice to warm up, and counted the third time.
 */
@EachDatabase
@ResourceLock("RoundTrips")
@SuppressWarnings("NullAway.Init")
class RoundTripsTest {
  private static final int MANY = 31;

  @Parameter private Product product;
  private TestServer server;
  private Client octocat;
  private Client monalisa;
  private Samples acme;

  @BeforeEach
  void start() {
    server = TestServer.counted(product);
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    server.organization("acme", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    acme.member("monalisa");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void takes(int most, Client client, String path) {
    client.get(path).expect(200);
    client.get(path).expect(200);
    Runnable request = () -> client.get(path).expect(200);
    if (product == Product.SQLITE) {
      assertThat(Statements.of(server.database(), request).all())
          .as(path)
          .hasSizeLessThanOrEqualTo(most);
    } else {
      assertThat(RoundTrips.of(request)).as(path).isPositive().isLessThanOrEqualTo(most);
    }
  }

  @Test
  void space_takesOne() {
    String space = acme.space("s", "base_role", "reader");
    takes(1, octocat, space);
    takes(1, monalisa, space);
  }

  @Test
  void repository_takesOne() {
    long id = acme.privateRepositoryWithReadme("hello");
    takes(1, octocat, "/repos/acme/hello");
    takes(1, octocat, "/repositories/" + id);
    takes(1, monalisa, "/repos/acme/hello");
  }

  @Test
  void listOfSpaces_takesTwo() {
    spaces("reader");
    takes(2, octocat, "/orgs/acme/copilot-spaces");
    takes(2, monalisa, "/orgs/acme/copilot-spaces");
  }

  @Test
  void listOfSpaces_seenInManyWays_takesTwo() {
    List<String> spaces = spaces("no_access");
    List<String> teams = IntStream.range(0, 5).mapToObj(i -> "t" + i).toList();
    teams.forEach(team -> {
      acme.team(team, "privacy", "closed");
      acme.teamMember(team, "monalisa");
    });
    for (int i = 0; i < MANY; i++) {
      acme.share(spaces.get(i), "Team", teams.get(i % teams.size()), "reader");
    }
    takes(2, monalisa, "/orgs/acme/copilot-spaces");
  }

  @Test
  void listOfSpaces_ofATokenThatReachesAll_takesTwo() {
    long id = acme.privateRepositoryWithReadme("hello");
    spaces("reader").forEach(space -> acme.attach(space, wholeRepository(id)));
    Client token =
        server.fineGrained(
            "octocat",
            "acme",
            object("metadata", "read", "organization_copilot_spaces", "read"),
            "repository_selection",
            "all");
    takes(2, token, "/orgs/acme/copilot-spaces");
  }

  private List<String> spaces(String baseRole) {
    return IntStream.range(0, MANY)
        .mapToObj(i -> acme.space("s" + i, "base_role", baseRole))
        .toList();
  }
}
