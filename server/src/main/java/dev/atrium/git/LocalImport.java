// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** A repository on this machine that is about to be copied. */
final class LocalImport implements AutoCloseable {
  private final Repository source;
  private final String defaultBranch;

  private LocalImport(Repository source) throws IOException {
    this.source = source;
    this.defaultBranch = findDefaultBranch(source);
  }

  static LocalImport open(Path path) {
    File folder = path.toAbsolutePath().normalize().toFile();
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    if (folder.getParentFile() != null) {
      // Only the path itself counts, not a repository in a folder above it.
      builder.addCeilingDirectory(folder.getParentFile());
    }
    if (!folder.isDirectory() || builder.findGitDir(folder).getGitDir() == null) {
      throw new GitException(GitException.Kind.NOT_A_REPOSITORY, path + " is not a git repository");
    }
    return GitRepository.call(() -> new LocalImport(builder.setMustExist(true).build()));
  }

  String defaultBranch() {
    return defaultBranch;
  }

  /**
   * Copies all branches and tags. Those of the target that have something the source lacks stay as
   * they are.
   *
   * @return the names of those that stay
   */
  List<String> copyTo(Repository target) throws IOException {
    List<RefSpec> specs = specs();
    if (specs.isEmpty()) {
      return List.of();
    }
    Set<ObjectId> shallow = source.getObjectDatabase().getShallowCommits();
    if (!shallow.isEmpty()) {
      target.getObjectDatabase().setShallowCommits(shallow);
    }
    return fetch(target, specs);
  }

  private List<RefSpec> specs() throws IOException {
    List<RefSpec> specs = new ArrayList<>();
    for (String prefix : List.of(Constants.R_HEADS, Constants.R_TAGS)) {
      if (!source.getRefDatabase().getRefsByPrefix(prefix).isEmpty()) {
        specs.add(new RefSpec(prefix + "*:" + prefix + "*"));
      }
    }
    return specs;
  }

  private List<String> fetch(Repository target, List<RefSpec> specs) throws IOException {
    String uri = source.getCommonDirectory().toURI().toString();
    try (Transport transport = Transport.open(target, new URIish(uri))) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      return left(transport.fetch(NullProgressMonitor.INSTANCE, specs).getTrackingRefUpdates());
    } catch (NotSupportedException | URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /**
   * Returns the branches and tags that stay, because they have something the source lacks.
   *
   * @throws GitException IO if another one was not written, such as a locked one
   */
  private static List<String> left(Collection<TrackingRefUpdate> updates) {
    List<String> left = new ArrayList<>();
    for (TrackingRefUpdate update : updates) {
      String name = Repository.shortenRefName(update.getLocalName());
      switch (update.getResult()) {
        case NEW, FAST_FORWARD, NO_CHANGE -> {}
        case REJECTED -> left.add(name);
        default ->
            throw new GitException(
                GitException.Kind.IO,
                "%s was not written (%s). Try again in a minute."
                    .formatted(name, update.getResult()));
      }
    }
    return left;
  }

  /** Returns the current branch if it exists, else main, master or the first branch. */
  private static String findDefaultBranch(Repository source) throws IOException {
    Ref head = source.exactRef(Constants.HEAD);
    String current =
        head != null && head.isSymbolic() ? head.getTarget().getName() : Constants.R_HEADS;
    List<String> branches =
        source.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
            .map(ref -> ref.getName().substring(Constants.R_HEADS.length()))
            .sorted()
            .toList();
    List<String> wanted = new ArrayList<>();
    if (current.length() > Constants.R_HEADS.length()) {
      wanted.add(current.substring(Constants.R_HEADS.length()));
    }
    wanted.add("main");
    wanted.add("master");
    wanted.addAll(branches);
    return wanted.stream().filter(branches::contains).findFirst().orElse(wanted.getFirst());
  }

  @Override
  public void close() {
    source.close();
  }
}
