// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.work.AnswerMemory;
import dev.atrium.work.Pieces;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.BlobBasedConfig;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files and folders of one repository, read at a commit. Safe for many threads. */
public final class GitFiles {
  private static final int MOST_LINKS = 10;

  /** The longest link target on Linux, in bytes. A longer target is cut off and not followed. */
  private static final int MOST_TARGET_BYTES = 4096;

  /** The bytes that are read before others run. */
  private static final int PIECE = 32 * 1024;

  /** The entries of a tree that are read before they are written. */
  private static final int AT_ONCE = 1_000;

  /** The characters of paths after which no more are read at once: a path may have thousands. */
  private static final int MOST_CHARACTERS = 64 * 1024;

  /** What an entry takes besides its path. */
  private static final int BYTES_OF_ENTRY = 256;

  private final GitRepository git;

  GitFiles(GitRepository git) {
    this.git = git;
  }

  /**
   * Returns the object at a path of a commit.
   *
   * @param path as {@link GitPath#clean} returns it; empty for the root
   * @return empty if the commit does not exist, or the path is not clean or not in the commit
   */
  public Optional<Content> content(String commitSha, String path) {
    return git.use(repository -> {
      try (RevWalk walk = new RevWalk(repository)) {
        Optional<String> known =
            ObjectId.isId(commitSha)
                ? GitRepository.commitById(repository, commitSha)
                : Optional.empty();
        Optional<String> clean = GitPath.clean(path).filter(path::equals);
        if (known.isEmpty() || clean.isEmpty()) {
          return Optional.empty();
        }
        RevCommit commit = walk.parseCommit(ObjectId.fromString(commitSha));
        if (path.isEmpty()) {
          Entry root = new Entry("", "040000", Entry.Type.DIR, commit.getTree().name(), 0);
          return Optional.of(new Content.Folder(root, children("", commit.getTree())));
        }
        Optional<Entry> entry = entry(repository, commit, path);
        return entry.isEmpty()
            ? Optional.empty()
            : Optional.of(content(repository, commit, entry.get()));
      }
    });
  }

  /**
   * Tells whether a commit has a file or a folder at a path. This is heavy work: a path may lead
   * through hundreds of folders, and a caller may ask for a thousand of them.
   *
   * @param path as {@link GitPath#clean} returns it
   */
  public boolean has(String commitSha, String path) {
    return git.work((repository, deadline) -> {
      try (RevWalk walk = new RevWalk(repository)) {
        RevCommit commit = walk.parseCommit(ObjectId.fromString(commitSha));
        return entry(repository, commit, path).isPresent();
      }
    });
  }

  private Content content(Repository repository, RevCommit commit, Entry entry) throws IOException {
    return switch (entry.type()) {
      case FILE -> new Content.File(entry);
      case DIR ->
          new Content.Folder(entry, children(entry.path() + "/", ObjectId.fromString(entry.sha())));
      case SYMLINK ->
          new Content.Symlink(
              entry, target(repository, entry), follow(repository, commit, entry, MOST_LINKS));
      case SUBMODULE ->
          new Content.Submodule(entry, submoduleUrl(repository, commit, entry.path()));
    };
  }

