// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both lines of the official client connect, list everything, call tools and read. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class OfficialClientsTest {
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = new FixtureServer(Fixtures.all());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sdk1_usesTheHandshake() {
    run("sdk1.mjs");
  }

  @Test
  void client2_isStateless_andCanShakeHands() {
    run("client2.mjs");
  }

  private static void run(String program) {
    Node.needed("the official client of " + program);
    Node.run(List.of("node", program, server.url() + "/mcp", FixtureServer.TOKEN, "journey"))
        .expectSuccess();
  }
}
