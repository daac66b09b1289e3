// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import dev.atrium.error.ApiException;
import dev.atrium.faults.RandomOperations.Operation;
import dev.atrium.faults.RandomWorld.Drawn;
import dev.atrium.git.GitException;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitUser;
import dev.atrium.testing.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Random requests from several threads at once. Each is noted by its request id, as done or as
 * refused.
 */
final class RandomRequests {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private final RandomWorld world;
  private final GitRepositories git;
  private final OwnFiles files;
  private final RandomOperations operations = RandomOperations.table();

  /** Ids of requests that succeeded, by the operation, where each changes something. */
  final Map<String, String> done = new ConcurrentHashMap<>();

  /** Ids of requests that were refused. */
  final Map<String, String> refused = new ConcurrentHashMap<>();

  /** What no request should be answered. */
  final Queue<String> faults = new ConcurrentLinkedQueue<>();

  private final Map<String, Integer> answers = new ConcurrentHashMap<>();

  RandomRequests(RandomWorld world, GitRepositories git, OwnFiles files) {
    this.world = world;
    this.git = git;
    this.files = files;
  }

  /**
   * Sends that many requests.
   *
   * @param seed the same seed draws the same in each thread; how the threads meet is not repeated
   * @param between what one thread does now and then
   */
  void send(int threads, int count, long seed, Runnable between) {
    Crowd.each(
        threads,
        thread -> {
          RandomGenerator random = new SplittableRandom(seed + thread);
          for (int i = thread; i < count; i += threads) {
            int dice = random.nextInt(100);
            if (dice < 8) {
              ask("own file", () -> files.write(random, thread, repositoryId(random)));
            } else {
              send(random, operations.draw(random));
            }
            if (dice == 99) {
              branch(random);
            } else if (dice >= 90 && thread == 0) {
              between.run();
            }
          }
        });
  }

  private long repositoryId(RandomGenerator random) {
    return Long.parseLong(world.drawn(random, "repoid"));
  }

  private void send(RandomGenerator random, Operation operation) {
    Drawn drawn = world.draw(random, operation);
    Answer answer =
        ask(
            operation.name(),
            () -> drawn.client().send(operation.method(), drawn.path(), drawn.body()));
    boolean success = answer.status() >= 200 && answer.status() < 300;
    String id = answer.header("X-GitHub-Request-Id").orElseThrow();
    if (success) {
      world.keep(operation, drawn, answer);
    }
    if (success && operation.audited()) {
      done.put(id, answer.request());
    } else if (answer.status() >= 400) {
      refused.put(id, answer.status() + " " + answer.request());
    }
  }

  private Answer ask(String name, Supplier<Answer> request) {
    long began = System.nanoTime();
    Answer answer = request.get();
    long took = System.nanoTime() - began;
    answers.merge(name + " " + answer.status(), 1, Integer::sum);
    if (took > PATIENCE_NANOS) {
      faults.add("%s took %d ms".formatted(answer.request(), took / 1_000_000));
    }
    if (answer.status() >= 500 && !isBusy(answer)) {
      faults.add("%s answered %d %s".formatted(answer.request(), answer.status(), answer.text()));
    }
    return answer;
  }

  /** Work on git has a queue and ten seconds: reads of it may be told to come again. */
  private static boolean isBusy(Answer answer) {
    return answer.status() == 503
        && answer.header("Retry-After").isPresent()
        && answer.request().startsWith("GET /repo");
  }

  /** Moves a branch besides the API, which makes none, as a push would: for pull requests. */
  private void branch(RandomGenerator random) {
    try {
      long id = repositoryId(random);
      String branch = "topic" + (1 + random.nextInt(2));
      var writer = git.open(id, "main").writer();
      if (git.open(id, "main").branch(branch).isEmpty()) {
        writer.branch(branch, "main");
      }
      byte[] content = Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8);
      GitUser by = new GitUser("u0", "u0@example.com", Instant.EPOCH);
      writer.commit(branch, Map.of("docs/f" + random.nextInt(4), content), "Push", by);
    } catch (ApiException | GitException e) {
      // The repository is gone, or empty.
    }
  }

  /** How often each operation was answered, by its class of status. */
  Map<String, Integer> answers() {
    return new TreeMap<>(answers);
  }
}
