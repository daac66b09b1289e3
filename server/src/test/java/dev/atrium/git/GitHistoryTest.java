// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static dev.atrium.git.Fixture.OCTOCAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.work.HeavyWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs, ancestry and differences. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class GitHistoryTest extends RepositoryTest {
  private GitHistory history;

  @BeforeEach
  void openHistory() {
    history = repository.history();
  }

  private List<FileChange> changes(@Nullable String from, String to) {
    return history.changes(from, to, 0, 300).files();
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void log_ofAPath_leavesTheCommitsTheirOwnParents() throws Exception {
    String first = fixture.file("a", "1").commit(null, 1);
    String second = fixture.file("b", "1").commit(null, 2, first);
    String third = fixture.file("a", "2").commit(null, 3, second);
    LogQuery ofA = new LogQuery("a", null, null, null, null);
    List<Commit> log = history.log(third, ofA, 0, 10);
    assertThat(history.log(third, LogQuery.ALL, 0, 1, 100).counted()).isTrue();
    assertThat(history.log(third, LogQuery.ALL, 0, 1, 1).counted()).isFalse();
    assertThat(log).extracting(Commit::sha).containsExactly(third, first);
    assertThat(log.getFirst().parents()).containsExactly(second);
    assertThat(history.log(third, ofA, 1, 10)).extracting(Commit::sha).containsExactly(first);
    assertThat(history.log(third, ofA, 0, 1)).extracting(Commit::sha).containsExactly(third);
    assertThat(history.log(third, ofA, 0, 0)).isEmpty();
    assertThat(history.log(third, new LogQuery("a/", null, null, null, null), 0, 9)).hasSize(2);
    assertThat(history.log(third, new LogQuery("../a", null, null, null, null), 0, 9)).isEmpty();
  }

  @Test
  void log_byAuthorAndTime_isInclusive() throws Exception {
    String first = fixture.file("a", "1").commit(null, 1);
    String second = fixture.file("a", "2").commit(null, 2, first);
    String third = fixture.file("a", "3").commit(null, 3, second);
    LogQuery between =
        new LogQuery(null, null, null, Fixture.NOON.plusSeconds(2), Fixture.NOON.plusSeconds(2));
    assertThat(history.log(third, between, 0, 9)).extracting(Commit::sha).containsExactly(second);
    assertThat(history.log(third, new LogQuery(null, Set.of("Octocat"), null, null, null), 0, 9))
        .hasSize(3);
    assertThat(
            history.log(
                third, new LogQuery(null, Set.of("OCTOCAT@example.com"), null, null, null), 0, 9))
        .hasSize(3);
    assertThat(history.log(third, new LogQuery(null, Set.of("monalisa"), null, null, null), 0, 9))
        .isEmpty();
  }

  @Test
  void commit_ofAnythingButACommit_isNothing() throws Exception {
    String sha = fixture.file("a", "1").commit(null, 1);
    Commit commit = history.commit(sha).orElseThrow();
    assertThat(commit.message()).isEqualTo("At 1");
    for (String other : List.of(commit.treeSha(), "0".repeat(40), "", "main", sha.substring(1))) {
      assertThat(history.commit(other)).as(other).isEmpty();
    }
  }

  @Test
  void ancestry_ofAMerge_isCounted() throws Exception {
    String base = fixture.file("a", "1").commit(null, 1);
    String left = fixture.file("b", "1").commit(null, 2, base);
    String right = fixture.file("c", "1").commit(null, 3, base);
    String merge = fixture.commit(null, 4, left, right);
    String apart = fixture.commit(null, 5);
    assertThat(history.mergeBase(left, right)).contains(base);
    assertThat(history.mergeBase(left, merge)).contains(left);
    assertThat(history.mergeBase(left, apart)).isEmpty();
    assertThat(history.ahead(base, merge)).isEqualTo(3);
    assertThat(history.ahead(merge, base)).isZero();
    assertThat(history.ahead(left, apart)).isEqualTo(1);
    assertThat(history.commitsBetween(base, merge, 0, 10))
        .extracting(Commit::sha)
        .hasSize(3)
        .endsWith(merge);
    assertThat(history.commitsBetween(base, right, 0, 10))
        .extracting(Commit::sha)
        .containsExactly(right);
    assertThat(history.commitsBetween(base, merge, 2, 10))
        .extracting(Commit::sha)
        .containsExactly(merge);
  }

  @Test
  void changes_ofARename_tellBothPaths() throws Exception {
    String before = fixture.file("old name", lines(0, 40)).commit(null, 1);
    Fixture renamed = new Fixture(repositories.open(1, "main").use(jgit -> jgit));
    String after = renamed.file("new name", lines(0, 39)).commit(null, 2, before);
    FileChange change = changes(before, after).getFirst();
    assertThat(change.status()).isEqualTo("renamed");
    assertThat(change.path()).isEqualTo("new name");
    assertThat(change.previousPath()).isEqualTo("old name");
    assertThat(change.deletions()).isEqualTo(1);
    assertThat(change.patch()).startsWith("@@ -37,4 +37,3 @@\n").endsWith("-line 39");
  }

  @Test
  void changes_withoutABefore_addEverything() throws Exception {
    String first = fixture.file("a", "1\n2\n").file("empty", "").file("z", "x").commit(null, 1);
    List<FileChange> changes = changes(null, first);
    assertThat(changes).extracting(FileChange::status).containsOnly("added");
    assertThat(changes).extracting(FileChange::additions).containsExactly(2, 0, 1);
    assertThat(changes.get(0).patch()).isEqualTo("@@ -0,0 +1,2 @@\n+1\n+2");
    assertThat(changes.get(1).patch()).isNull();
    assertThat(changes.get(2).patch()).isEqualTo("@@ -0,0 +1 @@\n+x\n\\ No newline at end of file");
  }

  @Test
  void patch_isTheHunksAlone_whateverTheFileIsCalled() throws Exception {
    String before = fixture.file("x @@ y", "1\n").file("blank", "a\nb\n\n").commit(null, 1);
    String after = fixture.file("x @@ y", "2\n").file("blank", "c\nb\n\n").commit(null, 2, before);
    List<FileChange> changes = changes(before, after);
    assertThat(changes.get(0).patch()).isEqualTo("@@ -1,3 +1,3 @@\n-a\n+c\n b\n ");
    assertThat(changes.get(1).patch()).isEqualTo("@@ -1 +1 @@\n-1\n+2");
  }

  @Test
  void changes_ofBinaryHugeAndSubmodule_haveThePatchGithubGives() throws Exception {
    String sha = "0123456789012345678901234567890123456789";
    String before = fixture.file("bin", "a\0b").submodule("sub", sha).commit(null, 1);
    String after =
        fixture
            .file("bin", "a\0c")
            .file("huge", "0123456789\n".repeat(20_000))
            .submodule("sub", sha.replace('0', 'f'))
            .commit(null, 2, before);
    List<FileChange> changes = changes(before, after);
    assertThat(changes.get(0).patch()).isNull();
    assertThat(changes.get(1).patch()).isNull();
    assertThat(changes.get(1).additions()).isEqualTo(20_000);
    assertThat(changes.get(2).patch()).startsWith("@@ -1 +1 @@\n-Subproject commit 0123");
  }

  @Test
  void changes_ofManyFiles_areTheFirst300_andARemovedOneHasItsOldSha() throws Exception {
    for (int i = 0; i < 310; i++) {
      fixture.file("f" + i, "" + i);
    }
    String many = fixture.commit(null, 1);
    assertThat(changes(null, many)).hasSize(300);
    String none = new Fixture(repositories.open(1, "main").use(jgit -> jgit)).commit(null, 2, many);
    assertThat(changes(many, none))
        .allSatisfy(change -> assertThat(change.status()).isEqualTo("removed"))
        .allSatisfy(change -> assertThat(change.sha()).isNotEqualTo("0".repeat(40)));
  }

  @Test
  void changes_ofManyFiles_areCountedWhole_andPaged() throws Exception {
    for (int i = 0; i < 350; i++) {
      fixture.file("f%03d".formatted(i), "1\n2\n");
    }
    String many = fixture.commit(null, 1);
    Changes second = history.changes(null, many, 300, 301);
    assertThat(second.files()).hasSize(50);
    assertThat(second.files().getFirst().path()).isEqualTo("f300");
    assertThat(second.files().getFirst().patch()).isEqualTo("@@ -0,0 +1,2 @@\n+1\n+2");
    assertThat(second.count()).isEqualTo(350);
    assertThat(second.additions()).isEqualTo(700);
    assertThat(history.changes(null, many, 900, 10).files()).isEmpty();
  }

  @Test
  void changes_ofManyRenamedFiles_areFoundByTheirWholeContentOnly() throws Exception {
    Fixture before = new Fixture(repository.use(jgit -> jgit));
    Fixture after = new Fixture(repository.use(jgit -> jgit));
    for (int i = 0; i < 200; i++) {
      before.file("old/" + i, "same " + i).file("changed/" + i, lines(i, i + 40));
      after.file("new/" + i, "same " + i).file("other/" + i, lines(i, i + 39));
    }
    String first = before.commit(null, 1);
    List<FileChange> all = history.changes(first, after.commit(null, 2, first), 0, 999).files();
    assertThat(all.stream().filter(change -> change.status().equals("renamed"))).hasSize(200);
    assertThat(all).hasSize(600);
  }

  @Test
  void message_hasNoLineEnd() {
    Commit commit =
        repository.writer().commit("main", Map.of("a", new byte[0]), "One\n\nTwo\n", OCTOCAT);
    assertThat(commit.message()).isEqualTo("One\n\nTwo");
  }

  @Test
  void history_pastTheDeadline_isUnavailable() throws Exception {
    String first = fixture.file("a", "1").commit("refs/heads/main", 1);
    String second = fixture.file("a", "2").commit("refs/heads/main", 2, first);
    HeavyWork late = new HeavyWork(1, 9, 9, Duration.ZERO, () -> false);
    try (GitRepositories slow = new GitRepositories(folder, late, id -> false)) {
      GitRepository same = slow.open(1, "main");
      assertThat(same.resolve("main")).contains(second);
      for (ThrowingCallable work :
          List.<ThrowingCallable>of(
              () -> same.history().log(second, LogQuery.ALL, 0, 9),
              () -> same.history().mergeBase(first, second),
              () -> same.history().ahead(first, second),
              () -> same.history().commitsBetween(first, second, 0, 9),
              () -> same.history().changes(first, second, 0, 9),
              () -> same.history().diff(first, second),
              () -> same.files().content(second, ""),
              () -> Fixture.tree(same, second, true, 9))) {
        assertThatThrownBy(work)
            .isInstanceOfSatisfying(
                ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
      }
    }
  }
}
