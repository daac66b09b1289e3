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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.statement.SqlLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writes whose right is taken away after everything was decided, right before their transaction
 * begins. They decide again inside it.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class DecisionRaceTest extends ServerTest {
  private static final String FILE = json("message", "m", "content", "YQ==");

  /** A request that writes. */
  private record Write(String method, String path, String body, int status) {}

  private final AtomicReference<Optional<Runnable>> armed = new AtomicReference<>(Optional.empty());
  private int made;
  private Client octocat;
  private String login;
  private String org;
  private String repository;
  private String space;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
  }

  @BeforeEach
  void aCollaborator() {
    login = "mona" + made;
    org = "acme" + made++;
    server.user(login);
    server.organization(org, "octocat");
    Samples samples = new Samples(octocat, "/orgs/" + org);
    samples.grantNothing();
    samples.member(login);
    samples.privateRepositoryWithReadme("plans");
    repository = "/repos/" + org + "/plans";
    octocat.put(repository + "/collaborators/" + login, json("permission", "admin")).expect(201);
    space = samples.space("s");
    samples.share(space, "User", login, "admin");
  }

  @AfterEach
  void disarm() {
    armed.set(Optional.empty());
    server.database().watch(null);
  }

  /** Does a write, and the change when that method of that class asks for its unit of work. */
  private int race(Write write, String type, String method, Runnable change) {
    Client mona = server.token(login);
    armed.set(Optional.of(change));
    server
        .database()
        .watch(transaction -> {
          // The server writes by itself, too.
          if (isWithin("Dispatcher", "handle") && isWithin(type, method)) {
            armed.getAndSet(Optional.empty()).ifPresent(Runnable::run);
          }
          return SqlLogger.NOP_SQL_LOGGER;
        });
    int status = mona.send(write.method, write.path, write.body).status();
    assertThat(armed.get()).as("the change was not made").isEmpty();
    return status;
  }

  private static boolean isWithin(String type, String method) {
    return StackWalker.getInstance()
        .walk(frames ->
            frames.anyMatch(frame ->
                frame.getClassName().endsWith(type) && frame.getMethodName().equals(method)));
  }

  private int race(Write write, Runnable change) {
    return race(write, "Database", "write", change);
  }

  private List<Write> writes() {
    return List.of(
        new Write("POST", repository + "/issues", json("title", "t"), 201),
        new Write("PATCH", repository, json("description", "d"), 200),
        new Write("PUT", repository + "/topics", json("names", List.of("a")), 200),
        new Write("POST", space + "/resources", json(Resources.note("n", "t")), 201),
        new Write("PUT", space, json("name", "taken"), 200),
        new Write("POST", "/user/repos", json("name", "mine"), 201),
        new Write("POST", "/users/" + login + "/copilot-spaces", json("name", "mine"), 201));
  }

  @Test
  void writes_areMade_ifOnlySomethingElseHasChanged() {
    for (Write write : writes()) {
      Runnable change = () -> server.admin().patch("/orgs/" + org, json("name", "x")).expect(200);
      assertThat(race(write, change)).as(write.path).isEqualTo(write.status);
    }
  }

  @Test
  void aTokenThatIsRevoked_writesNoMore() {
    Runnable revoke =
        () -> server.admin().delete("/admin/users/" + login + "/authorizations").expect(204);
    for (Write write : writes()) {
      assertThat(race(write, revoke)).as(write.path).isEqualTo(401);
    }
    assertThat(octocat.get(space).json("name").asText()).isEqualTo("s");
    assertThat(octocat.get(repository + "/issues").json()).isEmpty();
    octocat.get("/repos/" + login + "/mine").expect(404);
  }

  @Test
  void aUserWhoIsSuspended_writesNoMore() {
    for (Write write : writes()) {
      Runnable suspend =
          () -> server.admin().put("/users/" + login + "/suspended", null).expect(204);
      assertThat(race(write, suspend)).as(write.path).isEqualTo(403);
      server.admin().delete("/users/" + login + "/suspended").expect(204);
    }
  }

  @Test
  void aCollaboratorWhoIsRemoved_writesNoMore() {
    Runnable fromRepository =
        () -> octocat.delete(repository + "/collaborators/" + login).expect(204);
    Runnable fromSpace = () -> octocat.delete(space + "/collaborators/User/" + login).expect(204);
    assertThat(race(writes().get(0), fromRepository)).isEqualTo(404);
    assertThat(race(writes().get(3), fromSpace)).isEqualTo(404);
  }

  @Test
  void aRepositoryThatIsArchived_isWrittenNoMore() {
    Write file = new Write("PUT", repository + "/contents/late.txt", FILE, 201);
    Runnable archive = () -> octocat.patch(repository, json("archived", true)).expect(200);
    assertThat(race(file, "RepositorySettings", "requireWritable", archive)).isEqualTo(403);
    octocat.get(repository + "/contents/late.txt").expect(404);
    for (Write write : writes().subList(0, 3)) {
      octocat.patch(repository, json("archived", false)).expect(200);
      assertThat(race(write, archive)).as(write.path).isEqualTo(403);
    }
  }

  @Test
  void aCollaboratorWhoIsRemoved_orARepositoryThatIsDeleted_takesNoContent() throws Exception {
    Write file = new Write("PUT", repository + "/contents/late.txt", FILE, 201);
    Runnable remove = () -> octocat.delete(repository + "/collaborators/" + login).expect(204);
    assertThat(race(file, "RepositorySettings", "requireWritable", remove)).isEqualTo(404);
    octocat.get(repository + "/contents/late.txt").expect(404);
    octocat.put(repository + "/collaborators/" + login, json("permission", "push")).expect(201);
    AtomicReference<Future<Integer>> deleted = new AtomicReference<>();
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Runnable delete =
          () -> {
            // It is answered only after the write that has the turn.
            deleted.set(other.submit(() -> octocat.delete(repository).status()));
            while (octocat.get(repository).status() != 404) {
              Thread.onSpinWait();
            }
          };
      assertThat(race(file, "RepositorySettings", "requireWritable", delete)).isEqualTo(404);
      assertThat(deleted.get().get()).isEqualTo(204);
    }
  }
}
