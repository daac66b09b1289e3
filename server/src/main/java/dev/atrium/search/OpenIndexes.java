// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes that are open for reading. They are opened when they are first asked for, and closed
 * when too many are open. Whether another server has changed one is looked up now and then.
 */
final class OpenIndexes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIndexes.class);

  private static final int MOST = 128;

  /** The nanoseconds after which is looked again whether an index has changed. */
  private static final long LOOK = 200_000_000L;

  private final Function<IndexKey, Optional<Path>> folders;
  private final Map<IndexKey, Open> entries = new LinkedHashMap<>(16, .75f, true);

  /**
   * @param folders finds the folder of an index, if there is one
   */
  OpenIndexes(Function<IndexKey, Optional<Path>> folders) {
    this.folders = folders;
  }

  Optional<IndexSnapshot> open(IndexKey key) {
    Open entry;
    List<Open> closed = new ArrayList<>();
    synchronized (entries) {
      entry = entries.computeIfAbsent(key, absent -> new Open());
      Iterator<Open> oldest = entries.values().iterator();
      while (entries.size() > MOST) {
        closed.add(oldest.next());
        oldest.remove();
      }
    }
    closed.forEach(Open::close);
    return entry.get(() -> folders.apply(key));
  }

  /** Has the index looked at again when it is next asked for. */
  void changed(IndexKey key) {
    synchronized (entries) {
      Open entry = entries.get(key);
      if (entry != null) {
        entry.changed = true;
      }
    }
  }

  void forget(IndexKey key) {
    Open entry;
    synchronized (entries) {
      entry = entries.remove(key);
    }
    if (entry != null) {
      entry.close();
    }
  }

  /** Tells whether the last writer of the index in a folder found it complete. */
  static boolean isComplete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false; // Lucene would make it.
    }
    try (Directory directory = FSDirectory.open(folder)) {
      return IndexState.of(SegmentInfos.readLatestCommit(directory).getUserData()).complete();
    } catch (IOException e) {
      return false; // There is none, or it cannot be read.
    }
  }

  @Override
  public void close() {
    List<Open> all;
    synchronized (entries) {
      all = List.copyOf(entries.values());
      entries.clear();
    }
    all.forEach(Open::close);
  }

  /** One index, opened or not. */
  private static final class Open {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable IndexSnapshot snapshot;
    private @Nullable Path folder;
    private long looked;
    private boolean closed;
    volatile boolean changed = true;

    Optional<IndexSnapshot> get(java.util.function.Supplier<Optional<Path>> find) {
      lock.lock();
      try {
        if (changed || System.nanoTime() - looked > LOOK) {
          changed = false;
          looked = System.nanoTime();
          refresh(find.get());
        }
        IndexSnapshot found = snapshot;
        if (found == null || !found.retain()) {
          return Optional.empty();
        }
        if (closed) {
          drop(); // Somebody closed it between being found and being asked: its user is the last.
        }
        return Optional.of(found);
      } finally {
        lock.unlock();
      }
    }

    private void refresh(Optional<Path> found) {
      try {
        if (found.isEmpty()) {
          drop();
        } else if (snapshot == null || !found.get().equals(folder)) {
          drop();
          Directory directory = FSDirectory.open(found.get());
          take(DirectoryReader.open(directory));
          folder = found.get();
        } else {
          DirectoryReader newer = DirectoryReader.openIfChanged(snapshot.reader());
          if (newer != null) {
            take(newer);
          }
        }
      } catch (IOException | RuntimeException e) {
        LOG.debug("The index in {} cannot be read", found, e);
        drop(); // It was deleted, or is being made.
      }
    }

    private void take(DirectoryReader reader) throws IOException {
      IndexSnapshot taken = new IndexSnapshot(reader, FactsTable.read(reader));
      drop();
      snapshot = taken;
    }

    private void drop() {
      IndexSnapshot old = snapshot;
      snapshot = null;
      if (old != null) {
        old.close();
      }
    }

    void close() {
      lock.lock();
      try {
        closed = true;
        drop();
      } finally {
        lock.unlock();
      }
    }
  }
}
