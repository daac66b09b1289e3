// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.db.SqliteLibrary;
import dev.atrium.server.Config;
import dev.atrium.server.Folders;
import dev.atrium.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * The command that records the JDK's AOT cache (JEP 483, 514 and 515). It starts servers on
 * temporary data, sends the requests that clients send most, and stops. Classes loaded here and
 * methods run often here are ready at once when {@code serve} starts with the cache.
 */
final class Training implements Command {
  private static final String TOKEN = "training";

  /**
   * The number of rounds. It is small because methods that a long run shows to be hot are compiled
   * at start, when other work is due.
   */
  private static final int ROUNDS = 10;

  @Override
  public String words() {
    return "train";
  }

  /** Returns nothing, because this command is not for people. */
  @Override
  public String summary() {
    return "";
  }

  @Override
  public Options options() {
    return new Options().addOption(null, "native", true, "Where to put SQLite's library.");
  }

  @Override
  public void run(CommandLine line) throws IOException, ParseException {
    String library = line.getOptionValue("native");
    if (library != null) {
      SqliteLibrary.copyTo(Path.of(library));
    }
    ServerOptions.config(new DefaultParser().parse(ServerOptions.options(), new String[0]));
    Server.warmUp();
    Path data = Files.createTempDirectory("atrium-training");
    try {
      use(data, 1); // makes the schema
      use(data, ROUNDS); // finds it there, as most starts do
    } finally {
      Folders.delete(data);
    }
  }

  private static void use(Path data, int rounds) throws IOException {
    try (Server server = new Server(config(data)).start()) {
      for (int i = 0; i < rounds; i++) {
        String user = "{\"login\":\"trainee-%d\"}".formatted(i);
        send(server.port(), "POST", "/admin/users", user);
        for (String path :
            List.of("/health/ready", "/user", "/users/trainee-0", "/rate_limit", "/nowhere")) {
          send(server.port(), "GET", path, "");
        }
      }
    }
  }

  /**
   * Sends a request through a bare socket. The classes of an HTTP client would be loaded at every
   * start too.
   */
  private static void send(int port, String method, String path, String body) throws IOException {
    String request =
        """
        %s %s HTTP/1.1\r
        Host: localhost\r
        User-Agent: training\r
        Authorization: Bearer %s\r
        Content-Length: %s\r
        Connection: close\r
        \r
        %s\
        """
            .formatted(method, path, TOKEN, body.length(), body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }

  private static Config config(Path data) {
    return Config.of(data).adminToken(TOKEN).accessLog(true).synchronous(false).build();
  }
}
