// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.git.GitException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.BlobBasedConfig;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** The content of one repository, read. Safe for many threads. */
public final class GitRepository {
  private static final int MOST_LINKS = 10;

  /** As long as Linux lets a link's target be; more is cut off, and leads nowhere. */
  private static final int MOST_TARGET_BYTES = 4096;

  private final RepositoryHandle handle;
  private final GitHistory history;
  private final GitWriter writer;

  GitRepository(RepositoryHandle handle) {
    this.handle = handle;
    this.history = new GitHistory(handle);
    this.writer = new GitWriter(handle);
  }

  /** Does some work with JGit's own repository, which is open meanwhile, and later perhaps not. */
  <T> T use(OpenRepositories.Work<T> work) {
    return handle.use(work);
  }

  /** Commits, differences, what lies between two commits. */
  public GitHistory history() {
    return history;
  }

  /** Changes of files. */
  public GitWriter writer() {
    return writer;
  }

  /** Whether there is no commit yet. */
  public boolean isEmpty() {
    return branches().isEmpty();
  }

  /** The branch that HEAD stands on. */
  public String defaultBranch() {
    return use(repository -> {
      String branch = repository.getBranch();
      return branch == null ? "main" : branch;
    });
  }

  /**
   * Makes another branch the default one.
   *
   * @throws GitException BRANCH_NOT_FOUND, unless the repository has no branches at all
   */
  public void setDefaultBranch(String branch) {
    String head = Constants.R_HEADS + branch;
    if (!Repository.isValidRefName(head) || (!isEmpty() && branch(branch).isEmpty())) {
      throw new GitException(Kind.BRANCH_NOT_FOUND, "Branch " + branch + " not found");
    }
    RefUpdate.Result result =
        use(repository -> {
          RefUpdate.Result linked = repository.updateRef(Constants.HEAD, true).link(head);
          if (linked != RefUpdate.Result.LOCK_FAILURE) {
            PlainSystem.force(repository.getDirectory().toPath());
          }
          return linked;
        });
    if (result == RefUpdate.Result.LOCK_FAILURE) {
      throw new GitException(Kind.REF_CONFLICT, "The default branch is being changed. Try again.");
    }
  }

  /**
   * The commit that a name stands for: a branch, a tag, a full ref, or a commit's id, of 7 digits
   * at least. Git's expressions are not evaluated.
   *
   * @param name null for the default branch
   */
  public Optional<String> resolve(@Nullable String name) {
    return use(repository -> {
      for (String ref : refNames(name)) {
        Ref found = Repository.isValidRefName(ref) ? repository.exactRef(ref) : null;
        if (found != null) {
          return commit(repository, found.getObjectId());
        }
      }
      return name != null && name.matches("[0-9a-fA-F]{7,40}")
          ? commitById(repository, name)
          : Optional.empty();
    });
  }

  private List<String> refNames(@Nullable String name) {
    if (name == null || name.equals(Constants.HEAD)) {
      return List.of(Constants.R_HEADS + defaultBranch());
    }
    if (name.startsWith("refs/heads/") || name.startsWith("refs/tags/")) {
      return List.of(name);
    }
    String plain =
        name.startsWith("heads/") || name.startsWith("tags/")
            ? "refs/" + name
            : Constants.R_HEADS + name;
    return List.of(plain, Constants.R_HEADS + name, Constants.R_TAGS + name);
  }

  private static Optional<String> commitById(Repository repository, String id) throws IOException {
    if (id.length() == 40) {
      return commit(repository, ObjectId.fromString(id));
    }
    try (ObjectReader reader = repository.newObjectReader()) {
      List<ObjectId> found = new ArrayList<>(reader.resolve(AbbreviatedObjectId.fromString(id)));
      found.removeIf(object -> call(() -> commit(repository, object)).isEmpty());
      return found.size() == 1 ? commit(repository, found.getFirst()) : Optional.empty();
    }
  }

  private static Optional<String> commit(Repository repository, @Nullable ObjectId id)
      throws IOException {
    if (id == null) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return Optional.of(walk.parseCommit(id).name());
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }

