// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * Whatever let somebody in: once it is taken back, and that was answered, every request that starts
 * later is refused, by every server, with everything kept warm by others who ask the same.
 */
@Order(3)
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the product.
class RevocationTest {
  @Parameter Product product;

  private final AtomicInteger checks = new AtomicInteger();

  @Test
  void whatIsTakenBack_isGoneForTheNextRequest() {
    Installation installation = Installation.fresh(product);
    try (Server first = installation.serve()) {
      if (product == Product.SQLITE) {
        race(first, first);
      } else {
        try (Server second = installation.serve()) {
          race(first, second);
        }
      }
    }
    System.out.printf("%s: %d checks after a revocation%n", product, checks.get());
    assertThat(checks.get()).isGreaterThanOrEqualTo(Counts.of(1_000, 10_000));
  }

  private void race(Server first, Server second) {
    String url = first.urls().publicUrl();
    Client admin = new Client(url, Installation.ADMIN_TOKEN);
    Client owner = Installation.user(url, "owner");
    admin.post("/admin/organizations", "{\"login\":\"acme\",\"admin\":\"owner\"}").expect(201);
    Samples acme = new Samples(owner, "/orgs/acme");
    acme.grantNothing();
    List<Function<String, Way>> ways = new ArrayList<>(new Ways(admin, acme).all());
    ways.addAll(new ContentWays(admin, acme).all());
    int each = Math.ceilDiv(Counts.of(1_000, 10_000), ways.size());
    Crowd.each(
        ways.size(),
        number -> {
          String user = "user-" + number;
          Client client = Installation.user(url, user);
          acme.member(user);
          Way way = ways.get(number).apply(user);
          repeat(way, client, second.urls().publicUrl(), each);
        });
  }

  /** Opens and closes the way, while another thread asks all the time. */
  private void repeat(Way way, Client client, String elsewhere, int times) {
    AtomicBoolean done = new AtomicBoolean();
    Client[] by = {client};
    Thread warm =
        Thread.startVirtualThread(() -> {
          while (!done.get()) {
            new Client(elsewhere, by[0].token()).get(way.path());
          }
        });
    try {
      for (int i = 0; i < times; i++) {
        by[0] = way.open(by[0]);
        assertThat(way.seen(by[0].get(way.path()))).as("%s opened", way.name()).isTrue();
        way.close();
        Client asks = i % 2 == 0 ? by[0] : new Client(elsewhere, by[0].token());
        assertThat(way.seen(asks.get(way.path())))
            .as("%s closed, time %d", way.name(), i)
            .isFalse();
        checks.incrementAndGet();
      }
    } finally {
      done.set(true);
    }
    try {
      warm.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
