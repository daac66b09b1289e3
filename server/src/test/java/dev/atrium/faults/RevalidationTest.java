// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * What is kept warm is never stale: an answer that was asked for after a write was acknowledged
 * shows it, by every server of an installation.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the product.
class RevalidationTest {
  private static final String SPACES = "/users/octocat/copilot-spaces";
  private static final int READERS = 6;

  @Parameter Product product;

  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  void get_afterAnAcknowledgedWrite_showsIt() {
    Installation installation = Installation.fresh(product);
    try (Server first = installation.serve()) {
      if (product == Product.SQLITE) {
        race(first, first);
      } else {
        try (Server second = other(installation).serve()) {
          race(first, second);
        }
      }
    }
  }

  private void race(Server first, Server second) {
    Client octocat = Installation.user(first.urls().publicUrl(), "octocat");
    octocat.post(SPACES, "{\"name\":\"a\",\"description\":\"0\"}").expect(201);
    List<Client> clients =
        Stream.of(first, second)
            .map(server -> new Client(server.urls().publicUrl(), octocat.token()))
            .toList();
    Crowd.each(
        READERS + 1,
        number -> {
          if (number == READERS) {
            write(clients);
          } else {
            read(clients.get(number % 2), number / 2 % 2 == 0);
          }
        });
  }

  /** A second server of the same installation: only PostgreSQL has them. */
  private static Installation other(Installation first) {
    return new Installation(Product.temporaryFolder(), first.database());
  }

  private void write(List<Client> clients) {
    int writes = Counts.of(300, 2_000);
    try {
      for (long value = 1; value <= writes; value++) {
        Client client = clients.get((int) (value % 2));
        client.put(SPACES + "/1", json("description", Long.toString(value))).expect(200);
        acknowledged.set(value);
      }
    } finally {
      done.set(true);
    }
  }

  private void read(Client client, boolean conditional) {
    String tag = "\"none\"";
    long seen = 0;
    while (!done.get()) {
      long least = acknowledged.get();
      Answer answer =
          conditional ? client.get(SPACES + "/1", "If-None-Match", tag) : client.get(SPACES + "/1");
      assertThat(answer.status()).as(answer.text()).isIn(200, 304);
      long shown = answer.status() == 304 ? seen : answer.json("description").asLong();
      assertThat(shown).as("after the write of %d", least).isGreaterThanOrEqualTo(least);
      assertThat(shown).as("after an answer of %d", seen).isGreaterThanOrEqualTo(seen);
      seen = shown;
      tag = answer.header("ETag").orElseThrow();
    }
  }
}
