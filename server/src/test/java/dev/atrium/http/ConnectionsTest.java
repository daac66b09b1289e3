// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  /** No client has any time, and every idle connection may give its place. */
  private static final ConnectionLimits.Deadlines AT_ONCE =
      new ConnectionLimits.Deadlines(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          32 * 1024);

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

  /** Those whose threads do not begin keep an address out, and those that are served do not. */
  @Test
  void connectionsThatNobodyServes_leaveNoRoomForMoreOfTheirAddress() throws IOException {
    SetLateness late = new SetLateness();
    late.isRecent = true;
    ConnectionLimits limits = ConnectionLimits.ofMost(4 * Backlog.MOST_OF_FEW);
    try (Connections many = new Connections(limits, Proxies.none(), late)) {
      SocketChannel first = connect();
      many.accept(first);
      for (int i = 1; i < Backlog.MOST_OF_FEW; i++) {
        many.accept(connect());
      }
      SocketChannel tooMany = connect();
      assertThatThrownBy(() -> many.accept(tooMany)).isInstanceOf(IllegalStateException.class);
      assertThat(
              many.accepted(
                  new Connections.Ends(first.getRemoteAddress(), first.getLocalAddress())))
          .isPresent();
      many.accept(tooMany);
    }
  }

  /** In a TLS handshake, a client may be silent for as long as it may be silent elsewhere. */
  @Test
  void handshakesThatBegan_leaveRoomForMoreOfTheirAddress() throws IOException {
    SetLateness late = new SetLateness();
    late.isRecent = true;
    ConnectionLimits limits = ConnectionLimits.ofMost(4 * Backlog.MOST_OF_FEW);
    try (Connections many = new Connections(limits, Proxies.none(), late)) {
      for (int i = 0; i < Backlog.MOST_OF_FEW; i++) {
        SocketChannel silent = connect();
        many.accept(silent);
        many.begun(silent.socket());
      }
      many.accept(connect());
    }
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

  /** A client may use one port of its own towards several addresses of the server. */
  @Test
  void connectionsFromOnePort_toTwoAddresses_areTwo() throws IOException {
    try (ServerSocketChannel everywhere = ServerSocketChannel.open()) {
      everywhere.bind(new InetSocketAddress(0));
      int port = ((InetSocketAddress) everywhere.getLocalAddress()).getPort();
      SocketChannel first = from(loopback("127.0.0.1"), "127.0.0.1", port);
      SocketChannel second = from(first.getLocalAddress(), "127.0.0.2", port);
      assertThat(second.getLocalAddress()).isEqualTo(first.getLocalAddress());
      for (int i = 0; i < 2; i++) {
        SocketChannel accepted = everywhere.accept();
        channels.add(accepted);
        connections.accept(accepted);
      }
      assertThat(connections.size()).isEqualTo(2);
      SocketChannel third = connect();
      assertThatThrownBy(() -> connections.accept(third)).isInstanceOf(IllegalStateException.class);
    }
  }

  private SocketChannel from(SocketAddress local, String to, int port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channels.add(channel);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(local);
    channel.connect(new InetSocketAddress(InetAddress.ofLiteral(to), port));
    return channel;
  }

  @Test
  void oneAddress_hasHalfOfTheBudgetForWhatComes() throws IOException {
    byte[] most = new byte[ConnectionLimits.MOST_BODY * 5 / 4];
    ConnectionLimits limits =
        new ConnectionLimits(4, 4, 2L * most.length, ConnectionLimits.Deadlines.standard());
    try (Connections budget = new Connections(limits, Proxies.none())) {
      Connection first = accepted(budget, connect());
      Connection second = accepted(budget, connect());
      channels.add(from(loopback("127.0.0.2"), "127.0.0.1", port()));
      SocketChannel other = server.accept();
      channels.add(other);
      Connection third = accepted(budget, other);
      assertThat(budget.addHeaders(first, new byte[most.length / 2])).isTrue();
      assertThat(budget.addHeaders(second, most)).isFalse();
      budget.requestDone(second);
      assertThat(budget.addHeaders(third, new byte[most.length / 2])).isTrue();
      budget.requestDone(first);
      assertThat(budget.addHeaders(second, new byte[most.length / 2])).isTrue();
    }
  }

  private static SocketAddress loopback(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
  }

  /** A client whose bytes nobody reads is not late. */
  @Test
  void deadlines_standStillWhileTheServerItselfIsLate() throws IOException {
    SetLateness late = new SetLateness();
    late.delay = TimeUnit.SECONDS.toNanos(2);
    ConnectionLimits limits = new ConnectionLimits(4, 4, 1_000_000, AT_ONCE);
    try (Connections watched = new Connections(limits, Proxies.none(), late)) {
      accepted(watched, connect());
      long since = System.nanoTime();
      while (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(5)) {
        Thread.onSpinWait();
      }
      watched.look();
      assertThat(watched.size()).isEqualTo(1);
      late.delay = 0;
      watched.look();
      assertThat(watched.size()).isZero();
    }
  }

  @Test
  void spareConnections_giveTheirPlaces_theLongestIdleFirst_andNoneThatIsBusyByThen()
      throws IOException {
    ConnectionLimits limits = new ConnectionLimits(4, 4, 1_000_000, AT_ONCE);
    try (Connections full = new Connections(limits, Proxies.none())) {
      List<SocketChannel> first = new ArrayList<>();
      List<Connection> made = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        first.add(connect());
        made.add(accepted(full, first.getLast()));
      }
      full.accept(connect());
      assertThat(first.get(0).isOpen()).isFalse();
      made.get(1).enter(Connection.Phase.REQUEST); // After the look that found it.
      full.accept(connect());
      assertThat(first).extracting(SocketChannel::isOpen).containsExactly(false, true, false, true);
    }
  }

  private int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  private static Connection accepted(Connections into, SocketChannel channel) throws IOException {
    into.accept(channel);
    return into.accepted(
            new Connections.Ends(channel.getRemoteAddress(), channel.getLocalAddress()))
        .orElseThrow();
  }
}
