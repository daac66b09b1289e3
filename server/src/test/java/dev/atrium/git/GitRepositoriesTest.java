// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static dev.atrium.git.Fixture.OCTOCAT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.git.GitException.Kind;
import dev.atrium.testing.Latches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making, removing and importing repositories, and what surrounds them. */
@SuppressWarnings("NullAway.Init")
class GitRepositoriesTest {
  @TempDir Path temporary;
  private Path folder;
  private GitRepositories repositories;

  @BeforeEach
  void open() {
    folder = temporary.resolve("repositories");
    repositories = new GitRepositories(folder);
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  private static void head(Repository repository, String commit) throws IOException {
    RefUpdate update = repository.updateRef(Constants.HEAD, true);
    update.setNewObjectId(ObjectId.fromString(commit));
    update.forceUpdate();
  }

  @Test
  void open_ofWhatAKillLeftHalfMade_makesItWhole() throws Exception {
    Files.createDirectories(folder.resolve("5.git/objects"));
    Files.writeString(folder.resolve("5.git/HEAD"), "ref: refs/heads/master\n");
    GitRepository repository = repositories.open(5, "trunk");
    repository.writer().commit("trunk", Map.of("a", new byte[0]), "m", OCTOCAT);
    assertThat(repository.resolve("trunk")).isPresent();
    assertThat(repository.defaultBranch()).isEqualTo("trunk");
  }

  @Test
  void ids_areThoseOfRepositoriesOnly() throws Exception {
    repositories.open(3, "main");
    repositories.open(14, "main");
    Files.createDirectories(folder.resolve("x.git"));
    Files.createFile(folder.resolve("99999999999999999999999.git"));
    assertThat(repositories.ids()).containsExactlyInAnyOrder(3L, 14L);
    repositories.delete(3);
    repositories.delete(3);
    assertThat(repositories.ids()).containsExactly(14L);
    assertThatThrownBy(() -> repositories.open(3, "main"))
        .satisfies(GitRepositoriesTest::isNotFound);
    assertThat(folder.resolve("3.git")).doesNotExist();
    repositories.discard(14);
    assertThat(repositories.open(14, "main").isEmpty()).isTrue();
  }

  private static void isNotFound(Throwable e) {
    assertThat(e)
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void delete_waitsForAWriter_andWhoComesLaterFindsNothing() throws Exception {
    RepositoryHandle handle = handle(1);
    CountDownLatch writes = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> writer =
          threads.submit(() ->
              handle.useInTurn(repository -> {
                writes.countDown();
                Latches.await(goOn);
                return Files.exists(repository.getDirectory().toPath().resolve("config"));
              }));
      Latches.await(writes);
      Future<?> deleted = threads.submit(() -> repositories.delete(1));
      while (!isRefused(handle)) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> handle.useInTurn(repository -> true))
          .satisfies(GitRepositoriesTest::isNotFound);
      assertThatThrownBy(() -> repositories.open(1, "main"))
          .satisfies(GitRepositoriesTest::isNotFound);
      assertThat(deleted.isDone()).isFalse();
      goOn.countDown();
      assertThat(writer.get()).as("whether the writer's folder was there to its end").isTrue();
      deleted.get();
    }
    assertThat(repositories.ids()).isEmpty();
  }

  @Test
  void delete_ofWhatIsBeingRead_isNotFoundForTheReader() {
    RepositoryHandle handle = handle(1);
    assertThatThrownBy(() ->
            handle.use(repository -> {
              repositories.delete(1);
              throw new IOException("The file has gone");
            }))
        .satisfies(GitRepositoriesTest::isNotFound);
    assertThatThrownBy(() ->
            handle(2)
                .use(repository -> {
                  throw new IOException("The disk");
                }))
        .isInstanceOf(GitException.class);
  }

  /** As when a repository is deleted after its row was made and before its first commit. */
  @Test
  void delete_ofWhatHasNoFolderYet_leavesNone() {
    repositories.delete(1);
    assertThatThrownBy(() -> repositories.open(1, "main"))
        .satisfies(GitRepositoriesTest::isNotFound);
    assertThat(folder.toFile().list()).containsExactly(".in-use");
  }

  private RepositoryHandle handle(long id) {
    return repositories.open(id, "main").handle();
  }

  private static boolean isRefused(RepositoryHandle handle) {
    try {
      return handle.use(repository -> false);
    } catch (ApiException e) {
      return true;
    }
  }

  @Test
  void leftovers_ofAKill_areRemovedWhenOld() throws Exception {
    Path old = Files.createDirectories(folder.resolve(".unfinished-1/objects")).getParent();
    Path young = Files.createDirectories(folder.resolve(".unfinished-2"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));
    new GitRepositories(folder).close();
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void setDefaultBranch_takesABranchThatIsThere() {
    GitRepository repository = repositories.open(1, "main");
    repository.setDefaultBranch("trunk");
    assertThat(repository.defaultBranch()).isEqualTo("trunk");
    repository.writer().commit("trunk", Map.of("a", new byte[0]), "m", OCTOCAT);
    repository.writer().branch("next", "trunk");
    repository.setDefaultBranch("next");
    assertThat(repository.resolve(null)).isEqualTo(repository.resolve("trunk"));
    for (String branch : List.of("nope", "..", "a b", "")) {
      assertThatThrownBy(() -> repository.setDefaultBranch(branch))
          .as(branch)
          .isInstanceOfSatisfying(
              GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BRANCH_NOT_FOUND));
    }
  }

