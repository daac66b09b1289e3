// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** Who probably makes a connection's next request. */
class ConnectionTest {
  private static Connection connection(boolean isShared) throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      return new Connection(channel, "192.0.2.1", isShared, 1);
    }
  }

  @Test
  void theLatestAccountIsKnown() throws IOException {
    Connection connection = connection(false);
    assertThat(connection.latest()).isZero();
    connection.served(7);
    assertThat(connection.latest()).isEqualTo(7);
    connection.served(0);
    assertThat(connection.latest()).isZero();
  }

  /** One client of a proxy must not wait for another. */
  @Test
  void ofAConnectionThatManyShare_noAccountIsKnown() throws IOException {
    Connection connection = connection(true);
    connection.served(7);
    assertThat(connection.latest()).isZero();
  }
}
