// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** For whom a connection's next request probably is. */
class ConnectionTest {
  private static Connection connection(String address, boolean isShared) throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      return new Connection(channel, address, isShared, 1);
    }
  }

  @Test
  void whoeverMadeTheLatestRequest_probablyMakesTheNextOne() throws IOException {
    Connection connection = connection("192.0.2.1", false);
    assertThat(connection.owner())
        .isNegative()
        .isEqualTo(connection("192.0.2.1", false).owner())
        .isNotEqualTo(connection("192.0.2.2", false).owner());
    connection.served(7);
    assertThat(connection.owner()).isEqualTo(7);
    assertThat(connection.latest()).isEqualTo(7);
    connection.served(0);
    assertThat(connection.owner()).isNegative();
  }

  /** One client of a proxy must not wait for another. */
  @Test
  void aConnectionThatManyShare_countsByItself() throws IOException {
    Connection connection = connection("192.0.2.1", true);
    long owner = connection.owner();
    connection.served(7);
    assertThat(connection.owner())
        .isEqualTo(owner)
        .isNotEqualTo(connection("192.0.2.1", true).owner());
    assertThat(connection.latest()).isZero();
  }
}
