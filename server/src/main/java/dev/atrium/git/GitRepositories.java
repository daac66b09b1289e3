// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.GitException.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;

/** All bare repositories, one folder each, named by the repository's id: a rename moves nothing. */
public final class GitRepositories implements AutoCloseable {
  private static final String SUFFIX = ".git";

  private final Path folder;
  private final ConcurrentMap<Long, GitRepository> open = new ConcurrentHashMap<>();

  public GitRepositories(Path folder) {
    PlainSystem.install();
    this.folder = folder;
  }

  /**
   * The content of a repository. One whose folder is not there yet is made, empty: a row of the
   * database is what makes a repository exist, and a kill may have come in between.
   */
  public GitRepository open(long id, String defaultBranch) {
    return open.computeIfAbsent(id, key -> openOrCreate(key, defaultBranch));
  }

  private GitRepository openOrCreate(long id, String defaultBranch) {
    try {
      Path path = path(id);
      boolean fresh = !Files.exists(path.resolve("HEAD"));
      Repository repository =
          new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
      if (fresh) {
        repository.create(true);
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + defaultBranch);
        durable(repository.getConfig());
      } else if (!defaultBranch.equals(repository.getBranch())) {
        // The database decides; a kill may have come in between the two.
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + defaultBranch);
      }
      return new GitRepository(repository);
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be opened: " + e.getMessage(), e);
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
    GitRepository repository = open.remove(id);
    if (repository != null) {
      repository.close();
    }
    try (Stream<Path> files = Files.exists(path(id)) ? Files.walk(path(id)) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new GitException(
          Kind.IO, "Repository " + id + " cannot be removed: " + e.getMessage(), e);
    }
  }

  /** The ids of all that have a folder, for the sweep that removes what has no row. */
  public List<Long> ids() {
    File[] files = folder.toFile().listFiles((dir, name) -> name.matches("[0-9]+\\.git"));
    return files == null
        ? List.of()
        : Stream.of(files)
            .map(file ->
                Long.parseLong(
                    file.getName().substring(0, file.getName().length() - SUFFIX.length())))
            .toList();
  }

  /**
   * Brings all branches and tags of a local repository in, history and all.
   *
   * @param source a work tree or a bare repository
   * @return the branch that the source stands on, which is the default branch from now on
   */
  public String importFrom(long id, Path source) {
    try (Repository from = local(source);
        Git git = Git.wrap(open(id, Constants.MASTER).repository())) {
      git.fetch()
          .setRemote(from.getDirectory().toURI().toString())
          .setRefSpecs(
              new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"))
          .call();
      String branch = from.getBranch() == null ? "main" : from.getBranch();
      open(id, branch).setDefaultBranch(branch);
      return branch;
    } catch (GitAPIException | IOException e) {
      throw new GitException(Kind.IO, source + " could not be imported: " + e.getMessage(), e);
    }
  }

  private static Repository local(Path source) throws IOException {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(source.toAbsolutePath().toFile());
    if (builder.getGitDir() == null
        && Files.exists(source.resolve("HEAD"))
        && Files.isDirectory(source.resolve("objects"))) {
      builder.setGitDir(source.toFile());
    }
    if (builder.getGitDir() == null) {
      throw new GitException(
          Kind.NOT_A_REPOSITORY, source + " is no git repository: name its folder");
    }
    return builder.build();
  }

  private Path path(long id) {
    return folder.resolve(id + SUFFIX);
  }

  @Override
  public void close() {
    open.values().forEach(GitRepository::close);
    open.clear();
  }
}
