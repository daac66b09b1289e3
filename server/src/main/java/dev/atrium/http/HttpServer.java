// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The configured Helidon server. Its own error answers have our form, and it never waits for a
 * client without limit.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MAX_REQUEST_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 64 * 1024;

  private final WebServer server;
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
      Dispatcher dispatcher, String bind, int port, Duration grace, Optional<SSLContext> tls) {
    this.bind = bind;
    this.port = port;
    WebServerConfig.Builder builder =
        WebServer.builder()
            .host(bind)
            .port(port)
            .backlog(4096)
            .shutdownGracePeriod(grace)
            .shutdownHook(false)
            // Only sockets can tell that a client has gone while its request is handled. Over
            // channels, Helidon would also resolve the host name of every client before a TLS
            // handshake, and report that name as its address.
            .useNio(false)
            .idleConnectionTimeout(Duration.ofSeconds(75))
            .connectionOptions(
                new WatchedConnections(
                    SocketOptions.builder()
                        .readTimeout(Duration.ofSeconds(30))
                        .tcpNoDelay(true)
                        .build()))
            // With HTTP/1.1 as the only protocol, even a malformed request is answered. With
            // several, Helidon closes the connection without an answer if no protocol
            // recognises the request.
            .protocolsDiscoverServices(false)
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(MAX_REQUEST_LINE)
                    .maxHeadersSize(MAX_HEADERS)
                    .validatePath(false)
                    // Validation would check every header of every answer again. Response
                    // checks those that are not constants.
                    .validateResponseHeaders(false)
                    .addReceiveListener(new ClientWatch())
                    .build())
            .directHandlers(directHandlers())
            .routing((HttpRouting.Builder routing) -> routing.any(dispatcher::handle));
    tls.ifPresent(context -> builder.tls(Tls.builder().sslContext(context).build()));
    this.server = builder.build();
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
    server.start();
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
   * Tells whether connections are accepted. After some errors Helidon stops accepting them, and
   * only logs it.
   */
  public boolean isListening() {
    if (port() < 1) {
      return false; // Closed, or about to be.
    }
    try (Socket socket = new Socket()) {
      InetAddress address = InetAddress.getByName(bind);
      socket.connect(
          new InetSocketAddress(
              address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port()),
          1_000);
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      return true; // So busy that this cannot be determined.
    }
  }

  public int port() {
    return server.port();
  }

  /** Stops accepting connections, lets requests under way finish, then closes. */
  @Override
  public void close() {
    server.stop();
  }

  private static DirectHandlers directHandlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, HttpServer::direct);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse direct(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      io.helidon.http.Status status,
      ServerResponseHeaders headers,
      String message) {
    ApiException e = ApiException.of(code(status.code(), request));
    Headers.always(headers, Profile.REST, RequestId.next());
    Headers.version(headers, ApiVersion.DEFAULT);
    headers.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, Response.JSON));
    return DirectHandler.TransportResponse.builder()
        .status(io.helidon.http.Status.create(e.code().status()))
        .headers(headers)
        .keepAlive(false)
        .entity(Response.errorBody(e, Dispatcher.DOCS).bytes())
        .build();
  }

  private static ErrorCode code(int status, DirectHandler.TransportRequest request) {
    return switch (status) {
      case 404 -> ErrorCode.NOT_FOUND;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 414 -> ErrorCode.URI_TOO_LONG;
      case 431 -> ErrorCode.HEADERS_TOO_LARGE;
      // Helidon answers only requests that it failed to parse, some of them with 500; the
      // dispatcher answers its own failures. An unsupported encoding reaches this as a plain
      // 400.
      default ->
          request.headers().contains(HeaderNames.CONTENT_ENCODING)
              ? ErrorCode.UNSUPPORTED_MEDIA_TYPE
              : ErrorCode.BAD_REQUEST;
    };
  }
}
