// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.GitException.Kind;
import dev.atrium.work.HeavyWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All bare repositories. The folder of each is named after its id, so that a rename moves nothing.
 */
public final class GitRepositories implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GitRepositories.class);
  private static final String UNFINISHED = ".unfinished-";
  private static final Duration ABANDONED = Duration.ofHours(1);

  /**
   * The number of repositories that stay open while unused. Each holds the file handles of its
   * packs, often one or two, and JGit's cache of its refs. 256 repositories are more than are used
   * within a few minutes, and stay well below the 1,024 open files that many systems allow a
   * process.
   */
  private static final int MOST_OPEN = 256;

  private final Path folder;
  private final OpenRepositories open;
  private final HeavyWork heavy;
  private final FolderUse use;
  private final Leftovers leftovers;
  private final RefRetry retry;
  private final ExpectedContent expected;
  private final Disk disk;

  /** As the other constructor, for callers that have no clients. */
  public GitRepositories(Path folder) {
    this(folder, new HeavyWork(() -> false), id -> false);
  }

  /**
   * Creates the folder if it is missing. Removes what a killed process left half created or half
   * deleted more than an hour ago.
   *
   * @param heavy the place of what may take long; closed with the repositories
   * @param recorded tells whether the database records commits of the repository with an id
   */
  public GitRepositories(Path folder, HeavyWork heavy, LongPredicate recorded) {
    this(folder, heavy, recorded, MOST_OPEN);
  }

  GitRepositories(Path folder, HeavyWork heavy, LongPredicate recorded, int mostOpen) {
    this.heavy = heavy;
    this.expected = new ExpectedContent(recorded);
    this.folder = folder.toAbsolutePath().normalize();
    this.disk = new Disk(this.folder, this::unfinished);
    this.open = new OpenRepositories(mostOpen, id -> BareFolder.open(path(id)));
    try {
      Files.createDirectories(this.folder);
      this.use = FolderUse.begin(this.folder);
      this.leftovers = new Leftovers(use);
      this.retry = new RefRetry(leftovers);
      removeUnfinished();
    } catch (IOException e) {
      throw new GitException(Kind.IO, "Folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Opens the content of a repository. If its folder does not exist, it is created empty: a row of
   * the database makes a repository exist, and the process may have been killed before it created
   * the folder.
   *
   * @throws dev.atrium.error.ApiException 404 if the repository was deleted meanwhile; 503 if the
   *     database records commits of it, but it has no content
   */
  public GitRepository open(long id, String defaultBranch) {
    PlainSystem.install();
    if (BareFolder.isUnfinished(path(id))) {
      disk.write(() -> createOnce(id, defaultBranch));
    }
    open.open(id, repository -> prepare(id, repository, defaultBranch));
    return new GitRepository(new RepositoryHandle(open, heavy, disk, retry, expected, id));
  }

  private boolean createOnce(long id, String defaultBranch) {
    try {
      expected.requireNone(id, () -> BareFolder.isUnfinished(path(id)));
      open.inTurn(
          id,
          () -> {
            if (BareFolder.isUnfinished(path(id))) {
              create(path(id), defaultBranch);
            }
          });
      return true;
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /**
   * Removes what a killed process left, and points HEAD at the default branch that the database
   * names: the process may have been killed between the two updates.
   */
  private boolean prepare(long id, Repository repository, String branch) throws IOException {
    expected.requireNone(id, () -> ExpectedContent.hasNoBranch(repository));
    leftovers.removeFrom(repository);
    if (!branch.equals(repository.getBranch())) {
      GitRepository.pointHead(repository, branch, retry);
    }
    return true;
  }

  /**
   * Creates a repository in a temporary folder, then renames that, so that it appears whole. If two
   * callers create the same repository, the first wins.
   */
  private void create(Path path, String defaultBranch) throws IOException {
    Path unfinished = unfinished();
    BareFolder.create(unfinished, defaultBranch);
    if (Files.exists(path) && BareFolder.isUnfinished(path)) {
      Files.move(path, unfinished(), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
      PlainSystem.force(folder);
    } catch (IOException e) {
      removeTree(unfinished);
      if (BareFolder.isUnfinished(path)) {
        throw e;
      }
    }
  }

  private Path unfinished() {
    return folder.resolve(UNFINISHED + UUID.randomUUID());
  }

  private void removeUnfinished() throws IOException {
    Instant since = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
      for (Path path : found) {
        removeIfOlder(path, since);
      }
    }
  }

  /** Two servers that start at once may remove the same. */
  private static void removeIfOlder(Path path, Instant since) {
    try {
      if (Files.getLastModifiedTime(path).toInstant().isBefore(since)) {
        removeTree(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} was not removed: {}", path, e.toString());
    }
  }

  static void removeTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Returns why writes fail at the moment, as a sentence for everybody to read. */
  public Optional<String> fault() {
    return disk.fault();
  }

  /** Tries a small write if the last one failed, so that the end of a fault is noticed. */
  public void retry() {
    disk.retry();
  }

  /**
   * Deletes a repository's content for good, after those who write it. Does nothing if it does not
   * exist.
   */
  public void delete(long id) {
    try {
      open.remove(id, () -> removeFolder(id));
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be removed: " + e.getMessage(), e);
    }
  }

  private void removeFolder(long id) throws IOException {
    Path gone = unfinished();
    try {
      Files.move(path(id), gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    open.forget(id);
    PlainSystem.force(folder);
    removeTree(gone);
  }

  /**
   * Moves a repository's content into a folder of its own, to which no id leads.
   *
   * @return the new location
   */
  public Path setAside(long id) {
    try {
      Path aside = Files.createTempDirectory(Files.createDirectories(folder), FolderNames.ASIDE);
      Path moved =
          Files.move(path(id), aside.resolve(FolderNames.of(id)), StandardCopyOption.ATOMIC_MOVE);
      open.forget(id);
      PlainSystem.force(aside);
      PlainSystem.force(folder);
      return moved;
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be set aside: " + e.getMessage(), e);
    }
  }

  /** Returns the folders of all contents that were set aside, sorted. */
  public List<Path> aside() {
    try {
      return FolderNames.aside(folder);
    } catch (IOException e) {
      throw new GitException(Kind.IO, "Folder " + folder + " cannot be read: " + e, e);
    }
  }

  /**
   * Measures the bytes of a repository's objects on disk, which takes longer the more there are.
   */
  public long size(long id) {
    return GitRepository.call(() -> BareFolder.size(path(id)));
  }

  public Path folder() {
    return folder;
  }

  /** Tells whether a repository has no folder, or no commit in it. */
  public boolean isMissing(long id) {
    return BareFolder.isUnfinished(path(id))
        || GitRepository.call(() -> BareFolder.isEmpty(path(id)));
  }

  /**
   * Returns the ids of all repositories that have a folder, for the sweep that sets those without a
   * row aside.
   */
  public List<Long> ids() {
    return FolderNames.ids(folder);
  }

  /**
   * Imports all branches and tags of a local repository with their history. Objects keep their ids.
   * A shallow clone imports only the history that it has. If the import fails, a repository that
   * did not exist before is deleted again.
   *
   * @param source the top folder of a work tree, or a bare repository
   * @return the new default branch: the source's current branch or, if it has none, main, master or
   *     the first branch
   * @throws GitException NOT_A_REPOSITORY if the source is not a git repository
   */
  public String importFrom(long id, Path source) {
    PlainSystem.install();
    boolean fresh = !Files.exists(path(id));
    try (LocalImport from = LocalImport.open(source)) {
      GitRepository repository = open(id, from.defaultBranch());
      repository.use(from::copyTo);
      repository.setDefaultBranch(from.defaultBranch());
      return from.defaultBranch();
    } catch (RuntimeException e) {
      if (fresh) {
        discard(id);
      }
      throw e;
    }
  }

  /** Deletes what belongs to no repository. A repository may have its id later. */
  void discard(long id) {
    try {
      open.inTurn(id, () -> removeFolder(id));
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be removed: " + e.getMessage(), e);
    }
  }

  /**
   * Brings a repository up to date with a local one: new branches and tags come, others move
   * forward. Nothing is deleted, and no commit is lost.
   *
   * @return the branches and tags that have something the source lacks, and stay as they are
   * @throws GitException NOT_A_REPOSITORY if the source is not a git repository
   */
  public List<String> updateFrom(long id, Path source, String defaultBranch) {
    PlainSystem.install();
    try (LocalImport from = LocalImport.open(source)) {
      return open(id, defaultBranch).use(from::copyTo);
    }
  }

  /**
   * Checks that a path is a git repository, before anything is made for its content.
   *
   * @throws GitException NOT_A_REPOSITORY if it is not
   */
  public static void requireRepository(Path source) {
    PlainSystem.install();
    LocalImport.open(source).close();
  }

  private Path path(long id) {
    return folder.resolve(FolderNames.of(id));
  }

  @Override
  public void close() {
    heavy.close();
    open.close();
    use.close();
  }
}
