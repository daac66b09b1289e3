// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import dev.atrium.db.SqliteLibrary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The run that the JDK makes its AOT cache from (JEP 483, 514 and 515): it starts servers on
 * temporary data, asks them what clients ask most, and stops. Classes that are loaded here, and
 * methods that run often here, are ready at once when {@code serve} starts with the cache.
 */
@Command(name = "train", description = "Run once to make the JDK's AOT cache.", hidden = true)
final class Training implements Callable<Integer> {
  private static final String TOKEN = "training";

  /** Few: what a long run shows to be hot is compiled at start, when other things are due. */
  private static final int ROUNDS = 10;

  @Option(names = "--native", description = "Where to put SQLite's library.")
  @Nullable Path library;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.withoutRequests();
    if (library != null) {
      SqliteLibrary.copyTo(library);
    }
    Server.warmUp();
    Path data = Files.createTempDirectory("atrium-training");
    try {
      use(data, 1); // makes the schema
      use(data, ROUNDS); // finds it there, as most starts do
    } finally {
      delete(data);
    }
    return 0;
  }

  private static void use(Path data, int rounds) throws IOException, InterruptedException {
    try (Server server = new Server(config(data)).start();
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < rounds; i++) {
        round(client, "http://127.0.0.1:" + server.port(), i);
      }
    }
  }

  private static void round(HttpClient client, String url, int number)
      throws IOException, InterruptedException {
    post(client, url + "/admin/users", "{\"login\":\"trainee-%d\"}".formatted(number));
    for (String path :
        new String[] {"/health/ready", "/user", "/users/trainee-0", "/rate_limit", "/nowhere"}) {
      send(client, HttpRequest.newBuilder(URI.create(url + path)).GET());
    }
  }

  private static void post(HttpClient client, String url, String body)
      throws IOException, InterruptedException {
    send(client, HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)));
  }

  private static void send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    client.send(
        request.header("Authorization", "Bearer " + TOKEN).build(), BodyHandlers.ofByteArray());
  }

  private static Config config(Path data) {
    return new Config(
        0,
        "127.0.0.1",
        data,
        Optional.empty(),
        Optional.empty(),
        Optional.of(TOKEN),
        Config.DEFAULT_RATE_LIMIT,
        Config.DEFAULT_MAX_RESOURCES,
        false);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
