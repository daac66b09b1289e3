// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.http.ConnectionLimits;
import dev.atrium.http.HttpServer;
import dev.atrium.http.SelfCheck;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerStateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void aServer_answersItself_untilItTakesNoConnections() {
    Server server = new Server(Config.of(Product.temporaryFolder()).port(0).build()).start();
    assertThat(server.ask(PATIENCE)).isEqualTo(SelfCheck.Outcome.ANSWERED);
    server.close();
    assertThat(server.ask(PATIENCE)).isEqualTo(SelfCheck.Outcome.REFUSED);
  }

  @Test
  void connectionsAlone_areLookedAtToo() {
    Server server = new Server(Config.of(Product.temporaryFolder()).port(0).build()).start();
    HttpServer http = server.http();
    assertThat(http.ask(PATIENCE)).isEqualTo(SelfCheck.Outcome.ANSWERED);
    http.close();
    assertThat(http.ask(PATIENCE)).isEqualTo(SelfCheck.Outcome.REFUSED);
    assertThat(server.ask(PATIENCE)).isEqualTo(SelfCheck.Outcome.REFUSED);
    server.close();
  }

  @Test
  void clientsThatTakeAllConnections_doNotKeepItFromAnsweringItself() throws IOException {
    Config config =
        Config.of(Product.temporaryFolder()).connections(ConnectionLimits.ofMost(2)).build();
    try (Server server = new Server(config).start();
        Socket first = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Socket second = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(server.ask(PATIENCE)).isEqualTo(SelfCheck.Outcome.ANSWERED);
      assertThat(first.isConnected() && second.isConnected()).isTrue();
    }
  }
}