  private static Optional<Entry> entry(Repository repository, RevCommit commit, String path)
      throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
      return walk == null ? Optional.empty() : Optional.of(entry(walk, reader, path));
    }
  }

  private List<Entry> children(String prefix, ObjectId tree) {
    return git.work((repository, deadline) -> {
      List<Entry> entries = new ArrayList<>();
      try (ObjectReader reader = repository.newObjectReader();
          TreeWalk walk = new TreeWalk(reader)) {
        walk.addTree(tree);
        while (walk.next()) {
          deadline.check();
          entries.add(entry(walk, reader, prefix + walk.getPathString()));
          AnswerMemory.countBytes(BYTES_OF_ENTRY + entries.getLast().path().length());
        }
      }
      return entries;
    });
  }

  private static Entry entry(TreeWalk walk, ObjectReader reader, String path) throws IOException {
    ObjectId id = walk.getObjectId(0);
    Entry.Type type = Entry.Type.of(walk.getFileMode(0));
    long size =
        type == Entry.Type.FILE || type == Entry.Type.SYMLINK
            ? reader.getObjectSize(id, Constants.OBJ_BLOB)
            : 0;
    return new Entry(path, "%06o".formatted(walk.getRawMode(0)), type, id.name(), size);
  }

  private static String target(Repository repository, Entry link) throws IOException {
    byte[] bytes = new byte[(int) Math.min(link.size(), MOST_TARGET_BYTES)];
    try (ObjectReader reader = repository.newObjectReader();
        InputStream in =
            reader.open(ObjectId.fromString(link.sha()), Constants.OBJ_BLOB).openStream()) {
      return new String(bytes, 0, in.readNBytes(bytes, 0, bytes.length), StandardCharsets.UTF_8);
    }
  }

  /**
   * Follows a link inside the tree. Returns nothing for a link that leaves the tree, that loops, or
   * that leads to a folder or a submodule.
   */
  private static Optional<Entry> follow(
      Repository repository, RevCommit commit, Entry link, int left) throws IOException {
    Optional<String> path =
        link.size() > MOST_TARGET_BYTES
            ? Optional.empty()
            : inside(link.path(), target(repository, link));
    Optional<Entry> found =
        path.isEmpty() || left == 0 ? Optional.empty() : entry(repository, commit, path.get());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return switch (found.get().type()) {
      case FILE -> found;
      case SYMLINK -> follow(repository, commit, found.get(), left - 1);
      case DIR, SUBMODULE -> Optional.empty();
    };
  }

  private static Optional<String> inside(String from, String target) {
    if (target.startsWith("/") || target.endsWith("/")) {
      return Optional.empty();
    }
    List<String> path = new ArrayList<>(List.of(from.split("/", -1)));
    path.removeLast();
    for (String segment : target.split("/", -1)) {
      if (segment.equals("..")) {
        if (path.isEmpty()) {
          return Optional.empty();
        }
        path.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        path.add(segment);
      }
    }
    return path.isEmpty() ? Optional.empty() : GitPath.clean(String.join("/", path));
  }

  private static Optional<String> submoduleUrl(Repository repository, RevCommit commit, String path)
      throws IOException {
    try {
      Config modules = new BlobBasedConfig(null, repository, commit, Constants.DOT_GIT_MODULES);
      return modules.getSubsections("submodule").stream()
          .filter(name -> path.equals(modules.getString("submodule", name, "path")))
          .flatMap(name -> Stream.ofNullable(modules.getString("submodule", name, "url")))
          .findFirst();
    } catch (ConfigInvalidException | java.io.FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns all bytes of a file; never truncates them.
   *
   * @throws IllegalArgumentException if the file is larger than {@code most}; check its size first
   */
  public byte[] bytes(Entry file, long most) {
    if (file.size() > Math.min(most, Integer.MAX_VALUE - 8)) {
      throw new IllegalArgumentException(file.path() + " has " + file.size() + " bytes");
    }
    return git.use(repository ->
        repository
            .open(ObjectId.fromString(file.sha()), Constants.OBJ_BLOB)
            .getBytes(Integer.MAX_VALUE));
  }

  /**
   * Returns the bytes of memory that {@link #copy} takes until it ends: JGit reads a small file as
   * a whole, and streams a larger one.
   */
  public static long memory(Entry file) {
    return file.size() <= PlainSystem.MOST_IN_MEMORY ? file.size() : PIECE;
  }

  /**
   * Writes a range of a file's bytes to a stream, without holding a large file in memory.
   *
   * @param from the offset of the first byte
   * @param count the number of bytes
   * @throws GitException if the object cannot be read, or the stream fails
   */
  public void copy(Entry file, long from, long count, OutputStream out) {
    git.<Long>use(repository -> {
      try (ObjectReader reader = repository.newObjectReader();
          InputStream in =
              reader.open(ObjectId.fromString(file.sha()), Constants.OBJ_BLOB).openStream()) {
        pass(file, in, from, OutputStream.nullOutputStream());
        pass(file, in, count, out);
        return count;
      }
    });
  }

  /** Passes bytes on. To read them is to inflate them, so others run between two pieces. */
  private static void pass(Entry file, InputStream in, long count, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[(int) Math.min(PIECE, count)];
    int pieces = 0;
    for (long left = count; left > 0; pieces++) {
      if (pieces > 0) {
        Pieces.letOthersRun(pieces);
      }
      int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
      if (read == 0) {
        throw new EOFException(file.path() + " ended " + left + " bytes early");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  /**
   * Finds a tree.
   *
   * @param name the id of a tree, or any name that {@link GitRepository#resolve} accepts
   * @return the tree's id
   */
  public Optional<String> tree(String name) {
    return git.use(repository -> treeId(repository, name).map(ObjectId::name));
  }

  /**
   * Passes the entries of a tree to a sink one by one, so that a large tree is never held in
   * memory.
   *
   * @param limit the maximum number of entries passed
   * @return whether the tree has more entries than the limit
   */
  public boolean entries(String treeSha, boolean recursive, int limit, EntrySink sink) {
    return git.use(repository -> {
      try (ObjectReader reader = repository.newObjectReader();
          TreeWalk walk = new TreeWalk(reader)) {
        walk.addTree(ObjectId.fromString(treeSha));
        int left = limit;
        List<Entry> some = next(walk, reader, recursive);
        while (some.size() <= left && !some.isEmpty()) {
          for (Entry entry : some) {
            sink.accept(entry);
          }
          left -= some.size();
          some = next(walk, reader, recursive);
        }
        for (Entry entry : some.subList(0, Math.min(left, some.size()))) {
          sink.accept(entry);
        }
        return !some.isEmpty();
      }
    });
  }

  /**
   * Returns the next entries of a walk, and none at its end. They are written later by another
   * thread, so that a slow reader holds up no heavy work.
   */
  private List<Entry> next(TreeWalk walk, ObjectReader reader, boolean recursive) {
    return git.work((repository, deadline) -> {
      List<Entry> some = new ArrayList<>();
      int characters = 0;
      while (some.size() < AT_ONCE && characters < MOST_CHARACTERS && walk.next()) {
        deadline.check();
        some.add(entry(walk, reader, walk.getPathString()));
        characters += some.getLast().path().length();
        if (recursive && walk.isSubtree()) {
          walk.enterSubtree();
        }
      }
      return some;
    });
  }

  private Optional<ObjectId> treeId(Repository repository, String tree) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      Optional<String> commit = git.resolve(tree);
      if (commit.isPresent()) {
        return Optional.of(walk.parseCommit(ObjectId.fromString(commit.get())).getTree().getId());
      }
      return tree.matches("[0-9a-f]{40}")
          ? Optional.of(walk.parseTree(ObjectId.fromString(tree)).getId())
          : Optional.empty();
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }

  /** A receiver of a tree's entries. */
  @FunctionalInterface
  public interface EntrySink {
    void accept(Entry entry) throws IOException;
  }
}
