// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static dev.atrium.git.Fixture.OCTOCAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.git.GitException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a killed process leaves in a repository, and what a running one holds there. */
class LeftoversTest extends RepositoryTest {
  private static final Duration LATELY = Duration.ofSeconds(5);
  private static final Duration LONG_AGO = Duration.ofMinutes(2);

  private Path leave(String name, Duration ago) throws IOException {
    Path file = folder.resolve("1.git").resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.createFile(file);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    return file;
  }

  private void leaveUnlessHeld(String name) throws IOException {
    try {
      leave(name, LONG_AGO);
    } catch (FileAlreadyExistsException e) {
      return; // A writer holds it.
    }
  }

  private void reopen() {
    repositories.close();
    repositories = new GitRepositories(folder);
    repository = repositories.open(1, "main");
  }

  private static void commit(GitRepository repository, String path) {
    repository.writer().commit("main", Map.of(path, new byte[0]), "m", OCTOCAT);
  }

  private void isLocked(Runnable write) {
    assertThatThrownBy(write::run)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
              assertThat(e.retryAfter()).isBetween(1L, 61L);
            });
  }

  @Test
  void start_ofAServerThatIsAlone_endsTheLocksOfTheKilledOne() throws Exception {
    commit(repository, "a");
    repository.writer().branch("feature/x", "main");
    List<Path> locks = new ArrayList<>();
    for (String name :
        List.of("HEAD", "config", "packed-refs", "refs/heads/main", "refs/heads/feature/x")) {
      locks.add(leave(name + ".lock", LATELY));
    }
    reopen();
    commit(repository, "b");
    repository.setDefaultBranch("feature/x");
    repository.writer().commit("feature/x", Map.of("c", new byte[0]), "m", OCTOCAT);
    assertThat(locks).noneMatch(Files::exists);
    assertThat(Fixture.tree(repository, "main", false, 9).orElseThrow().entries()).hasSize(2);
  }

  /** As when the first commit of a branch {@code next/x} is killed before it has its name. */
  @Test
  void write_ofABranchWhoseNameAFolderHas_isDone() throws Exception {
    commit(repository, "a");
    leave("refs/heads/next/x.lock", LATELY);
    reopen();
    repository.writer().branch("next", "main");
    assertThat(repository.branch("next")).isPresent();
  }

  @Test
  void write_whileAnotherServerHoldsTheLock_isToldToComeBack() throws Exception {
    commit(repository, "a");
    try (GitRepositories others = new GitRepositories(folder)) {
      GitRepository theirs = others.open(1, "main");
      Path branch = leave("refs/heads/main.lock", Duration.ZERO);
      Path head = leave("HEAD.lock", Duration.ZERO);
      for (GitRepository server : List.of(repository, theirs)) {
        isLocked(() -> commit(server, "b"));
        isLocked(() -> server.setDefaultBranch("main"));
      }
      assertThat(branch).exists();
      assertThat(head).exists();
    }
  }

  @Test
  void write_pastALockThatIsOlderThanAnyWrite_isDone() throws Exception {
    try (GitRepositories others = new GitRepositories(folder)) {
      GitRepository theirs = others.open(1, "main");
      for (Duration ago : List.of(LONG_AGO, LONG_AGO.negated())) {
        Path branch = leave("refs/heads/main.lock", ago);
        Path head = leave("HEAD.lock", ago);
        commit(theirs, "after " + ago);
        theirs.setDefaultBranch("main");
        assertThat(branch).doesNotExist();
        assertThat(head).doesNotExist();
      }
      leave("refs/heads/next.lock", LONG_AGO);
      theirs.writer().branch("next", "main");
      assertThat(theirs.branch("next")).isPresent();
    }
  }

  @Test
  void writes_ofTwoServers_whileLocksAreLeft_loseNoCommit() throws Exception {
    int writers = 6;
    int each = 8;
    try (GitRepositories others = new GitRepositories(folder);
        ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<GitRepository> servers = List.of(repository, others.open(1, "main"));
      commit(repository, "start");
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        GitRepository server = servers.get(writer % 2);
        String name = "w" + writer + "-";
        running.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                leaveUnlessHeld("refs/heads/main.lock");
                commit(server, name + i);
              }
              return true;
            }));
      }
      for (Future<?> done : running) {
        done.get();
      }
    }
    reopen();
    int expected = writers * each + 1;
    assertThat(Fixture.tree(repository, "main", false, 100).orElseThrow().entries())
        .hasSize(expected);
    String head = repository.resolve("main").orElseThrow();
    assertThat(repository.history().log(head, LogQuery.ALL, 0, 100)).hasSize(expected);
  }

  @Test
  void open_removesPartsOfObjects_onceNobodyCanBeWritingThem() throws Exception {
    commit(repository, "a");
    List<String> names = List.of("noz1.tmp", "incoming_2.pack", "pack/gc_3_tmp", "pack/.tmp-4");
    List<Path> old = new ArrayList<>();
    for (String name : names) {
      old.add(leave("objects/" + name, Duration.ofHours(2)));
    }
    Path young = leave("objects/noz5.tmp", Duration.ofMinutes(10));
    try (GitRepositories others = new GitRepositories(folder)) {
      others.open(1, "main");
      assertThat(old).noneMatch(Files::exists);
      assertThat(young).exists();
    }
    reopen();
    assertThat(young).doesNotExist();
    assertThat(Fixture.tree(repository, "main", false, 9).orElseThrow().entries()).hasSize(1);
  }

  @Test
  void updateFrom_whileABranchIsLocked_saysThatItWasNotWritten() throws Exception {
    Path source = folder.resolveSibling("source.git");
    try (GitRepositories from = new GitRepositories(source)) {
      commit(from.open(7, "main"), "a");
    }
    repositories.importFrom(1, source.resolve("7.git"));
    try (GitRepositories from = new GitRepositories(source)) {
      commit(from.open(7, "main"), "b");
    }
    leave("refs/heads/main.lock", Duration.ZERO);
    assertThatThrownBy(() -> repositories.updateFrom(1, source.resolve("7.git"), "main"))
        .isInstanceOfSatisfying(GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.IO))
        .hasMessageContaining("main");
  }
}
