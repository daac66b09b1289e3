// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitUser;
import dev.atrium.testing.Client;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers larger than half of the heap that the launcher gives the server. */
@SuppressWarnings("NullAway.Init") // JUnit sets all of them before each test.
class LargeAnswersTest {
  /** What the launcher gives, in MiB. */
  private static final int HEAP = 128;

  private static final int MEGABYTE = 1_000_000;

  /** Files of a tree as large as GitHub answers one. */
  private static final int MANY = 100_000;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Map<String, String> DIGESTS = new TreeMap<>();

  private static Installation installation;
  private static Program program;
  private static Client octocat;

  @BeforeAll
  static void start() throws IOException {
    installation = Installation.fresh(Product.SQLITE);
    long id;
    try (var server = installation.serve()) {
      Client user = Installation.user("http://127.0.0.1:" + server.port(), "octocat");
      id = new Samples(user, "/users/octocat").repository("large");
      octocat = user;
    }
    GitUser author = new GitUser("octocat", "octocat@example.com", Instant.EPOCH);
    try (GitRepositories git = new GitRepositories(installation.data().resolve("repositories"))) {
      var writer = git.open(id, "main").writer();
      for (int i = 0; i < 4; i++) {
        writer.commit("main", Map.of("30-" + i, content("30-" + i, 30)), "Large", author);
      }
      writer.commit("main", Map.of("60", content("60", 60)), "Larger", author);
      Map<String, byte[]> many = new TreeMap<>();
      for (int i = 0; i < MANY; i++) {
        many.put("many/%02d/%05d-a-name-of-some-length.txt".formatted(i % 100, i), new byte[0]);
      }
      writer.commit("main", many, "Many", author);
    }
    program = Program.start(installation, HEAP);
    octocat = new Client(program.url(), octocat.token());
  }

  private static byte[] content(String name, int megabytes) {
    byte[] bytes = new byte[megabytes * MEGABYTE];
    new Random(megabytes + name.length()).nextBytes(bytes);
    bytes[0] = (byte) name.charAt(name.length() - 1); // Else all of a size were one blob.
    DIGESTS.put(name, HexFormat.of().formatHex(sha256().digest(bytes)));
    return bytes;
  }

  @AfterAll
  static void stop() throws IOException {
    program.close();
    assertThat(Files.readString(installation.data().resolve("stderr")))
        .doesNotContain("OutOfMemoryError", "level=ERROR");
  }

  @Test
  void aFileOf60Megabytes_isAnswered_byRawAndByContents() throws Exception {
    assertThat(digest("/raw/octocat/large/main/60")).isEqualTo(DIGESTS.get("60"));
    assertThat(
            digest("/repos/octocat/large/contents/60", "Accept", "application/vnd.github.raw+json"))
        .isEqualTo(DIGESTS.get("60"));
  }

  @Test
  void fourFilesOf30MegabytesAtOnce_areAnswered() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String path = "/raw/octocat/large/main/30-" + i;
        answers.add(clients.submit(() -> digest(path)));
      }
      for (int i = 0; i < 4; i++) {
        assertThat(answers.get(i).get()).isEqualTo(DIGESTS.get("30-" + i));
      }
    }
  }

  @Test
  void aDownloadThatBrokeOff_goesOnWhereItEnded() throws Exception {
    String path = "/raw/octocat/large/main/60";
    String etag = octocat.send("HEAD", path, null).expect(200).header("ETag").orElseThrow();
    MessageDigest digest = sha256();
    int half = 30 * MEGABYTE + 7;
    read(path, digest, 206, "Range", "bytes=0-" + (half - 1));
    read(path, digest, 206, "Range", "bytes=" + half + "-", "If-Range", etag);
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(DIGESTS.get("60"));
  }

  @Test
  void treesOf100000Entries_areAnswered_fourAtOnce() throws Exception {
    String path = "/repos/octocat/large/git/trees/main?recursive=1";
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(clients.submit(() -> digest(path)));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo(answers.getFirst().get());
      }
    }
    assertThat(octocat.get(path).expect(200).json("tree").size()).isEqualTo(MANY);
  }

  private static String digest(String path, String... headers) throws Exception {
    MessageDigest digest = sha256();
    read(path, digest, 200, headers);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void read(String path, MessageDigest digest, int status, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(program.url() + path))
            .header("Authorization", "Bearer " + octocat.token());
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<InputStream> answer =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(status);
    try (InputStream in = answer.body()) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
