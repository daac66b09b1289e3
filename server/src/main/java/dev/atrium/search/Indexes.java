// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All indexes of an installation, each in its own folder. They are made of what is stored
 * elsewhere, so they may be deleted at any time. An index of another form, such as one with another
 * analysis, answers until the new one beside it is complete.
 */
public final class Indexes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

  /** Must change with every change of the documents: indexes are then built again. */
  private static final int VERSION = 2;

  private final Path root;
  private final String form;
  private final OpenIndexes open;

  /**
   * @param root the folder, which need not exist
   * @param settings what else the content of indexes depends on, as a name of a file
   */
  public Indexes(Path root, String settings) {
    this.root = root;
    this.form = "%d-%d-%d-%s".formatted(VERSION, CodeAnalyzer.VERSION, Chunker.VERSION, settings);
    this.open = new OpenIndexes(key -> folder(key));
  }

  /** Returns the form of indexes that this server writes. */
  public String form() {
    return form;
  }

  /** Opens an index as it is now, if there is one that can be read. */
  public Optional<IndexSnapshot> open(IndexKey key) {
    return open.open(key);
  }

  /**
   * Begins to change an index, or to build it anew if there is none of the present form.
   *
   * @throws java.io.UncheckedIOException if another writer has it, or the disk fails
   */
  public IndexChanges change(IndexKey key) {
    Path folder = key.below(root).resolve(form);
    return Lucene.get(() -> {
      try {
        return open(key, folder);
      } catch (CorruptIndexException
          | IndexFormatTooOldException
          | IndexFormatTooNewException
          | NoSuchFileException
          | EOFException e) {
        LOG.warn("The index in {} is damaged and will be built again", folder, e);
        IOUtils.rm(folder);
        return open(key, folder);
      }
    });
  }

  private IndexChanges open(IndexKey key, Path folder) throws IOException {
    Files.createDirectories(folder);
    return IndexChanges.open(FSDirectory.open(folder), () -> open.changed(key));
  }

  /** Removes indexes of other forms, once the present one is complete. */
  public void settle(IndexKey key) {
    for (Path folder : folders(key.below(root))) {
      if (!folder.endsWith(form)) {
        Lucene.run(() -> IOUtils.rm(folder));
      }
    }
    open.changed(key);
  }

  /** Removes an index. */
  public void delete(IndexKey key) {
    open.forget(key);
    Lucene.run(() -> {
      if (Files.exists(key.below(root))) {
        IOUtils.rm(key.below(root));
      }
    });
  }

  /** Returns which indexes there are. */
  public Set<IndexKey> all() {
    Set<IndexKey> keys = new HashSet<>();
    for (IndexKey.Kind kind : IndexKey.Kind.values()) {
      for (Path folder : folders(kind.below(root))) {
        String name = folder.getFileName().toString();
        if (name.matches("[0-9]{1,18}")) {
          keys.add(new IndexKey(kind, Long.parseLong(name)));
        }
      }
    }
    return keys;
  }

  /** Returns the folder to read: of the present form, unless it is incomplete beside an old one. */
  private Optional<Path> folder(IndexKey key) {
    Path present = key.below(root).resolve(form);
    List<Path> folders = folders(key.below(root));
    Optional<Path> old =
        folders.stream()
            .filter(folder -> !folder.equals(present) && OpenIndexes.isComplete(folder))
            .findFirst();
    return !OpenIndexes.isComplete(present) && old.isPresent()
        ? old
        : Optional.of(present).filter(Files::isDirectory);
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      return List.of(); // There is none yet, or somebody removes it at this moment.
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
