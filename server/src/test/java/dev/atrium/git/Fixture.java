// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Writes what the package itself never writes: links, submodules, merges, other people's refs. */
final class Fixture {
  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  static final GitUser OCTOCAT = new GitUser("octocat", "octocat@example.com", NOON);

  private final Repository repository;
  private final Map<String, Leaf> leaves = new TreeMap<>();

  private record Leaf(FileMode mode, ObjectId id) {}

  Fixture(Repository repository) {
    this.repository = repository;
  }

  static Repository bare(Path path) throws IOException {
    Repository repository = new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
    repository.create(true);
    return repository;
  }

  Fixture file(String path, String text) throws IOException {
    return put(path, FileMode.REGULAR_FILE, blob(text));
  }

  Fixture program(String path, String text) throws IOException {
    return put(path, FileMode.EXECUTABLE_FILE, blob(text));
  }

  Fixture link(String path, String target) throws IOException {
    return put(path, FileMode.SYMLINK, blob(target));
  }

  Fixture submodule(String path, String sha) {
    return put(path, FileMode.GITLINK, ObjectId.fromString(sha));
  }

  private Fixture put(String path, FileMode mode, ObjectId id) {
    leaves.put(path, new Leaf(mode, id));
    return this;
  }

  private ObjectId blob(String text) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(UTF_8));
      inserter.flush();
      return id;
    }
  }

  /** Commits all that was put so far, to a branch (full name), at so many seconds past noon. */
  String commit(@Nullable String ref, int second, String... parents) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder builder = new CommitBuilder();
      builder.setTreeId(tree(inserter, leaves));
      for (String parent : parents) {
        builder.addParentId(ObjectId.fromString(parent));
      }
      GitUser who = new GitUser("octocat", "octocat@example.com", NOON.plusSeconds(second));
      builder.setAuthor(who.ident());
      builder.setCommitter(who.ident());
      builder.setMessage("At " + second);
      ObjectId id = inserter.insert(builder);
      inserter.flush();
      if (ref != null) {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(id);
        update.forceUpdate();
      }
      return id.name();
    }
  }

  private static ObjectId tree(ObjectInserter inserter, Map<String, Leaf> leaves)
      throws IOException {
    TreeFormatter formatter = new TreeFormatter();
    for (String name : (Iterable<String>) names(leaves)::iterator) {
      if (name.endsWith("/")) {
        Map<String, Leaf> below = new TreeMap<>();
        leaves.forEach((path, leaf) -> {
          if (path.startsWith(name)) {
            below.put(path.substring(name.length()), leaf);
          }
        });
        formatter.append(
            name.substring(0, name.length() - 1), FileMode.TREE, tree(inserter, below));
      } else {
        Leaf leaf = Objects.requireNonNull(leaves.get(name));
        formatter.append(name, leaf.mode, leaf.id);
      }
    }
    return formatter.insertTo(inserter);
  }

  private static Stream<String> names(Map<String, Leaf> leaves) {
    return leaves.keySet().stream()
        .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/') + 1) : path)
        .distinct()
        .sorted();
  }

  /** A tree's entries in a list; nothing for what is not a tree. */
  static Optional<Tree> tree(GitRepository repository, String name, boolean recursive, int limit) {
    return repository
        .files()
        .tree(name)
        .map(sha -> {
          List<Entry> entries = new ArrayList<>();
          boolean more = repository.files().entries(sha, recursive, limit, entries::add);
          return new Tree(sha, entries, more);
        });
  }

  /** A tree, flat or with all below it. */
  record Tree(String sha, List<Entry> entries, boolean truncated) {
    Tree {
      entries = List.copyOf(entries);
    }
  }
}
