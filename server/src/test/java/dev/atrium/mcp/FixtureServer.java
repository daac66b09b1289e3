// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import dev.atrium.http.ConnectionLimits;
import dev.atrium.http.Dispatcher;
import dev.atrium.http.HttpServer;
import dev.atrium.http.LimitSettings;
import dev.atrium.http.RateLimit;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Product;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The endpoint with features of a test's own, behind the door and the tokens of a real server. */
final class FixtureServer implements AutoCloseable {
  static final String TOKEN = "test-admin-token";

  private final Server behind;
  private final HttpServer http;

  FixtureServer(Features features) {
    behind = new Server(Config.of(Product.temporaryFolder()).adminToken(TOKEN).build());
    McpWing wing = new McpWing(behind.platform(), "1.2.3", features);
    RateLimit limit = new RateLimit(LimitSettings.standard().perToken(0), Clock.systemUTC());
    Dispatcher dispatcher =
        new Dispatcher(
            wing.routes(),
            behind.apps().authenticator(),
            limit,
            behind.urls(),
            Optional.empty(),
            refusal -> {});
    http =
        new HttpServer(
            dispatcher,
            "127.0.0.1",
            0,
            ConnectionLimits.ofProcess(),
            Duration.ofSeconds(1),
            Optional.empty());
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.port();
  }

  Client client() {
    return new Client(url(), TOKEN);
  }

  @Override
  public void close() {
    http.close();
    behind.close();
  }
}
