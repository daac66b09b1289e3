// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server behind nginx, which speaks HTTP/1.0 to it unless told otherwise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts the server before any test.
class NginxTest {
  private Target target;

  @BeforeAll
  void start() {
    Processes.needs(
        "the journeys behind nginx",
        Nginx.program().isPresent() ? Optional.empty() : Optional.of("nginx is missing"));
    target = StartedTarget.start(Optional.empty());
  }

  @AfterAll
  void stop() {
    if (target != null) {
      target.close();
    }
  }

  @Test
  void withItsDefaults_requestsAreAnswered() throws Exception {
    Ledger ledger = new Ledger(target.url());
    try (Nginx nginx = Nginx.start(target.url())) {
      Http admin = new Http(nginx.url(), target.adminToken(), ledger);
      assertThat(admin.send("GET", "/meta", Map.of()).status()).isEqualTo(200);
      Map<String, String> user = Map.of("login", "behind-nginx", "email", "b@example.com");
      assertThat(admin.send("POST", "/admin/users", user).status()).isEqualTo(201);
      assertThat(admin.send("POST", "/admin/users", user).status()).isEqualTo(422);
      assertThat(admin.send("DELETE", "/admin/users/behind-nginx", Map.of()).status())
          .isEqualTo(204);
      assertThat(admin.send("GET", "/users/behind-nginx", Map.of()).status()).isEqualTo(404);
    }
  }

  /**
   * All but the pages that Link names: those are where the server itself is, which knows no other.
   */
  @Test
  void hub4j_isAnsweredAsDescribed() throws Exception {
    try (Nginx nginx = Nginx.start(target.url())) {
      Target behind = new GivenTarget(nginx.url(), target.adminToken());
      Ledger ledger = new Ledger(behind.url(), target.url());
      try (World world = World.create(behind, ledger, List.of())) {
        Hub4j.run(behind, world, ledger);
      }
      assertThat(ledger.takeFaults()).isEmpty();
      System.out.printf(
          "conformance: hub4j behind nginx: %d answers, all as described%n",
          ledger.answers(Hub4j.CLIENT));
    }
  }
}
