// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.GitException.Kind;
import dev.atrium.work.HeavyWork;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * All bare repositories. The folder of each is named after its id, so that a rename moves nothing.
 */
public final class GitRepositories implements AutoCloseable {
  private static final String SUFFIX = ".git";
  private static final String UNFINISHED = ".unfinished-";
  private static final String ASIDE = "aside-";
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

  /** As the other constructor, for callers that have no clients. */
  public GitRepositories(Path folder) {
    this(folder, new HeavyWork(() -> false));
  }

  /**
   * Creates the folder if it is missing. Removes what a killed process left half created or half
   * deleted more than an hour ago.
   *
   * @param heavy the place of what may take long; closed with the repositories
   */
  public GitRepositories(Path folder, HeavyWork heavy) {
    this(folder, heavy, MOST_OPEN);
  }

  GitRepositories(Path folder, HeavyWork heavy, int mostOpen) {
    this.heavy = heavy;
    this.folder = folder.toAbsolutePath().normalize();
    this.open = new OpenRepositories(mostOpen, id -> bare(path(id)));
    try {
      Files.createDirectories(this.folder);
      removeLeftovers();
    } catch (IOException e) {
      throw new GitException(Kind.IO, "Folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Opens the content of a repository. If its folder does not exist, it is created empty: a row of
   * the database makes a repository exist, and the process may have been killed before it created
   * the folder.
   *
   * @throws dev.atrium.error.ApiException 404 if the repository was deleted meanwhile
   */
  public GitRepository open(long id, String defaultBranch) {
    PlainSystem.install();
    try {
      if (lacksConfiguration(path(id))) {
        open.inTurn(
            id,
            () -> {
              if (lacksConfiguration(path(id))) {
                create(path(id), defaultBranch);
              }
            });
      }
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be opened: " + e.getMessage(), e);
    }
    open.open(id, repository -> pointHead(repository, defaultBranch));
    return new GitRepository(new RepositoryHandle(open, heavy, id));
  }

  /**
   * Points HEAD at the default branch that the database names. The process may have been killed
   * between the two updates.
   */
  private static boolean pointHead(Repository repository, String branch) throws IOException {
    if (!branch.equals(repository.getBranch())) {
      repository.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + branch);
    }
    return true;
  }

  /**
   * Tells whether a repository is missing or only half created: JGit writes the configuration last.
   * Returns false if the disk does not answer, so that existing content is never replaced.
   */
  private static boolean lacksConfiguration(Path path) {
    return Files.notExists(path.resolve("config"));
  }

  /**
   * Creates a repository in a temporary folder, then renames that, so that it appears whole. If two
   * callers create the same repository, the first wins.
   */
  private void create(Path path, String defaultBranch) throws IOException {
    Path unfinished = unfinished();
    try (Repository repository = bare(unfinished)) {
      repository.create(true);
      repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + defaultBranch);
      durable(repository.getConfig());
    }
    if (Files.exists(path) && lacksConfiguration(path)) {
      Files.move(path, unfinished(), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
      PlainSystem.force(folder);
    } catch (IOException e) {
      removeTree(unfinished);
      if (lacksConfiguration(path)) {
        throw e;
      }
    }
  }

  private static Repository bare(Path path) throws IOException {
    return new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
  }

  private Path unfinished() {
    return folder.resolve(UNFINISHED + UUID.randomUUID());
  }

  private void removeLeftovers() throws IOException {
    Instant since = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
      for (Path path : found) {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(since)) {
          removeTree(path);
        }
      }
    }
  }

  static void removeTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Makes JGit sync objects and refs to disk before they count, so that whatever is acknowledged is
   * on disk.
   */
  private static void durable(StoredConfig config) throws IOException {
    config.setString("core", null, "fsync", "objects,reference");
    config.setBoolean("core", null, "fsyncObjectFiles", true);
    config.setBoolean("core", null, "fsyncRefFiles", true);
    config.setBoolean("core", null, "logAllRefUpdates", false);
    config.save();
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
      Path aside = Files.createTempDirectory(Files.createDirectories(folder), ASIDE);
      Path moved = Files.move(path(id), aside.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
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
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> places = Files.newDirectoryStream(folder, ASIDE + "*")) {
      for (Path place : places) {
        try (DirectoryStream<Path> contents = Files.newDirectoryStream(place, "*" + SUFFIX)) {
          contents.forEach(found::add);
        }
      }
    } catch (IOException e) {
      throw new GitException(Kind.IO, "Folder " + folder + " cannot be read: " + e, e);
    }
    return found.stream().sorted().toList();
  }

  /**
   * Returns the ids of all repositories that have a folder, for the sweep that sets those without a
   * row aside.
   */
  public List<Long> ids() {
    File[] files = folder.toFile().listFiles((dir, name) -> name.matches("[1-9][0-9]{0,17}\\.git"));
    return files == null
        ? List.of()
        : Stream.of(files)
            .map(file ->
                Long.parseLong(
                    file.getName().substring(0, file.getName().length() - SUFFIX.length())))
            .toList();
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
    return folder.resolve(id + SUFFIX);
  }

  @Override
  public void close() {
    heavy.close();
    open.close();
  }
}
