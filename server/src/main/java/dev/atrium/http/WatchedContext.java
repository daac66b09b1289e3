// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.http.Connection.Phase;
import dev.atrium.work.Congestion;
import dev.atrium.work.Pieces;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/** What Helidon knows of a connection, with every read and write of it watched. */
final class WatchedContext implements ConnectionContext {
  /** Learns how far the head of a request has come. */
  static final Http1ConnectionListener HEADERS =
      new Http1ConnectionListener() {
        @Override
        public void prologue(ConnectionContext context, HttpPrologue prologue) {
          ((WatchedContext) context).beginHeaders();
        }

        @Override
        public void headers(ConnectionContext context, io.helidon.http.Headers headers) {
          ((WatchedContext) context).beginRequest(headers.contains(HeaderNames.TRANSFER_ENCODING));
        }
      };

  /** The most headers of a request; browsers and proxies send some forty. */
  private static final int MOST_HEADERS = 200;

  /** The bytes of a body that are read before others run. */
  private static final int PIECE = 64 * 1024;

  private final ConnectionContext helidons;
  private final Connection connection;
  private final Connections connections;
  private final DataReader reader = DataReader.create(new Http10(this::read));
  private final WatchedWriter writer;
  private int unyielded;
  private int pieces;
  private BooleanSupplier awaitsRequest = () -> false;

  WatchedContext(ConnectionContext helidons, Connection connection, Connections connections) {
    this.helidons = helidons;
    this.connection = connection;
    this.connections = connections;
    this.writer = new WatchedWriter(helidons.dataWriter(), connection.out());
  }

  /** Sets how to learn whether Helidon reads the first line of a request. */
  void awaitsRequest(BooleanSupplier reads) {
    awaitsRequest = reads;
  }

  /** Tells the current thread that it serves the connection. */
  void begin() {
    ClientWatch.begin(serverSocket(), connection, writer);
  }

  /** Forgets the connection. */
  void done(Connections.Ends ends) {
    connections.remove(ends, connection);
  }

  /** Notes a first line that came together with the request before it, and not by a read. */
  private void beginHeaders() {
    if (connection.phase() == Phase.REQUEST) {
      boolean hasRoom = connections.nextRequest(connection);
      connection.enter(Phase.HEADERS);
      requireRoom(hasRoom);
      letOthersRun(); // Whoever sends many requests at once never waits for a read.
    }
  }

  private void beginRequest(boolean chunked) {
    connection.beginRequest(chunked);
  }

  @SuppressWarnings("NullAway") // Helidon expects null at the end of the stream.
  private byte[] read() {
    if (connection.phase() == Phase.REQUEST && awaitsRequest.getAsBoolean()) {
      connections.requestDone(connection);
      connection.enter(Phase.NEXT_REQUEST);
    }
    Transfer in = connection.in();
    in.begin(System.nanoTime());
    byte[] bytes = null;
    try {
      bytes = helidons.serverSocket().get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("Failed to read from the connection", e);
    } finally {
      in.end(System.nanoTime(), bytes == null ? 0 : bytes.length);
    }
    if (bytes != null) {
      count(bytes);
    }
    return bytes;
  }

  private void count(byte[] bytes) {
    boolean hasRoom;
    if (connection.phase() == Phase.REQUEST) {
      hasRoom = connections.addBody(connection, bytes);
      unyielded += bytes.length;
      if (unyielded >= PIECE) {
        letOthersRun(); // A client may send faster than the server reads.
      }
    } else {
      Phase before = connection.phase();
      if (before != Phase.HEADERS) {
        connection.enter(Phase.HEADERS);
      }
      if (before == Phase.NEXT_REQUEST) {
        Congestion.queueUp(); // A new connection's thread was queued when it was started.
      }
      hasRoom = connections.addHeaders(connection, bytes);
      if (connection.headerLines() > 1 + MOST_HEADERS) { // One line is the request's.
        throw tooManyHeaders();
      }
    }
    requireRoom(hasRoom);
  }

  private static void requireRoom(boolean hasRoom) {
    if (!hasRoom) {
      throw new ServerConnectionException(
          "Too much that was not taken", new IllegalStateException("No room for more bytes"));
    }
  }

  private void letOthersRun() {
    unyielded = 0;
    pieces++;
    Pieces.letOthersRun(pieces);
  }

  private static RequestException tooManyHeaders() {
    return RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .status(Status.create(431))
        .message("Too many headers")
        .build();
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return helidons.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return helidons.executor();
  }

  @Override
  public Router router() {
    return helidons.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return helidons.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return helidons.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return helidons.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return helidons.localPeer();
  }

  @Override
  public boolean isSecure() {
    return helidons.isSecure();
  }

  @Override
  public String socketId() {
    return helidons.socketId();
  }

  @Override
  public String childSocketId() {
    return helidons.childSocketId();
  }
}
