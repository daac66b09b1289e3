// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.http.HttpServer;
import dev.atrium.testing.Product;
import org.junit.jupiter.api.Test;

class ServerStateTest {
  @Test
  void aServer_isServing_untilItTakesNoConnections() {
    Server server = new Server(Config.of(Product.temporaryFolder()).port(0).build()).start();
    assertThat(server.isServing()).isTrue();
    server.close();
    assertThat(server.isServing()).isFalse();
  }

  @Test
  void connectionsAlone_areLookedAtToo() {
    Server server = new Server(Config.of(Product.temporaryFolder()).port(0).build()).start();
    HttpServer http = server.http();
    assertThat(http.isListening()).isTrue();
    http.close();
    assertThat(http.isListening()).isFalse();
    assertThat(server.isServing()).isFalse();
    server.close();
  }
}
