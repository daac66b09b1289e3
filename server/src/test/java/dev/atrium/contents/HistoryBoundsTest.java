// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitUser;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Requests on content that are large, deep, long or untimely. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class HistoryBoundsTest extends ServerTest {
  private static final GitUser OCTOCAT =
      new GitUser("octocat", "octocat@example.com", Instant.ofEpochSecond(1_700_000_000));

  private Client octocat;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
  }

  private long repository(String name) {
    return new Samples(octocat, "/users/octocat").repository(name);
  }

  private static String write(String content, Object... more) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return json(
        Map.of("message", "m\n", "content", Base64.getEncoder().encodeToString(bytes)), more);
  }

  private static String randomLines(Random random) {
    return random
        .ints(200_000, 0, 2)
        .mapToObj(bit -> bit == 0 ? "a\n" : "b\n")
        .collect(Collectors.joining());
  }

  @Test
  void commit_thatIsHardToCompare_isAnswered_asAreOthersMeanwhile() throws Exception {
    repository("hard");
    String file = "/repos/octocat/hard/contents/ab";
    Random random = new Random(1);
    Answer first = octocat.put(file, write(randomLines(random))).expect(201);
    String sha = first.json("content/sha").asText();
    String commit =
        octocat
            .put(file, write(randomLines(random), "sha", sha))
            .expect(200)
            .json("commit/sha")
            .asText();
    Callable<Answer> get = () -> octocat.get("/repos/octocat/hard/commits/" + commit);
    Duration longest = Duration.ZERO;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> both = List.of(clients.submit(get), clients.submit(get));
      do {
        for (String other : List.of("/health/live", "/user", "/repos/octocat/hard")) {
          long began = System.nanoTime();
          octocat.get(other).expect(200);
          Duration took = Duration.ofNanos(System.nanoTime() - began);
          longest = took.compareTo(longest) > 0 ? took : longest;
        }
      } while (!both.stream().allMatch(Future::isDone));
      for (Future<Answer> one : both) {
        Answer answer = one.get().expect(200);
        assertThat(answer.json("files/0/status").asText()).isEqualTo("modified");
        assertThat(answer.json("files/0").has("patch")).isFalse();
        assertThat(answer.json("files/0/changes").asInt())
            .isEqualTo(answer.json("stats/total").asInt());
        assertThat(answer.json("stats/total").asInt()).isBetween(1, 400_000);
      }
    }
    assertThat(longest).isLessThan(Duration.ofSeconds(2));
    octocat
        .get("/repos/octocat/hard/commits/" + commit, "Accept", "application/vnd.github.diff")
        .expect(200);
  }

  @Test
  void commit_ofManyFiles_isPaged_andCountedWhole() {
    long id = repository("many");
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 350; i++) {
      files.put("f%03d".formatted(i), "1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    octocat.put("/repos/octocat/many/contents/README", write("r")).expect(201);
    try (GitRepositories git = new GitRepositories(server.data().resolve("repositories"))) {
      git.open(id, "main").writer().branch("next", "main");
      git.open(id, "main").writer().commit("next", files, "Many\n\n", OCTOCAT);
    }
    String commit = "/repos/octocat/many/commits/next";
    Answer first = octocat.get(commit).expect(200);
    assertThat(first.json("files")).hasSize(300);
    assertThat(first.json("stats/additions").asInt()).isEqualTo(700);
    assertThat(first.json("commit/message").asText()).isEqualTo("Many");
    Answer second = octocat.get(next(first)).expect(200);
    assertThat(second.json("files")).hasSize(50);
    assertThat(second.json("files/0/filename").asText()).isEqualTo("f300");
    assertThat(second.json("stats")).isEqualTo(first.json("stats"));
    assertThat(second.header("Link").orElse("")).doesNotContain("rel=\"next\"");
    assertThat(octocat.get(commit + "?page=2").json("files")).isEqualTo(second.json("files"));
    assertThat(octocat.get(commit + "?page=12").expect(200).json("files")).isEmpty();
    Answer hundred = octocat.get(commit + "?per_page=100&page=4").expect(200);
    assertThat(hundred.json("files")).isEqualTo(second.json("files"));
    String pulls = "/repos/octocat/many/pulls";
    Answer pull =
        octocat.post(pulls, json("title", "t", "head", "next", "base", "main")).expect(201);
    assertThat(pull.json("changed_files").asInt()).isEqualTo(350);
    assertThat(pull.json("additions").asInt()).isEqualTo(700);
    assertThat(octocat.get(pulls + "/1/files?per_page=100&page=4").json()).hasSize(50);
  }

  private static String next(Answer answer) {
    return answer.header("Link").orElseThrow().replaceAll("(?s).*<([^>]*)>; rel=\"next\".*", "$1");
  }

  @Test
  void names_thatNoFileSystemTakes_areUnknown() {
    repository("names");
    String path = "/repos/octocat/names";
    octocat.put(path + "/contents/a", write("a")).expect(201);
    String longest = "%E2%82%AC".repeat(100);
    for (String ref :
        List.of("x".repeat(3_000), longest, "main/x", "%C3%BC", "x/" + "y/".repeat(900) + "z")) {
      octocat.get(path + "/contents/a?ref=" + ref).expect(404);
      octocat.get(path + "/commits?sha=" + ref).expect(404);
      octocat.get(path + "/branches/" + ref.replace("/", "%2F")).expect(404);
      octocat.get(path + "/git/trees/" + ref.replace("/", "%2F")).expect(404);
      octocat.get(path + "/commits/" + ref.replace("/", "%2F")).expect(422);
    }
    for (String branch : List.of("€".repeat(100), "main/x", "ü")) {
      octocat.put(path + "/contents/b", write("b", "branch", branch)).expect(404);
    }
    for (String deep : List.of("d/".repeat(2_000) + "f", longest, "d/".repeat(256) + "f")) {
      octocat.put(path + "/contents/" + deep, write("d")).expect(422);
      octocat.get(path + "/contents/" + deep).expect(404);
    }
    String deepest = "d/".repeat(255) + "f";
    octocat.put(path + "/contents/" + deepest, write("d")).expect(201);
    octocat.get(path + "/contents/" + deepest).expect(200);
    assertThat(octocat.get(path + "/git/trees/main?recursive=1").json("tree")).hasSize(257);
  }

  @Test
  void delete_whileContentsAreWritten_leavesNothing() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "doomed-" + round;
      long id = repository(name);
      AtomicInteger written = new AtomicInteger();
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<List<Integer>>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
          String file = "/repos/octocat/" + name + "/contents/" + writer + "-";
          writers.add(clients.submit(() -> writeUntilRefused(file, written)));
        }
        while (written.get() < 2) {
          Thread.onSpinWait();
        }
        octocat.delete("/repos/octocat/" + name).expect(204);
        for (Future<List<Integer>> one : writers) {
          assertThat(one.get()).allMatch(status -> status == 201 || status == 409 || status == 404);
        }
      }
      assertThat(folders()).doesNotContain(id);
    }
  }

  private List<Integer> writeUntilRefused(String file, AtomicInteger written) {
    List<Integer> answers = new ArrayList<>();
    do {
      answers.add(octocat.put(file + answers.size(), write("x")).status());
      written.incrementAndGet();
    } while (answers.getLast() == 201);
    return answers;
  }

  @Test
  void delete_whileTheRepositoryIsMade_leavesNothing() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "unborn-" + round;
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Answer> maker =
            clients.submit(
                () -> octocat.post("/user/repos", json("name", name, "auto_init", true)));
        int deleted = 0;
        while (deleted != 204 && !maker.isDone()) {
          deleted = octocat.delete("/repos/octocat/" + name).status();
        }
        Answer made = maker.get();
        assertThat(made.status()).isIn(201, 404, 409);
        if (deleted != 204) {
          octocat.delete("/repos/octocat/" + name).expect(204);
        }
      }
    }
    List<Long> rows =
        server
            .database()
            .read(
                handle -> handle.createQuery("SELECT id FROM repository").mapTo(Long.class).list());
    assertThat(rows).containsAll(folders());
  }

  private List<Long> folders() {
    try (GitRepositories git = new GitRepositories(server.data().resolve("repositories"))) {
      return git.ids();
    }
  }
}
