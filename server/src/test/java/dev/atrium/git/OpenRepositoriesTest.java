// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static dev.atrium.git.Fixture.OCTOCAT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.atrium.work.HeavyWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays open, what is closed, and when. */
@SuppressWarnings("NullAway.Init")
class OpenRepositoriesTest {
  private static final int THREADS = 8;

  @TempDir Path temporary;

  /** A repository that knows whether it was closed. */
  private static final class Watched extends FileRepository {
    final long id;
    volatile boolean isClosed;

    Watched(Path folder, long id) throws IOException {
      super(new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setup());
      this.id = id;
    }

    @Override
    protected void doClose() {
      isClosed = true;
      super.doClose();
    }
  }

  private Path source() throws IOException {
    Path source = temporary.resolve("source.git");
    try (Repository bare = Fixture.bare(source)) {
      new Fixture(bare).file("a", "text").commit("refs/heads/main", 1);
    }
    return source;
  }

  private static void read(GitRepository repository) {
    String tip = repository.resolve(null).orElseThrow();
    Content.File file = (Content.File) repository.files().content(tip, "a").orElseThrow();
    assertThat(repository.files().bytes(file.entry(), 100)).asString(UTF_8).isEqualTo("text");
  }

  /** The packs that this process has open, by the name of their repository's folder. */
  private static List<String> openPacks(Path folder) throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      for (Path handle : handles.toList()) {
        target(handle)
            .filter(target -> target.startsWith(folder) && target.toString().endsWith(".pack"))
            .ifPresent(target -> open.add(folder.relativize(target).getName(0).toString()));
      }
    }
    return open;
  }

  /** A handle may be gone by now, such as that of the very listing, or of a test beside this. */
  private static Optional<Path> target(Path handle) throws IOException {
    try {
      return Optional.of(Files.readSymbolicLink(handle));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Test
  void use_ofMoreThanTheLimit_closesTheFirst_whichOpensAgain() throws Exception {
    assumeThat(Path.of("/proc/self/fd")).isDirectory();
    Path folder = temporary.toRealPath().resolve("repositories");
    Path source = source();
    try (GitRepositories repositories =
        new GitRepositories(folder, new HeavyWork(() -> false), id -> false, 2)) {
      List<GitRepository> opened = new ArrayList<>();
      for (long id = 1; id <= 3; id++) {
        repositories.importFrom(id, source);
        opened.add(repositories.open(id, "main"));
        read(opened.getLast());
      }
      assertThat(openPacks(folder)).containsExactlyInAnyOrder("2.git", "3.git");
      read(opened.getFirst());
      assertThat(openPacks(folder)).containsExactlyInAnyOrder("3.git", "1.git");
      repositories.delete(3);
      assertThat(openPacks(folder)).containsExactly("1.git");
    }
    assertThat(openPacks(folder)).isEmpty();
  }

  @Test
  void use_byMany_neverMeetsAClosedOne_andLeavesNoMoreOpenThanTheLimit() throws Exception {
    Queue<Watched> opened = new ConcurrentLinkedQueue<>();
    for (long id = 1; id <= 9; id++) {
      Fixture.bare(temporary.resolve(id + ".git")).close();
    }
    try (OpenRepositories repositories =
        new OpenRepositories(
            3,
            id -> {
              Watched repository = new Watched(temporary.resolve(id + ".git"), id);
              opened.add(repository);
              return repository;
            })) {
      together(thread -> {
        for (int i = 0; i < 500; i++) {
          long id = ThreadLocalRandom.current().nextLong(1, 10);
          boolean wasOpen = repositories.use(id, repository -> isOpenThroughout(repository, id));
          assertThat(wasOpen).isTrue();
          if (i % 50 == 0) {
            repositories.forget(id);
          }
        }
      });
      assertThat(opened).filteredOn(repository -> !repository.isClosed).hasSizeLessThanOrEqualTo(3);
      assertThat(opened).hasSizeGreaterThan(9);
    }
    assertThat(opened).allMatch(repository -> repository.isClosed);
  }

  private static boolean isOpenThroughout(Repository repository, long id) throws IOException {
    Watched watched = (Watched) repository;
    boolean before = !watched.isClosed;
    for (int i = 0; i < 20; i++) {
      assertThat(watched.getRefDatabase().getRefs()).isEmpty();
    }
    return before && !watched.isClosed && watched.id == id;
  }

  private static void together(ThrowingConsumer work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        running.add(
            threads.submit(() -> {
              work.accept(thread);
              return true;
            }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  @FunctionalInterface
  private interface ThrowingConsumer {
    void accept(int thread) throws Exception;
  }

  @Test
  void commits_ofManyWriters_allCount_whileRepositoriesCloseAroundThem() throws Exception {
    try (GitRepositories repositories =
        new GitRepositories(temporary.resolve("r"), new HeavyWork(() -> false), id -> false, 1)) {
      together(thread -> {
        for (int i = 0; i < 20; i++) {
          long id = 1L + (thread + i) % 3;
          repositories
              .open(id, "main")
              .writer()
              .commit("main", Map.of(thread + "-" + i, new byte[] {1}), "m", OCTOCAT);
        }
      });
      int files = 0;
      for (long id = 1; id <= 3; id++) {
        files +=
            Fixture.tree(repositories.open(id, "main"), "main", false, 999)
                .orElseThrow()
                .entries()
                .size();
      }
      assertThat(files).isEqualTo(THREADS * 20);
    }
  }

  @Test
  void use_ofAForgottenOne_keepsItUntilItsEnd() throws Exception {
    Fixture.bare(temporary.resolve("1.git")).close();
    try (OpenRepositories repositories =
        new OpenRepositories(3, id -> new Watched(temporary.resolve(id + ".git"), id))) {
      Watched first =
          repositories.use(
              1,
              repository -> {
                repositories.forget(1);
                Watched second = (Watched) repositories.use(1, again -> again);
                assertThat(second).isNotSameAs(repository);
                assertThat(((Watched) repository).isClosed).isFalse();
                return (Watched) repository;
              });
      assertThat(first.isClosed).isTrue();
    }
  }

  @Test
  void removal_removesAgain_whatAUserWroteMeanwhile() throws Exception {
    Path folder = temporary.resolve("1.git");
    Fixture.bare(folder).close();
    try (OpenRepositories repositories =
        new OpenRepositories(3, id -> new Watched(temporary.resolve(id + ".git"), id))) {
      boolean written =
          repositories.use(
              1,
              repository -> {
                repositories.remove(1, () -> GitRepositories.removeTree(folder));
                assertThat(folder).doesNotExist();
                repository.updateRef(Constants.HEAD, true).link("refs/heads/trunk");
                return Files.exists(folder);
              });
      assertThat(written).isTrue();
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  void open_thatFails_isTriedAgain() throws Exception {
    Fixture.bare(temporary.resolve("1.git")).close();
    List<Watched> opened = new ArrayList<>();
    try (OpenRepositories repositories =
        new OpenRepositories(
            3,
            id -> {
              opened.add(new Watched(temporary.resolve(id + ".git"), id));
              return opened.getLast();
            })) {
      assertThatThrownBy(() ->
              repositories.open(
                  1,
                  repository -> {
                    throw new IOException("The disk is full");
                  }))
          .isInstanceOf(GitException.class);
      assertThat(opened.getFirst().isClosed).isTrue();
      assertThat(repositories.<Repository>use(1, repository -> repository))
          .isSameAs(opened.getLast());
      assertThat(opened).hasSize(2);
    }
  }

  @Test
  void defaultBranch_stays_whenTheRepositoryIsClosedInBetween() {
    try (GitRepositories repositories =
        new GitRepositories(temporary.resolve("r"), new HeavyWork(() -> false), id -> false, 0)) {
      GitRepository repository = repositories.open(1, "main");
      repository.setDefaultBranch("trunk");
      assertThat(repository.defaultBranch()).isEqualTo("trunk");
      repository.writer().commit(null, Map.of("a", new byte[0]), "m", OCTOCAT);
      assertThat(repositories.open(1, "trunk").resolve(null)).isPresent();
    }
  }
}
