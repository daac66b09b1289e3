// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * An editor that makes a new tree from an old one and changed files. It rewrites only the folders
 * above a changed file.
 */
final class TreeEditor {
  private final ObjectReader reader;
  private final ObjectInserter inserter;

  TreeEditor(ObjectReader reader, ObjectInserter inserter) {
    this.reader = reader;
    this.inserter = inserter;
  }

  /**
   * One entry of a tree. Each character of the name holds one of git's bytes, so that {@link #key}
   * orders names as git does.
   */
  private record Item(String name, FileMode mode, ObjectId id) {
    boolean isFolder() {
      return FileMode.TREE.equals(mode.getBits());
    }
  }

  /**
   * Writes the root tree with the changed files. Their blobs are given by clean path; an empty
   * value removes the file. A file that exists keeps its mode. Folders appear and vanish with their
   * files.
   *
   * @return the id of the root tree
   * @throws GitException PATH_CONFLICT if a file would have to be a folder, or a folder a file
   */
  ObjectId edit(@Nullable ObjectId root, Map<String, Optional<ObjectId>> files) throws IOException {
    ObjectId edited = folder(root, files, "");
    return edited == null ? new TreeFormatter().insertTo(inserter) : edited;
  }

  private @Nullable ObjectId folder(
      @Nullable ObjectId tree, Map<String, Optional<ObjectId>> files, String prefix)
      throws IOException {
    Map<String, Item> items = read(tree);
    Map<String, Map<String, Optional<ObjectId>>> below = new TreeMap<>();
    for (Map.Entry<String, Optional<ObjectId>> file : files.entrySet()) {
      int slash = file.getKey().indexOf('/');
      if (slash < 0) {
        putFile(items, file.getKey(), file.getValue(), prefix);
      } else {
        below
            .computeIfAbsent(file.getKey().substring(0, slash), name -> new TreeMap<>())
            .put(file.getKey().substring(slash + 1), file.getValue());
      }
    }
    for (Map.Entry<String, Map<String, Optional<ObjectId>>> folder : below.entrySet()) {
      putFolder(items, folder.getKey(), folder.getValue(), prefix);
    }
    return items.isEmpty() ? null : write(items);
  }

  private static void putFile(
      Map<String, Item> items, String name, Optional<ObjectId> blob, String prefix) {
    String bytes = new String(name.getBytes(UTF_8), ISO_8859_1);
    Item before = items.get(key(bytes, false));
    if (items.containsKey(key(bytes, true))
        || (before != null && FileMode.GITLINK.equals(before.mode.getBits()))) {
      throw conflict(prefix + name + " is not a file");
    }
    if (blob.isEmpty()) {
      items.remove(key(bytes, false));
    } else {
      FileMode mode = before == null ? FileMode.REGULAR_FILE : before.mode;
      items.put(key(bytes, false), new Item(bytes, mode, blob.get()));
    }
  }

  private void putFolder(
      Map<String, Item> items, String name, Map<String, Optional<ObjectId>> files, String prefix)
      throws IOException {
    String bytes = new String(name.getBytes(UTF_8), ISO_8859_1);
    if (items.containsKey(key(bytes, false))) {
      throw conflict(prefix + name + " is not a folder");
    }
    Item before = items.get(key(bytes, true));
    ObjectId tree = folder(before == null ? null : before.id, files, prefix + name + "/");
    if (tree == null) {
      items.remove(key(bytes, true));
    } else {
      items.put(key(bytes, true), new Item(bytes, FileMode.TREE, tree));
    }
  }

  private static GitException conflict(String message) {
    return new GitException(GitException.Kind.PATH_CONFLICT, message);
  }

  /**
   * Returns the key of git's order: names by unsigned bytes, folders as if they ended in a slash.
   */
  private static String key(String name, boolean folder) {
    return folder ? name + "/" : name;
  }

  private Map<String, Item> read(@Nullable ObjectId tree) throws IOException {
    Map<String, Item> items = new TreeMap<>();
    if (tree == null) {
      return items;
    }
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      while (walk.next()) {
        Item item =
            new Item(
                new String(walk.getRawPath(), ISO_8859_1),
                walk.getFileMode(0),
                walk.getObjectId(0));
        items.put(key(item.name, item.isFolder()), item);
      }
    }
    return items;
  }

  private ObjectId write(Map<String, Item> items) throws IOException {
    TreeFormatter formatter = new TreeFormatter();
    items
        .values()
        .forEach(item -> formatter.append(item.name.getBytes(ISO_8859_1), item.mode, item.id));
    return formatter.insertTo(inserter);
  }
}
