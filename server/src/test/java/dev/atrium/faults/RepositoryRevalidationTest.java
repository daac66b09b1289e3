// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.server.Server;
import dev.atrium.server.ServerParts;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * A repository's answer that is kept warm is never stale: whatever it shows, the next request to
 * any server of an installation shows as it was changed.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the product.
class RepositoryRevalidationTest {
  private static final String HELLO = "/repos/octocat/hello";

  @Parameter Product product;

  private List<Client> octocat;

  @Test
  void get_afterEachChange_showsIt() {
    Installation installation = Installation.fresh(product);
    try (Server first = installation.serve()) {
      if (product == Product.SQLITE) {
        changes(first, first);
      } else {
        try (Server second =
            new Installation(Product.temporaryFolder(), installation.database()).serve()) {
          changes(first, second);
        }
      }
    }
  }

  private void changes(Server first, Server second) {
    Client one = Installation.user(first.urls().publicUrl(), "octocat");
    octocat = List.of(one, new Client(second.urls().publicUrl(), one.token()));
    new Samples(one, "/users/octocat").privateRepository("hello");
    String created = shown("pushed_at").asText();
    shows("open_issues_count", 0);
    one.post(HELLO + "/issues", json("title", "t")).expect(201);
    shows("open_issues_count", 1);
    one.patch(HELLO + "/issues/1", json("state", "closed")).expect(200);
    shows("open_issues_count", 0);
    one.patch(HELLO + "/issues/1", json("state", "open")).expect(200);
    shows("open_issues", 1);
    one.put(HELLO + "/contents/a.txt", json("message", "m", "content", "YQ==")).expect(201);
    assertThat(shown("pushed_at").asText()).isGreaterThanOrEqualTo(created);
    one.post(HELLO + "/issues", json("title", "u")).expect(201);
    shows("open_issues_count", 2);
    one.patch(HELLO, json("description", "d")).expect(200);
    shows("description", "d");
    one.put(HELLO + "/topics", json("names", List.of("x"))).expect(200);
    assertThat(shown("topics").get(0).asText()).isEqualTo("x");
    one.patch(HELLO, json("archived", true)).expect(200);
    shows("archived", true);
  }

  @Test
  void pushedAt_movesWithAPush() {
    Installation installation = Installation.fresh(product);
    try (Server server = installation.serve()) {
      Client one = Installation.user(server.urls().publicUrl(), "octocat");
      octocat = List.of(one);
      new Samples(one, "/users/octocat").privateRepository("hello");
      ServerParts.database(server)
          .write(
              transaction -> transaction.handle().execute("UPDATE repository SET created_at = 0"));
      assertThat(shown("pushed_at").asText()).startsWith("1970");
      one.put(HELLO + "/contents/a.txt", json("message", "m", "content", "YQ==")).expect(201);
      assertThat(shown("pushed_at").asText()).doesNotStartWith("1970");
    }
  }

  private void shows(String field, Object value) {
    assertThat(shown(field).asText()).as(field).isEqualTo(String.valueOf(value));
  }

  /** Asks every server, and makes it warm for the next change. */
  private JsonNode shown(String field) {
    List<JsonNode> shown =
        octocat.stream().map(client -> client.get(HELLO).expect(200).json(field)).toList();
    octocat.forEach(client -> client.get(HELLO).expect(200));
    octocat.forEach(client -> client.get(HELLO).expect(200));
    assertThat(shown).as(field).containsOnly(shown.getFirst());
    return shown.getFirst();
  }
}
