// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.GitException.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** All bare repositories, one folder each, named by the repository's id: a rename moves nothing. */
public final class GitRepositories implements AutoCloseable {
  private static final String SUFFIX = ".git";
  private static final String UNFINISHED = ".unfinished-";
  private static final Duration ABANDONED = Duration.ofHours(1);

  /**
   * How many stay open while nobody uses them. Each holds the handles of its packs, often one or
   * two, and what JGit caches of its refs: 256 stay well below the 1,024 files that many systems
   * let a process have, and are more than are worked on within a few minutes.
   */
  private static final int MOST_OPEN = 256;

  private final Path folder;
  private final OpenRepositories open;

  /**
   * Makes the folder when it is missing, and removes what a kill left half made or half removed.
   */
  public GitRepositories(Path folder) {
    this(folder, MOST_OPEN);
  }

  GitRepositories(Path folder, int mostOpen) {
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
   * The content of a repository. One whose folder is not there yet is made, empty: a row of the
   * database is what makes a repository exist, and a kill may have come in between.
   */
  public GitRepository open(long id, String defaultBranch) {
    PlainSystem.install();
    try {
      if (lacksConfiguration(path(id))) {
        create(path(id), defaultBranch);
      }
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be opened: " + e.getMessage(), e);
    }
    open.open(id, repository -> pointHead(repository, defaultBranch));
    return new GitRepository(new RepositoryHandle(open, id));
  }

  /** Makes HEAD what the database says; a kill may have come in between the two. */
  private static boolean pointHead(Repository repository, String branch) throws IOException {
    if (!branch.equals(repository.getBranch())) {
      repository.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + branch);
    }
    return true;
  }

  /**
   * JGit writes the configuration last: without it a kill came in between. Where the disk does not
   * answer it is not lacking: what is there must not be replaced.
   */
  private static boolean lacksConfiguration(Path path) {
    return Files.notExists(path.resolve("config"));
  }

  /** A repository appears whole, by a rename; of two that make the same one, the first wins. */
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

  private static void removeTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** What was acknowledged is on disk: objects and refs are synced before they count. */
  private static void durable(StoredConfig config) throws IOException {
    config.setString("core", null, "fsync", "objects,reference");
    config.setBoolean("core", null, "fsyncObjectFiles", true);
    config.setBoolean("core", null, "fsyncRefFiles", true);
    config.setBoolean("core", null, "logAllRefUpdates", false);
    config.save();
  }

  /** Removes a repository's content; one that is not there is no error. */
  public void delete(long id) {
    Path gone = unfinished();
    try {
      Files.move(path(id), gone, StandardCopyOption.ATOMIC_MOVE);
      open.forget(id);
      PlainSystem.force(folder);
      removeTree(gone);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be removed: " + e.getMessage(), e);
    }
  }

  /**
   * Moves a repository's content out of the way, where no id leads to it.
   *
   * @return where it is now
   */
  public Path setAside(long id) {
    try {
      Path aside = Files.createTempDirectory(Files.createDirectories(folder), "aside-");
      Path moved = Files.move(path(id), aside.resolve(id + SUFFIX));
      open.forget(id);
      return moved;
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be set aside: " + e.getMessage(), e);
    }
  }

  /** The ids of all that have a folder, for the sweep that removes what has no row. */
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
   * Brings all branches and tags of a local repository in, history and all, under their own ids; a
   * shallow clone brings what it has. Where it fails, a repository that was not there is not.
   *
   * @param source the top folder of a work tree, or a bare repository
   * @return the branch that the source stands on (main, master or the first one where it stands on
   *     none), which is the default branch from now on
   * @throws GitException NOT_A_REPOSITORY
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
        delete(id);
      }
      throw e;
    }
  }

  private Path path(long id) {
    return folder.resolve(id + SUFFIX);
  }

  @Override
  public void close() {
    open.close();
  }
}
