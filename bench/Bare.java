// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bare handler of the HTTP library that Atrium uses, for comparison: it answers every GET with the bytes of a file, and
 * checks, counts and logs nothing. {@code GET /health/ready} is answered as well, so that it starts as Atrium does.
 *
 * <p>Usage: {@code Bare PORT FILE}
 */
final class Bare {
  private Bare() {}

  public static void main(String[] arguments) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(arguments[1]));
    var type = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
    WebServer.builder()
        .address(InetAddress.getLoopbackAddress())
        .port(Integer.parseInt(arguments[0]))
        .routing(routing ->
            routing.get("/*", (request, response) -> {
              response.headers().set(type);
              response.send(bytes);
            }))
        .build()
        .start();
  }
}