  /** All branches, by name. */
  public List<Branch> branches() {
    return use(repository ->
        repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
            .filter(ref -> ref.getObjectId() != null)
            .map(ref ->
                new Branch(
                    ref.getName().substring(Constants.R_HEADS.length()), ref.getObjectId().name()))
            .sorted(Comparator.comparing(Branch::name))
            .toList());
  }

  public Optional<Branch> branch(String name) {
    String ref = Constants.R_HEADS + name;
    return use(repository -> {
      Ref found = Repository.isValidRefName(ref) ? repository.exactRef(ref) : null;
      return found == null || found.getObjectId() == null
          ? Optional.empty()
          : Optional.of(new Branch(name, found.getObjectId().name()));
    });
  }

  /**
   * What a path leads to in a commit.
   *
   * @param path clean, as {@link GitPath} makes it; empty for the root. Any other, and any commit
   *     that is not there, hold nothing
   */
  public Optional<Content> content(String commitSha, String path) {
    return use(repository -> {
      try (RevWalk walk = new RevWalk(repository)) {
        Optional<String> known =
            ObjectId.isId(commitSha) ? commitById(repository, commitSha) : Optional.empty();
        Optional<String> clean = GitPath.clean(path).filter(path::equals);
        if (known.isEmpty() || clean.isEmpty()) {
          return Optional.empty();
        }
        RevCommit commit = walk.parseCommit(ObjectId.fromString(commitSha));
        if (path.isEmpty()) {
          Entry root = new Entry("", "040000", Entry.Type.DIR, commit.getTree().name(), 0);
          return Optional.of(new Content.Folder(root, children(repository, "", commit.getTree())));
        }
        Optional<Entry> entry = entry(repository, commit, path);
        return entry.isEmpty()
            ? Optional.empty()
            : Optional.of(content(repository, commit, entry.get()));
      }
    });
  }

  private static Content content(Repository repository, RevCommit commit, Entry entry)
      throws IOException {
    return switch (entry.type()) {
      case FILE -> new Content.File(entry);
      case DIR ->
          new Content.Folder(
              entry, children(repository, entry.path() + "/", ObjectId.fromString(entry.sha())));
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

  private static List<Entry> children(Repository repository, String prefix, ObjectId tree)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      while (walk.next()) {
        entries.add(entry(walk, reader, prefix + walk.getPathString()));
      }
    }
    return entries;
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
   * Follows a link inside the tree; one that leads out of it, round in a circle, or to a folder
   * leads nowhere.
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
   * All bytes of a file; nothing is ever cut off.
   *
   * @throws IllegalArgumentException when the file is larger than {@code most}: look at its size
   */
  public byte[] bytes(Entry file, long most) {
    if (file.size() > Math.min(most, Integer.MAX_VALUE - 8)) {
      throw new IllegalArgumentException(file.path() + " has " + file.size() + " bytes");
    }
    return use(repository ->
        repository
            .open(ObjectId.fromString(file.sha()), Constants.OBJ_BLOB)
            .getBytes(Integer.MAX_VALUE));
  }

  /**
   * A tree's entries.
   *
   * @param tree a tree's id, or whatever {@link #resolve} takes
   * @param limit the most that are given; whether there were more is told
   */
  public Optional<Tree> tree(String tree, boolean recursive, int limit) {
    return use(repository -> {
      Optional<ObjectId> id = treeId(repository, tree);
      if (id.isEmpty()) {
        return Optional.empty();
      }
      List<Entry> entries = new ArrayList<>();
      try (ObjectReader reader = repository.newObjectReader();
          TreeWalk walk = new TreeWalk(reader)) {
        walk.addTree(id.get());
        while (walk.next()) {
          if (entries.size() == limit) {
            return Optional.of(new Tree(id.get().name(), entries, true));
          }
          entries.add(entry(walk, reader, walk.getPathString()));
          if (recursive && walk.isSubtree()) {
            walk.enterSubtree();
          }
        }
      }
      return Optional.of(new Tree(id.get().name(), entries, false));
    });
  }

  private Optional<ObjectId> treeId(Repository repository, String tree) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      Optional<String> commit = resolve(tree);
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

  static <T> T call(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new GitException(Kind.IO, "The repository cannot be read: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** A tree, flat or with all below it. */
  public record Tree(String sha, List<Entry> entries, boolean truncated) {
    public Tree {
      entries = List.copyOf(entries);
    }
  }
}
