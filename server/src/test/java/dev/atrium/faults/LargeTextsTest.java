// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitUser;
import dev.atrium.git.GitWriter;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Product;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts of emoji, as large as they may be, and readers that do not read, with a small heap. */
@SuppressWarnings("NullAway.Init") // JUnit sets all of them before each test.
class LargeTextsTest {
  /** In MiB. */
  private static final int HEAP = 128;

  private static final String EMOJI = "\uD83D\uDE00";

  /** The longest note: 1 MiB of UTF-8. */
  private static final String NOTE = EMOJI.repeat(256 * 1024);

  /** As many as a space may have: 8 Mi characters. */
  private static final int NOTES = 16;

  /** In bytes, what each large answer exceeds. */
  private static final int LARGE = 3_900_000;

  /** The entries of a folder whose answer does not fit into the buffers of a connection. */
  private static final int ENTRIES = 20_000;

  /** The commits whose messages, of 512 KiB each, exceed the heap. */
  private static final int COMMITS = 400;

  /** The longest text of an issue. */
  private static final String ISSUE = EMOJI.repeat(32 * 1024);

  private static Installation installation;
  private static Program program;
  private static Client octocat;
  private static String space;

  @BeforeAll
  static void start() {
    installation = Installation.fresh(Product.SQLITE);
    program = Program.start(installation, HEAP);
    octocat = Installation.user(program.url(), "octocat");
    Samples samples = new Samples(octocat, "/users/octocat");
    space = samples.space("emoji");
    for (int i = 0; i < NOTES; i++) {
      octocat.post(space + "/resources", json(Resources.note("n" + i, NOTE))).expect(201);
    }
    samples.repository("emoji");
  }

  @AfterAll
  static void stop() throws IOException {
    program.close();
    assertThat(Files.readString(installation.data().resolve("stderr")))
        .doesNotContain("OutOfMemoryError", "level=ERROR");
  }

  /** A connection that sent a GET, with a receive buffer that holds little of the answer. */
  private static Socket get(Client by, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.connect(
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), URI.create(program.url()).getPort()));
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: a\r\nUser-Agent: a\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, by.token())
                .getBytes(US_ASCII));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), US_ASCII);
  }

  @Test
  void aSpaceOfEmoji_isAnsweredInUtf8_withItsLengthAndTag() {
    Answer whole = octocat.get(space).expect(200);
    assertThat(whole.json("resources_attributes")).hasSize(NOTES);
    assertThat(whole.json("resources_attributes/15/metadata/text").asText()).isEqualTo(NOTE);
    long length = Long.parseLong(whole.header("Content-Length").orElseThrow());
    assertThat(length).isBetween(16L << 20, (16L << 20) + 16_384);
    assertThat(whole.header("Accept-Ranges")).isEmpty();
    String tag = whole.header("ETag").orElseThrow();
    octocat.get(space, "If-None-Match", tag).expect(304);
    Answer head = octocat.send("HEAD", space, null).expect(200);
    assertThat(head.header("Content-Length")).contains(Long.toString(length));
    assertThat(head.header("ETag")).contains(tag);
  }

  @Test
  void aPageOfIssues_isAnsweredInUtf8() {
    String issues = "/repos/octocat/emoji/issues";
    for (int i = 0; i < 40; i++) {
      octocat.post(issues, json("title", "Emoji " + i, "body", ISSUE)).expect(201);
    }
    Answer page = octocat.get(issues + "?per_page=50").expect(200);
    assertThat(page.json()).hasSize(40);
    assertThat(page.json("39/body").asText()).isEqualTo(ISSUE);
    assertThat(page.response().body().length).isLessThan(40 * (ISSUE.length() * 2 + 8_192));
  }

  @Test
  void readersThatDoNotRead_holdUpOnlyThemselves() throws IOException {
    List<Client> others = new ArrayList<>();
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        Client other = Installation.user(program.url(), "reader-" + i);
        others.add(other);
        new Samples(octocat, "/users/octocat").share(space, "User", "reader-" + i, "reader");
        for (int j = 0; j < 15; j++) {
          silent.add(get(other, space));
        }
      }
      for (Client other : others) {
        other.get("/user").expect(200);
        other.get("/users/octocat/copilot-spaces?per_page=1").expect(200);
      }
      octocat.get("/repos/octocat/emoji").expect(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
    octocat.get(space).expect(200);
  }

  @Test
  void anAccountsSecondLargeAnswer_waitsForTheFirst() throws IOException {
    secondWaitsForFirst(space);
  }

  @Test
  void anAccountsSecondLargePage_waitsForTheFirst() throws IOException {
    secondWaitsForFirst(URI.create(octocat.get(space).json("html_url").asText()).getPath());
  }

  @Test
  void anAccountsSecondLargeFolderFileOrHistory_waitsForTheFirst() throws IOException {
    long id = new Samples(octocat, "/users/octocat").repository("large");
    String deep = ("!".repeat(250) + "/").repeat(15);
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < ENTRIES; i++) {
      files.put("wide/" + i, new byte[0]);
      files.put(deep + i % 500, new byte[0]);
    }
    files.put("zeros", new byte[4_000_000]);
    GitUser author = new GitUser("octocat", "octocat@example.com", Instant.EPOCH);
    try (GitRepositories git = new GitRepositories(installation.data().resolve("repositories"))) {
      GitWriter writer = git.open(id, "main").writer();
      for (int i = 0; i < 80; i++) {
        writer.commit("main", Map.of("a", new byte[] {(byte) i}), i + ISSUE + ISSUE, author);
      }
      writer.commit("main", files, "Many", author);
    }
    String repository = "/repos/octocat/large/";
    secondWaitsForFirst(repository + "contents/wide");
    secondWaitsForFirst(repository + "contents/" + deep.replace("/", "%2F"));
    secondWaitsForFirst(repository + "commits?per_page=100");
    secondWaitsForFirst("/raw/octocat/large/main/zeros");
  }

  /** JGit keeps the bodies of walked commits: more than the heap holds. */
  @Test
  void aPageOfOneCommit_walksPastOthersWithLongMessages() {
    long id = new Samples(octocat, "/users/octocat").repository("messages");
    GitUser author = new GitUser("octocat", "octocat@example.com", Instant.EPOCH);
    try (GitRepositories git = new GitRepositories(installation.data().resolve("repositories"))) {
      GitWriter writer = git.open(id, "main").writer();
      for (int i = 0; i < COMMITS; i++) {
        writer.commit(
            "main", Map.of("a", Integer.toString(i).getBytes(US_ASCII)), ISSUE.repeat(4), author);
      }
    }
    String repository = "/repos/octocat/messages/";
    assertThat(octocat.get(repository + "commits?per_page=1").expect(200).json()).hasSize(1);
    octocat.get(repository + "contributors").expect(200);
    String last = repository + "commits?per_page=1&page=" + COMMITS;
    assertThat(octocat.get(last).expect(200).json()).hasSize(1);
  }

  @SuppressWarnings("try") // Closed early on purpose.
  private static void secondWaitsForFirst(String path) throws IOException {
    try (Socket first = get(octocat, path)) {
      assertThat(status(first)).isEqualTo("HTTP/1.1 200");
      Socket second = get(octocat, path);
      second.setSoTimeout(500);
      assertThatThrownBy(() -> status(second)).isInstanceOf(SocketTimeoutException.class);
      first.close();
      second.setSoTimeout(20_000);
      assertThat(status(second)).isEqualTo("HTTP/1.1 200");
      try (InputStream in = second.getInputStream()) {
        assertThat(in.readNBytes(LARGE)).hasSize(LARGE);
      }
    }
  }
}
