// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A kill while contents are written: each repository can be written at once afterwards, and has
 * every file that was acknowledged.
 */
@Order(4)
class ContentKillTest {
  private static final int WRITERS = 8;
  private static final int REPOSITORIES = 3;
  private static final int WRITES = 60;

  /** The files of each repository. */
  private final List<Set<String>> acknowledged =
      Stream.generate(ConcurrentHashMap::<String>newKeySet)
          .limit(REPOSITORIES)
          .<Set<String>>map(files -> files)
          .toList();

  @ParameterizedTest
  @EnumSource(Product.class)
  void killAmidWritesOfContent_leavesEveryRepositoryWritable(Product product) throws Exception {
    Installation installation = Installation.fresh(product);
    try (Program killed = Program.start(installation)) {
      Client octocat = Installation.user(killed.url(), "octocat");
      for (int i = 0; i < REPOSITORIES; i++) {
        octocat.post("/user/repos", json("name", "r" + i, "auto_init", true)).expect(201);
      }
      for (int round = 0; round < Counts.of(2, 30); round++) {
        Program program = round == 0 ? killed : Program.start(installation);
        writeUntilKilled(program, octocat.token(), round);
        leaveLocks(installation.data().resolve("repositories"));
        try (Program next = Program.start(installation)) {
          check(new Client(next.url(), octocat.token()), round);
        }
      }
    }
  }

  private void writeUntilKilled(Program program, @Nullable String token, int round) {
    Client client = new Client(program.url(), token);
    Semaphore done = new Semaphore(0);
    AtomicBoolean stopped = new AtomicBoolean();
    Crowd.each(
        WRITERS + 1,
        writer -> {
          if (writer == WRITERS) {
            await(done);
            program.kill();
            stopped.set(true);
          } else {
            for (int i = 0; !stopped.get(); i++) {
              int repository = (writer + i) % REPOSITORIES;
              String path = "round%d-%d-%d".formatted(round, writer, i);
              if (!write(client, repository, path)) {
                return;
              }
              acknowledged.get(repository).add(path);
              done.release();
            }
          }
        });
  }

  private static void await(Semaphore done) {
    try {
      assertThat(done.tryAcquire(WRITES, 120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns false if no answer comes, hence no acknowledgement. */
  private static boolean write(Client client, int repository, String path) {
    String body = json("message", "m", "content", "eA==");
    try {
      client.put("/repos/octocat/r" + repository + "/contents/" + path, body).expect(201);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Leaves the locks that a kill leaves if it comes at the worst moment, which is rare. */
  private static void leaveLocks(Path repositories) throws IOException {
    try (Stream<Path> all = Files.list(repositories)) {
      for (Path each : all.filter(path -> path.toString().endsWith(".git")).toList()) {
        for (String name : Set.of("refs/heads/main.lock", "HEAD.lock", "packed-refs.lock")) {
          if (Files.notExists(each.resolve(name))) {
            Files.createFile(each.resolve(name));
          }
        }
      }
    }
  }

  private void check(Client client, int round) {
    for (int repository = 0; repository < REPOSITORIES; repository++) {
      assertThat(write(client, repository, "after" + round)).isTrue();
      Set<String> found = ConcurrentHashMap.newKeySet();
      client
          .get("/repos/octocat/r" + repository + "/git/trees/main")
          .expect(200)
          .json("tree")
          .forEach(entry -> found.add(entry.get("path").asText()));
      assertThat(found).containsAll(acknowledged.get(repository));
    }
  }
}
