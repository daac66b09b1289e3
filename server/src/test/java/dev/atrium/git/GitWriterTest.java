// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static dev.atrium.git.Fixture.OCTOCAT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.git.GitException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.junit.jupiter.api.Test;

/** Commits made one file or several at a time. */
class GitWriterTest extends RepositoryTest {
  private WriteResult put(String path, String text) {
    return put(repository, path, text);
  }

  private static WriteResult put(GitRepository to, String path, String text) {
    return to.writer().put(null, path, text.getBytes(UTF_8), null, "m", OCTOCAT, OCTOCAT);
  }

  private String mode(String path) {
    return repository
        .files()
        .content(repository.resolve(null).orElseThrow(), path)
        .orElseThrow()
        .entry()
        .mode();
  }

  @Test
  void put_ofPathsThatLeadAstray_isRefused() {
    for (String path : List.of("", "/", "../x", ".git/config", "a//b", "a\0b", "a/.GIT/b", "/a")) {
      assertThatThrownBy(() -> put(path, "x"))
          .as(path)
          .isInstanceOfSatisfying(
              GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_PATH));
    }
    assertThat(repository.isEmpty()).isTrue();
  }

  @Test
  void put_keepsModesAndGitsOrderOfTrees() throws Exception {
    fixture.program("run", "1").file("lib/a", "").file("lib.c", "").file("lib0", "");
    fixture.commit("refs/heads/main", 0);
    String run = Fixture.tree(repository, "main", true, 9).orElseThrow().entries().getLast().sha();
    put("lib/b", "");
    put("lib-x/y/z", "");
    repository.writer().put("main", "run", "2".getBytes(UTF_8), run, "m", OCTOCAT, OCTOCAT);
    assertThat(mode("run")).isEqualTo("100755");
    try (ObjectReader reader = repository.use(jgit -> jgit).newObjectReader()) {
      ObjectId tree =
          ObjectId.fromString(Fixture.tree(repository, "main", true, 9).orElseThrow().sha());
      new ObjectChecker().checkTree(reader.open(tree).getBytes());
    }
  }

  @Test
  void put_whereASubmoduleOrAFileStands_isRefused() throws Exception {
    fixture.submodule("sub", ELSEWHERE).file("file", "").link("link", "file");
    fixture.commit("refs/heads/main", 0);
    for (String path : List.of("sub", "sub/x", "file/x", "link/x")) {
      assertThatThrownBy(() -> put(path, "x"))
          .as(path)
          .isInstanceOfSatisfying(
              GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PATH_CONFLICT));
    }
    assertThatThrownBy(() ->
            repository
                .writer()
                .commit("main", Map.of("n", new byte[0], "n/m", new byte[0]), "m", OCTOCAT))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PATH_CONFLICT));
  }

  @Test
  void put_ofTheSameBytes_commitsAllTheSame() {
    WriteResult first = put("a", "1");
    WriteResult again =
        repository
            .writer()
            .put(null, "a", "1".getBytes(UTF_8), first.blobSha(), "m", OCTOCAT, OCTOCAT);
    assertThat(again.commit().parents()).containsExactly(first.commit().sha());
    assertThat(again.commit().treeSha()).isEqualTo(first.commit().treeSha());
    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
  }

  @Test
  void delete_ofTheLastFile_leavesAnEmptyTree() {
    String sha = String.valueOf(put("a/b/c", "1").blobSha());
    WriteResult gone = repository.writer().delete(null, "a/b/c", sha, "m", OCTOCAT, OCTOCAT);
    assertThat(gone.commit().treeSha()).isEqualTo("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    assertThat(gone.blobSha()).isNull();
    assertThatThrownBy(() -> repository.writer().delete(null, "a/b/c", sha, "m", OCTOCAT, OCTOCAT))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FILE_NOT_FOUND));
  }

  @Test
  void put_onABranch_takesItsShortOrFullName_andOthersAreNotFound() {
    put("a", "1");
    repository.writer().branch("topic/x", "main");
    repository.writer().put("topic/x", "b", new byte[0], null, "m", OCTOCAT, OCTOCAT);
    repository.writer().put("refs/heads/topic/x", "c", new byte[0], null, "m", OCTOCAT, OCTOCAT);
    assertThat(Fixture.tree(repository, "topic/x", false, 9).orElseThrow().entries()).hasSize(3);
    assertThat(Fixture.tree(repository, "main", false, 9).orElseThrow().entries()).hasSize(1);
    for (String branch : List.of("nope", "..", "", "a b", "main~1", "topic", "@{0}")) {
      assertThatThrownBy(
              () -> repository.writer().put(branch, "d", new byte[0], null, "m", OCTOCAT, OCTOCAT))
          .as(branch)
          .isInstanceOfSatisfying(
              GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BRANCH_NOT_FOUND));
    }
  }

  @Test
  void put_ofSixteenThreads_losesNoCommit() throws Exception {
    put("start", "");
    // A second server on the same folder: it shares no lock with the first.
    try (GitRepositories others = new GitRepositories(folder);
        ExecutorService threads = Executors.newFixedThreadPool(16)) {
      GitRepository other = others.open(1, "main");
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int writer = 0; writer < 16; writer++) {
        GitRepository through = writer < 8 ? repository : other;
        int number = writer;
        writers.add(() -> {
          for (int i = 0; i < 10; i++) {
            put(through, "w" + number + "/f" + i, number + " " + i);
          }
          return true;
        });
      }
      for (Future<Boolean> done : threads.invokeAll(writers)) {
        assertThat(done.get()).isTrue();
      }
    }
    List<Commit> log =
        repository.history().log(repository.resolve(null).orElseThrow(), LogQuery.ALL, 0, 1000);
    assertThat(log).hasSize(161).allSatisfy(c -> assertThat(c.parents()).hasSizeBetween(0, 1));
    assertThat(Fixture.tree(repository, "main", true, 1000).orElseThrow().entries())
        .filteredOn(entry -> entry.type() == Entry.Type.FILE)
        .hasSize(161);
  }
}
