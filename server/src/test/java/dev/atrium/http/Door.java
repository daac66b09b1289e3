// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.AccessTable;
import dev.atrium.access.Authenticated;
import dev.atrium.access.Caller;
import dev.atrium.access.PathSubject;
import dev.atrium.access.Permission;
import dev.atrium.access.Requirement;
import dev.atrium.access.TokenKind;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A real HTTP server over routes that a test makes up, and raw requests to it. */
final class Door implements AutoCloseable {
  /** The only token that is good. */
  static final String TOKEN = "good-token";

  final ByteArrayOutputStream logged = new ByteArrayOutputStream();

  /** Writes its lines when it is closed: nothing calls it in between. */
  private final AccessLog log = new AccessLog(logged, Clock.systemUTC(), (period, task) -> {});

  private final HttpServer server;

  Door(LimitSettings limits, Route... routes) {
    this(limits, ConnectionLimits.ofProcess(), Optional.empty(), routes);
  }

  Door(
      LimitSettings limits,
      ConnectionLimits connections,
      Optional<HttpServer.Handshakes> tls,
      Route... routes) {
    Authenticator one =
        new Authenticator() {
          @Override
          public Authenticated authenticate(String token, PathSubject subject) {
            if (!token.equals(TOKEN)) {
              throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
            }
            return new Authenticated(octocat(), new Stamp(1, 0), subject, handle -> true);
          }

          @Override
          public boolean isWellFormed(String text) {
            return text.equals(TOKEN);
          }
        };
    Dispatcher dispatcher =
        new Dispatcher(
            List.of(routes),
            one,
            new RateLimit(limits, Clock.systemUTC()),
            new Urls("http://atrium.example.com"),
            Optional.of(log),
            refusal -> {});
    server =
        new HttpServer(dispatcher, "127.0.0.1", 0, connections, Duration.ofSeconds(1), tls).start();
  }

  private static Caller octocat() {
    return new Caller(
        7,
        "octocat",
        false,
        1,
        TokenKind.CLASSIC,
        Set.of(),
        0,
        false,
        Set.of(),
        Map.of(),
        null,
        0,
        false);
  }

  static Route route(Profile profile, String method, String path, Handler handler) {
    return route(profile, method, path, Permission.ANYONE, handler);
  }

  static Route route(
      Profile profile, String method, String path, Permission permission, Handler handler) {
    return new Route(
        profile,
        method,
        path,
        "atrium/test",
        "",
        new Requirement(permission, AccessTable.STANDARD.of(permission), false),
        handler);
  }

  /** Sends one request on a connection of its own, and returns all that comes back. */
  String send(String line, String... headers) throws IOException {
    return new String(bytes(line, headers), StandardCharsets.ISO_8859_1);
  }

  byte[] bytes(String line, String... headers) throws IOException {
    try (Socket socket = open(line, headers)) {
      return socket.getInputStream().readAllBytes();
    }
  }

  /** Sends a request and leaves the answer to be read. */
  Socket open(String line, String... headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    String request =
        line
            + " HTTP/1.1\r\n"
            + (List.of(headers).stream().anyMatch(header -> header.startsWith("Host:"))
                ? ""
                : "Host: 127.0.0.1:" + server.port() + "\r\n")
            + "Connection: close\r\n"
            + String.join("", java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList())
            + "\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return socket;
  }

  int port() {
    return server.port();
  }

  /** Stops, and returns the access log. */
  String log() {
    server.close();
    log.close();
    return logged.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
    log.close();
  }
}
