// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  /** Two from one address. */
  private final Connections connections =
      new Connections(ConnectionLimits.ofMost(4), Proxies.none());

  private final List<SocketChannel> channels = new ArrayList<>();
  private final ServerSocketChannel server = ServerSocketChannel.open();

  ConnectionsTest() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() throws IOException {
    connections.close();
    for (SocketChannel channel : channels) {
      channel.close();
    }
    server.close();
  }

  /** Returns the server's end of a new connection. */
  private SocketChannel connect() throws IOException {
    channels.add(SocketChannel.open(server.getLocalAddress()));
    SocketChannel accepted = server.accept();
    channels.add(accepted);
    return accepted;
  }

  private void remove(SocketChannel channel) throws IOException {
    Connections.Ends ends =
        new Connections.Ends(channel.getRemoteAddress(), channel.getLocalAddress());
    connections.remove(ends, connections.accepted(ends).orElseThrow());
  }

  @Test
  void connectionsThatEnd_makeRoomForOthersOfTheirAddress() throws IOException {
    SocketChannel first = connect();
    connections.accept(first);
    connections.accept(connect());
    assertThatThrownBy(() -> connections.accept(connect()))
        .isInstanceOf(IllegalStateException.class);
    remove(first);
    connections.accept(connect());
  }

  @Test
  void theServersOwnQuestion_doesNotChangeTheCount() throws IOException {
    connections.accept(connect());
    SocketChannel own = connect();
    connections.own(((InetSocketAddress) own.getRemoteAddress()).getPort());
    connections.accept(own);
    remove(own);
    connections.accept(connect());
    assertThatThrownBy(() -> connections.accept(connect()))
        .isInstanceOf(IllegalStateException.class);
  }
}
