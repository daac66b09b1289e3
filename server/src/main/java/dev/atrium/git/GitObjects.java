// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.work.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The refs and the objects of one repository, by their names and ids. Safe for many threads.
 * Whatever grows with the repository is done as heavy work.
 */
public final class GitObjects {
  private final RepositoryHandle handle;

  GitObjects(RepositoryHandle handle) {
    this.handle = handle;
  }

  /**
   * Returns the branches and tags whose full names begin with a prefix, sorted by name. The prefix
   * only filters: it never names a folder.
   */
  public List<GitRef> refs(String prefix) {
    return handle.work((repository, deadline) -> {
      List<GitRef> found = new ArrayList<>();
      try (RevWalk walk = new RevWalk(repository)) {
        for (String kind : List.of(Constants.R_HEADS, Constants.R_TAGS)) {
          if (kind.startsWith(prefix) || prefix.startsWith(kind)) {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(kind)) {
              deadline.check();
              if (ref.getName().startsWith(prefix)) {
                read(walk, ref).ifPresent(found::add);
              }
            }
          }
        }
      }
      found.sort(Comparator.comparing(GitRef::name));
      return found;
    });
  }

  /** Returns the branch or tag with this full name. */
  public Optional<GitRef> ref(String name) {
    boolean known = name.startsWith(Constants.R_HEADS) || name.startsWith(Constants.R_TAGS);
    return handle.use(repository -> {
      Ref found = known && RefNames.isPossible(name) ? repository.exactRef(name) : null;
      try (RevWalk walk = new RevWalk(repository)) {
        return found == null ? Optional.empty() : read(walk, found);
      }
    });
  }

  private static Optional<GitRef> read(RevWalk walk, Ref ref) throws IOException {
    ObjectId id = ref.getObjectId();
    if (id == null) {
      return Optional.empty();
    }
    try {
      // A branch points to a commit: it need not be read to know that.
      String type =
          ref.getName().startsWith(Constants.R_HEADS)
              ? Constants.TYPE_COMMIT
              : Constants.typeString(walk.parseAny(id).getType());
      return Optional.of(new GitRef(ref.getName(), type, id.name()));
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the tags that lead to a commit, each with that commit's id, in descending order of
   * their names.
   */
  public List<Branch> tags() {
    return handle.work((repository, deadline) -> {
      List<Branch> tags = new ArrayList<>();
      try (RevWalk walk = new RevWalk(repository)) {
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
          deadline.check();
          String name = ref.getName().substring(Constants.R_TAGS.length());
          commit(walk, ref.getObjectId()).ifPresent(sha -> tags.add(new Branch(name, sha)));
        }
      }
      tags.sort(Comparator.comparing(Branch::name).reversed());
      return tags;
    });
  }

  private static Optional<String> commit(RevWalk walk, @Nullable ObjectId id) throws IOException {
    if (id == null) {
      return Optional.empty();
    }
    try {
      return walk.peel(walk.parseAny(id)) instanceof RevCommit commit
          ? Optional.of(commit.name())
          : Optional.empty();
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  /** Returns an annotated tag by its own full id. */
  public Optional<GitTag> tag(String sha) {
    return handle.use(repository -> {
      if (!ObjectId.isId(sha)) {
        return Optional.empty();
      }
      try (RevWalk walk = new RevWalk(repository)) {
        RevTag tag = walk.parseTag(ObjectId.fromString(sha));
        RevObject target = tag.getObject();
        return Optional.of(
            new GitTag(
                tag.name(),
                tag.getTagName(),
                GitUser.of(tag.getTaggerIdent()),
                tag.getFullMessage().stripTrailing(),
                target.name(),
                Constants.typeString(target.getType())));
      } catch (MissingObjectException | IncorrectObjectTypeException e) {
        return Optional.empty();
      }
    });
  }

  /** Returns a file's content by its full id. The entry has no path: many files may have it. */
  public Optional<Entry> blob(String sha) {
    return handle.use(repository -> {
      if (!ObjectId.isId(sha)) {
        return Optional.empty();
      }
      try (ObjectReader reader = repository.newObjectReader()) {
        long size = reader.open(ObjectId.fromString(sha), Constants.OBJ_BLOB).getSize();
        return Optional.of(new Entry("", "100644", Entry.Type.FILE, sha, size));
      } catch (MissingObjectException | IncorrectObjectTypeException e) {
        return Optional.empty();
      }
    });
  }

  /**
   * Sums the sizes of a commit's files by kind.
   *
   * @param most how many entries are looked at; those behind them do not count
   * @param kind tells the kind of a file by its name; files without one do not count
   */
  public Map<String, Long> sizes(
      String commitSha, int most, Function<String, Optional<String>> kind) {
    return handle.work((repository, deadline) -> {
      try (RevWalk commits = new RevWalk(repository);
          TreeWalk walk = new TreeWalk(repository)) {
        walk.addTree(commits.parseCommit(ObjectId.fromString(commitSha)).getTree());
        walk.setRecursive(true);
        return sizes(walk, deadline, most, kind);
      }
    });
  }

  private static Map<String, Long> sizes(
      TreeWalk walk, Deadline deadline, int most, Function<String, Optional<String>> kind)
      throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    ObjectReader reader = walk.getObjectReader();
    for (int left = most; left > 0 && walk.next(); left--) {
      deadline.check();
      boolean file = Entry.Type.of(walk.getFileMode(0)) == Entry.Type.FILE;
      Optional<String> found = file ? kind.apply(walk.getNameString()) : Optional.empty();
      if (found.isPresent()) {
        long size = reader.getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB);
        sizes.merge(found.get(), size, Long::sum);
      }
    }
    return sizes;
  }
}
