// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writes whose body comes after the caller's right to it was taken away. What was decided when the
 * headers came is decided again.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class LateBodiesTest extends ServerTest {
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(150);
  private static final String FILE = json("message", "m", "content", "YQ==");
  private int made;
  private Client octocat;
  private Client monalisa;
  private String org;
  private String repository;
  private long repositoryId;
  private String space;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
  }

  @BeforeEach
  void aCollaborator() {
    String login = "mona" + made;
    org = "acme" + made++;
    monalisa = server.user(login);
    server.organization(org, "octocat");
    Samples samples = new Samples(octocat, "/orgs/" + org);
    samples.grantNothing();
    samples.member(login);
    repositoryId = samples.privateRepositoryWithReadme("plans");
    repository = "/repos/" + org + "/plans";
    octocat.put(repository + "/collaborators/" + login, json("permission", "push")).expect(201);
    space = samples.space("s");
    samples.share(space, "User", login, "writer");
  }

  /** Sends a request of which the body's end comes after a change; returns the status. */
  private int late(String method, String path, String body, Runnable change) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      String head =
          "%s %s HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r\nConnection: close\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(method, path, monalisa.token(), body.length());
      send(socket, head + body.substring(0, 5));
      long begun = System.nanoTime();
      change.run();
      while (System.nanoTime() - begun < LATE) {
        server.admin().get("/health/live").expect(200);
      }
      send(socket, body.substring(5));
      byte[] answer = socket.getInputStream().readAllBytes();
      String line = new String(answer, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      return Integer.parseInt(line.substring(9, 12));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private List<Integer> statuses(Runnable change) {
    String note = json(Resources.note("n", "t"));
    Runnable nothing = () -> {};
    return List.of(
        late("PUT", repository + "/contents/late.txt", FILE, change),
        late("POST", repository + "/issues", json("title", "t"), nothing),
        late("POST", space + "/resources", note, nothing),
        late("PUT", space, json("name", "taken"), nothing));
  }

  @Test
  void aBodyThatIsLate_isTaken_whenNothingHasChanged() {
    assertThat(statuses(() -> {})).containsExactly(201, 201, 201, 200);
  }

  @Test
  void aTokenThatIsRevoked_isGoodNoMore() {
    String login = monalisa.get("/user").json("login").asText();
    Client again = server.token(login);
    Client revoked = monalisa;
    for (String[] write :
        new String[][] {
          {"PUT", repository + "/contents/late.txt", FILE},
          {"POST", repository + "/issues", json("title", "t")},
          {"POST", space + "/resources", json(Resources.note("n", "t"))},
          {"PUT", space, json("name", "taken")}
        }) {
      monalisa = server.token(login);
      int status =
          late(
              write[0],
              write[1],
              write[2],
              () -> server.admin().delete("/admin/users/" + login + "/authorizations").expect(204));
      assertThat(status).as(write[1]).isEqualTo(401);
    }
    again.get("/user").expect(401);
    revoked.get("/user").expect(401);
    assertThat(octocat.get(space).json("name").asText()).isEqualTo("s");
    octocat.get(repository + "/contents/late.txt").expect(404);
  }

  @Test
  void aUserWhoIsSuspended_writesNoMore() {
    String login = monalisa.get("/user").json("login").asText();
    assertThat(
            late(
                "PUT",
                repository + "/contents/late.txt",
                FILE,
                () -> server.admin().put("/users/" + login + "/suspended", null).expect(204)))
        .isEqualTo(403);
  }

  @Test
  void aCollaboratorWhoIsRemoved_writesNoMore() {
    String login = monalisa.get("/user").json("login").asText();
    Runnable fromRepository =
        () -> octocat.delete(repository + "/collaborators/" + login).expect(204);
    assertThat(late("PUT", repository + "/contents/late.txt", FILE, fromRepository)).isEqualTo(404);
    Runnable fromSpace = () -> octocat.delete(space + "/collaborators/User/" + login).expect(204);
    assertThat(late("PUT", space, json("name", "taken"), fromSpace)).isEqualTo(404);
  }

  @Test
  void aRepositoryThatIsArchived_isWrittenNoMore() {
    Runnable archive = () -> octocat.patch(repository, json("archived", true)).expect(200);
    assertThat(late("PUT", repository + "/contents/late.txt", FILE, archive)).isEqualTo(403);
  }

  @Test
  void aRepositoryThatIsDeleted_staysDeleted() throws IOException {
    Runnable delete = () -> octocat.delete(repository).expect(204);
    assertThat(late("PUT", repository + "/contents/late.txt", FILE, delete)).isEqualTo(404);
    try (Stream<Path> folders = Files.walk(server.data().resolve("repositories"))) {
      assertThat(folders.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.startsWith(repositoryId + "."));
    }
  }

  @Test
  void bodiesThatStall_holdUpNobody() throws IOException {
    String head =
        "PUT %s HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r\nAuthorization: Bearer %s\r\nContent-Length: 8000000\r\n\r\n"
            .formatted(space, monalisa.token());
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        stalled.add(socket);
        send(socket, head + "{\"name\":\"" + "x".repeat(5_000));
      }
      String large = json("name", "s", "general_instructions", "x".repeat(100_000));
      octocat.put(space, large).expect(200);
      monalisa.put(space, large).expect(200);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }
}
