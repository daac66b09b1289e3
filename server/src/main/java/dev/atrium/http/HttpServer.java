// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.work.Congestion;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * The configured Helidon server. Its own error answers have our form, and it never waits for a
 * client without limit.
 */
public final class HttpServer implements AutoCloseable {
  static final int MAX_REQUEST_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 64 * 1024;

  private final WebServer server;
  private final Connections connections;
  private final SelfCheck check;
  private final String bind;
  private final int port;

  /**
   * Configures the server; {@link #start} starts it.
   *
   * @param port the port; 0 for a free one
   * @param grace how long a stop waits for requests under way
   * @param tls if present, the port speaks HTTPS only
   */
  public HttpServer(
      Dispatcher dispatcher,
      String bind,
      int port,
      ConnectionLimits limits,
      Duration grace,
      Optional<Handshakes> tls) {
    this.connections = new Connections(limits, dispatcher.proxies());
    this.check = new SelfCheck(bind, tls.isPresent());
    this.bind = bind;
    this.port = port;
    WebServerConfig.Builder builder =
        WebServer.builder()
            .host(bind)
            .port(port)
            .backlog(4096)
            .shutdownGracePeriod(grace)
            .shutdownHook(false)
            // Only over sockets can ClientWatch tell that a client has gone. Over channels, Helidon
            // would also resolve the host name of every client before a TLS handshake, and report
            // that name as its address.
            .useNio(false)
            .idleConnectionTimeout(Duration.ofSeconds(75))
            .connectionOptions(
                new CountedSockets(
                    SocketOptions.builder().tcpNoDelay(true).buildPrototype(), connections))
            // With HTTP/1.1 as the only protocol, even a malformed request is answered. With
            // several, Helidon closes the connection without an answer if no protocol
            // recognises the request.
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new WatchedConnections(http1(), connections))
            .directHandlers(DirectAnswers.all())
            .routing((HttpRouting.Builder routing) ->
                routing.any((request, response) ->
                    dispatcher.handle(request, response, !connections.isOwn(request))));
    tls.map(handshakes -> handshakes.context(connections::begun))
        .ifPresent(context -> builder.tls(Tls.builder().sslContext(context).build()));
    this.server = builder.build();
  }

  /** The TLS side of connections. */
  @FunctionalInterface
  public interface Handshakes {
    /**
     * Returns the context of handshakes.
     *
     * @param begun is told of each connection whose thread begins with the handshake
     */
    SSLContext context(Consumer<Socket> begun);
  }

  private static Http1ConnectionSelector http1() {
    return Http1ConnectionSelector.builder()
        .config(
            Http1Config.builder()
                .maxPrologueLength(MAX_REQUEST_LINE)
                .maxHeadersSize(MAX_HEADERS)
                .validatePath(false)
                // Exchange checks the query: Helidon refuses characters that common clients send
                // as they are.
                .validatePrologue(false)
                // Validation would check every header of every answer again. Response checks
                // those that are not constants.
                .validateResponseHeaders(false)
                .addReceiveListener(WatchedContext.HEADERS)
                // A listener that logs would ask for its level at every write.
                .log(log -> log.sendLog(false))
                .build())
        .build();
  }

  /** Loads Helidon's classes and services before they are needed. */
  public static void load() {
    WebServer.builder().routing((HttpRouting.Builder routing) -> {}).buildPrototype();
    Json.mapper();
  }

  /**
   * Starts to accept requests.
   *
   * @throws IllegalStateException if the server cannot listen on the address, which Helidon only
   *     logs
   */
  public HttpServer start() {
    Congestion.measure();
    server.start();
    connections.start();
    if (!server.isRunning()) {
      throw new IllegalStateException(
          "Cannot listen on port %d of %s: %s. Name others with --port and --bind."
              .formatted(port, bind, refusal()));
    }
    return this;
  }

  private String refusal() {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(bind))) {
      return "it is free again at " + socket.getLocalSocketAddress();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * Asks this server over a connection, as a client does, whether it answers. After some errors
   * Helidon stops accepting connections, and only logs it.
   */
  public SelfCheck.Outcome ask(Duration most) {
    if (port() < 1) {
      return SelfCheck.Outcome.REFUSED; // Closed, or about to be.
    }
    return check.ask(port(), most, connections::own);
  }

  public int port() {
    return server.port();
  }

  /** Stops accepting connections, lets requests under way finish, then closes. */
  @Override
  public void close() {
    server.stop();
    connections.close();
  }
}
