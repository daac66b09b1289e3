// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.git.GitException.Kind;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class GitRepositoryTest {
  private static final GitUser OCTOCAT =
      new GitUser("octocat", "octocat@example.com", Instant.EPOCH);

  @TempDir Path folder;

  private GitRepositories repositories;
  private GitRepository repository;

  @BeforeEach
  void open() {
    repositories = new GitRepositories(folder.resolve("repositories"));
    repository = repositories.open(7, "main");
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  private WriteResult put(String path, String text, @Nullable String sha) {
    return repository
        .writer()
        .put(
            null,
            path,
            text.getBytes(StandardCharsets.UTF_8),
            sha,
            "Change " + path,
            OCTOCAT,
            OCTOCAT);
  }

  private String head() {
    return repository.resolve(null).orElseThrow();
  }

  @Test
  void open_makesAnEmptyRepository_whoseFirstCommitMakesItsBranch() {
    assertThat(repository.isEmpty()).isTrue();
    assertThat(repository.resolve(null)).isEmpty();
    put("README.md", "hello", null);
    assertThat(repository.branches()).extracting(Branch::name).containsExactly("main");
    assertThat(repository.files().content(head(), "README.md").orElseThrow())
        .isInstanceOf(Content.File.class);
  }

  @Test
  void put_asksForTheShaOfWhatIsThere() {
    String sha = put("a.txt", "1", null).blobSha();
    assertThatThrownBy(() -> put("a.txt", "2", null))
        .extracting("kind")
        .isEqualTo(Kind.SHA_REQUIRED);
    assertThatThrownBy(() -> put("a.txt", "2", "0".repeat(40)))
        .extracting("kind")
        .isEqualTo(Kind.SHA_MISMATCH);
    assertThat(put("a.txt", "2", sha).created()).isFalse();
    assertThatThrownBy(() -> put("a.txt/b", "2", null))
        .extracting("kind")
        .isEqualTo(Kind.PATH_CONFLICT);
    put("dir/b", "3", null);
    assertThatThrownBy(() -> put("dir", "2", null))
        .extracting("kind")
        .isEqualTo(Kind.PATH_CONFLICT);
    assertThatThrownBy(
            () -> repository.writer().put("nowhere", "x", new byte[0], null, "m", OCTOCAT, OCTOCAT))
        .extracting("kind")
        .isEqualTo(Kind.BRANCH_NOT_FOUND);
  }

  @Test
  void delete_removesTheFileThatIsMeant() {
    String sha = put("a.txt", "1", null).blobSha();
    put("b.txt", "1", null);
    assertThatThrownBy(
            () -> repository.writer().delete(null, "a.txt", "0".repeat(40), "m", OCTOCAT, OCTOCAT))
        .extracting("kind")
        .isEqualTo(Kind.SHA_MISMATCH);
    repository.writer().delete(null, "a.txt", String.valueOf(sha), "m", OCTOCAT, OCTOCAT);
    assertThat(repository.files().content(head(), "a.txt")).isEmpty();
    assertThat(repository.files().content(head(), "b.txt")).isPresent();
  }

  @Test
  void content_ofOddNames_isFound() {
    for (String name :
        List.of(
            "a b.txt", "ü/ñ.md", "100%.txt", ".hidden", "#x", "q?.txt", "plus+", "a/b/c/d/e.txt")) {
      put(name, name, null);
      Content content = repository.files().content(head(), name).orElseThrow();
      assertThat(content.entry().path()).isEqualTo(name);
      assertThat(new String(repository.files().bytes(content.entry(), 100), StandardCharsets.UTF_8))
          .isEqualTo(name);
    }
  }

  @Test
  void clean_refusesWhatLeadsAstray() {
    for (String bad :
        List.of(
            "../x",
            "a/../b",
            "a//b",
            "./a",
            ".git/config",
            "a/.GIT/x",
            "git~1",
            "a\u0000b",
            "a\nb",
            "x".repeat(300))) {
      assertThat(GitPath.clean(bad)).as(bad).isEmpty();
    }
    assertThat(GitPath.clean("docs/")).contains("docs");
    assertThat(GitPath.clean("")).contains("");
  }

  @Test
  void resolve_knowsBranchesTagsAndCommits_andEvaluatesNothing() {
    put("a", "1", null);
    String sha = head();
    assertThat(repository.resolve("main")).contains(sha);
    assertThat(repository.resolve("refs/heads/main")).contains(sha);
    assertThat(repository.resolve(sha)).contains(sha);
    assertThat(repository.resolve(sha.substring(0, 8))).contains(sha);
    for (String odd :
        List.of(
            "main~0",
            "main^{tree}",
            "@{0}",
            "HEAD^",
            ":a",
            "main:a",
            "..",
            "refs/heads/../main",
            "",
            " ",
            "nope")) {
      assertThat(repository.resolve(odd)).as(odd).isEmpty();
    }
  }

  @Test
  void symlinks_areFollowedInsideTheTreeOnly() throws Exception {
    Path work = folder.resolve("work");
    try (Git git = Git.init().setDirectory(work.toFile()).setInitialBranch("trunk").call()) {
      Files.writeString(work.resolve("real.txt"), "real");
      Files.createDirectories(work.resolve("dir"));
      Files.createSymbolicLink(work.resolve("dir/in"), Path.of("../real.txt"));
      Files.createSymbolicLink(work.resolve("out"), Path.of("../../etc/passwd"));
      Files.createSymbolicLink(work.resolve("absolute"), Path.of("/etc/passwd"));
      Files.createSymbolicLink(work.resolve("loop"), Path.of("loop"));
      git.add().addFilepattern(".").call();
      git.commit().setMessage("links").setSign(false).call();
    }
    assertThat(repositories.importFrom(8, work)).isEqualTo("trunk");
    GitRepository imported = repositories.open(8, "trunk");
    String commit = imported.resolve(null).orElseThrow();
    assertThat(((Content.Symlink) imported.files().content(commit, "dir/in").orElseThrow()).file())
        .isPresent();
    for (String link : List.of("out", "absolute", "loop")) {
      assertThat(((Content.Symlink) imported.files().content(commit, link).orElseThrow()).file())
          .as(link)
          .isEmpty();
    }
    assertThat(Fixture.tree(imported, "trunk", true, 100).orElseThrow().entries())
        .extracting(Entry::mode)
        .contains("040000", "120000", FileMode.REGULAR_FILE.toString());
  }

  @Test
  void importFrom_keepsTheHistory() throws Exception {
    Path work = folder.resolve("work");
    List<String> commits = new ArrayList<>();
    try (Git git = Git.init().setDirectory(work.toFile()).setInitialBranch("main").call()) {
      for (int i = 0; i < 3; i++) {
        Files.writeString(work.resolve("f"), "v" + i);
        git.add().addFilepattern(".").call();
        commits.addFirst(git.commit().setMessage("v" + i).setSign(false).call().name());
      }
    }
    repositories.importFrom(9, work);
    GitRepository imported = repositories.open(9, "main");
    assertThat(imported.history().log(imported.resolve(null).orElseThrow(), LogQuery.ALL, 0, 10))
        .extracting(Commit::sha)
        .isEqualTo(commits);
    assertThatThrownBy(() -> repositories.importFrom(10, folder.resolve("nothing")))
        .extracting("kind")
        .isEqualTo(Kind.NOT_A_REPOSITORY);
  }

  @Test
  void changes_tellsWhatDiffers() {
    put("a", "1\n2\n", null);
    String from = head();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a", "1\n3\n".getBytes(StandardCharsets.UTF_8));
    files.put("b", new byte[] {0, 1, 2});
    repository.writer().commit("main", files, "both", OCTOCAT);
    List<FileChange> changes = repository.history().changes(from, head(), 0, 300).files();
    assertThat(changes).extracting(FileChange::status).containsExactly("modified", "added");
    assertThat(changes.getFirst().additions()).isEqualTo(1);
    assertThat(changes.getFirst().patch()).startsWith("@@ ").contains("-2").contains("+3");
    assertThat(changes.getLast().patch()).isNull();
    assertThat(repository.history().ahead(from, head())).isEqualTo(1);
    assertThat(repository.history().mergeBase(from, head())).contains(from);
  }

  @Test
  void put_ofManyThreads_losesNoCommit() throws Exception {
    put("start", "", null);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<WriteResult>> writes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String path = "f" + i;
        writes.add(() -> put(path, path, null));
      }
      for (Future<WriteResult> done : threads.invokeAll(writes)) {
        done.get();
      }
    }
    assertThat(Fixture.tree(repository, "main", false, 100).orElseThrow().entries()).hasSize(41);
    assertThat(repository.history().log(head(), LogQuery.ALL, 0, 100)).hasSize(41);
  }

  @Test
  void repositories_areDurable_andKeptFromTheUsersConfiguration() throws Exception {
    Repository raw = repository.use(jgit -> jgit);
    assertThat(raw.getConfig().getString("core", null, "fsync")).isEqualTo("objects,reference");
    assertThat(SystemReader.getInstance().getUserConfig().getString("user", null, "name")).isNull();
    assertThat(new File(raw.getDirectory(), "HEAD")).hasContent("ref: refs/heads/main");
  }
}