  @Test
  void importFrom_aBareRepository_bringsBranchesAndTagsUnderTheirIds() throws Exception {
    Path source = temporary.resolve("source.git");
    String first;
    String second;
    try (Repository bare = Fixture.bare(source)) {
      bare.updateRef(Constants.HEAD).link("refs/heads/dev");
      Fixture fixture = new Fixture(bare);
      first = fixture.file("a", "1").commit("refs/tags/v1", 1);
      second = fixture.file("a", "2").commit("refs/heads/dev", 2, first);
      fixture.commit("refs/pull/1/head", 3, second);
    }
    assertThat(repositories.importFrom(1, source)).isEqualTo("dev");
    GitRepository imported = repositories.open(1, "dev");
    assertThat(imported.resolve(null)).contains(second);
    assertThat(imported.resolve("v1")).contains(first);
    assertThat(imported.use(jgit -> jgit).getRefDatabase().getRefsByPrefix("refs/pull/")).isEmpty();
    assertThat(repositories.importFrom(1, source)).isEqualTo("dev");
  }

  @Test
  void importFrom_withADetachedOrMissingHead_picksABranch() throws Exception {
    try (Repository bare = Fixture.bare(temporary.resolve("s.git"))) {
      String commit = new Fixture(bare).file("a", "1").commit("refs/heads/zeta", 1);
      assertThat(repositories.importFrom(1, temporary.resolve("s.git"))).isEqualTo("zeta");
      head(bare, commit);
      assertThat(repositories.importFrom(2, temporary.resolve("s.git"))).isEqualTo("zeta");
      new Fixture(bare).file("a", "1").commit("refs/heads/main", 1);
      assertThat(repositories.importFrom(3, temporary.resolve("s.git"))).isEqualTo("main");
    }
    assertThat(repositories.open(2, "x").resolve(null)).isPresent();
  }

  @Test
  void importFrom_anEmptyRepository_isEmpty() throws Exception {
    try (Repository bare = Fixture.bare(temporary.resolve("s.git"))) {
      bare.updateRef(Constants.HEAD).link("refs/heads/trunk");
    }
    assertThat(repositories.importFrom(1, temporary.resolve("s.git"))).isEqualTo("trunk");
    assertThat(repositories.open(1, "x").isEmpty()).isTrue();
  }

  @Test
  void importFrom_aShallowClone_bringsWhatItHas() throws Exception {
    try (Repository bare = Fixture.bare(temporary.resolve("s.git"))) {
      String missing = "0123456789012345678901234567890123456789";
      Fixture fixture = new Fixture(bare);
      String edge = fixture.file("a", "1").commit(null, 1, missing);
      fixture.file("a", "2").commit("refs/heads/main", 2, edge);
      bare.getObjectDatabase().setShallowCommits(Set.of(ObjectId.fromString(edge)));
    }
    repositories.importFrom(1, temporary.resolve("s.git"));
    GitRepository imported = repositories.open(1, "main");
    String tip = imported.resolve(null).orElseThrow();
    assertThat(imported.history().log(tip, LogQuery.ALL, 0, 9)).hasSize(2);
  }

  @Test
  void importFrom_whatIsNoRepository_saysSo_andLeavesNothing() throws Exception {
    Path inside = temporary.resolve("work");
    try (Repository work = Fixture.bare(inside.resolve(".git"))) {
      new Fixture(work).file("a", "1").commit("refs/heads/main", 1);
    }
    Path below = Files.createDirectories(inside.resolve("src"));
    Path file = Files.writeString(temporary.resolve("file"), "x");
    for (Path path : List.of(below, file, temporary.resolve("nothing"), Path.of("/"))) {
      assertThatThrownBy(() -> repositories.importFrom(1, path))
          .as(path.toString())
          .isInstanceOfSatisfying(
              GitException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_A_REPOSITORY));
    }
    assertThat(repositories.ids()).isEmpty();
    assertThat(repositories.importFrom(1, inside)).isNotEmpty();
  }

  @Test
  void process_withAHostileConfiguration_paysNoHeedToIt() throws Exception {
    Path home = Files.createDirectories(temporary.resolve("home"));
    Files.writeString(
        home.resolve(".gitconfig"),
        "[core]\n fsyncObjectFiles = false\n fsyncRefFiles = false\n[user]\n name = someone\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            ConfigurationProbe.class.getName(),
            temporary.resolve("probe").toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_CONFIG_HOME", home.toString());
    builder.environment().put("GIT_AUTHOR_NAME", "someone");
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(out).contains("objects=true refs=true user=null author=null clock=PT2S");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).extracting(Path::getFileName).containsExactly(Path.of(".gitconfig"));
    }
  }
}
