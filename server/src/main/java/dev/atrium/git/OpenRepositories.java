// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.error.ApiException;
import dev.atrium.git.GitException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of the repositories that are open in JGit, with their file handles and JGit's own caches.
 * A repository stays open while it is used, and afterwards until too many are open. Then those that
 * were unused longest are closed. Opening and closing wait for the disk, so they happen outside the
 * cache's lock.
 */
final class OpenRepositories implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenRepositories.class);

  /** More than the requests that began before a removal and are still under way. */
  private static final int MOST_REMOVED = 10_000;

  private final int most;
  private final Opener opener;

  /** The entries by id, least recently used first. */
  private final Map<Long, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** The repositories that were removed last. Nobody may open them, or make them again. */
  private final Set<Long> removed =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
              return size() > MOST_REMOVED;
            }
          });

  /**
   * @param most the number of repositories that stay open unused; more are open only while more are
   *     used at once
   */
  OpenRepositories(int most, Opener opener) {
    this.most = most;
    this.opener = opener;
  }

  /** Opens a repository and prepares it, unless it is open already. */
  void open(long id, Work<?> prepare) {
    lease(id, prepare, entry -> true);
  }

  /** Runs work on a repository, which stays open during the call. */
  <T> T use(long id, Work<T> work) {
    return lease(id, repository -> true, entry -> work.run(entry.repository()));
  }

  /** Runs work on a repository while its other writers of this server wait. */
  <T> T useInTurn(long id, Work<T> work) {
    return lease(
        id,
        repository -> true,
        entry -> {
          entry.turn.lock();
          try {
            requireNotRemoved(id);
            return work.run(entry.repository());
          } finally {
            entry.turn.unlock();
          }
        });
  }

  private <T> T lease(long id, Work<?> prepare, EntryWork<T> work) {
    Entry entry = enter(id);
    try {
      entry.ensureOpen(prepare);
      return work.run(entry);
    } catch (IOException e) {
      requireNotRemoved(id);
      throw new GitException(Kind.IO, "Repository " + id + " cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      requireNotRemoved(id);
      throw e;
    } finally {
      leave(entry);
    }
  }

  /**
   * Changes a repository's folder while its writers wait.
   *
   * @throws ApiException 404 if the repository was removed
   */
  void inTurn(long id, FolderWork work) throws IOException {
    inTurn(
        enter(id),
        () -> {
          requireNotRemoved(id);
          work.run();
        });
  }

  /**
   * Removes a repository's folder after its writers, and for good: whoever comes later gets 404, as
   * does whoever still reads. JGit makes missing folders when it writes a ref, so the folder is
   * removed again when the last of those who used it has left.
   */
  void remove(long id, FolderWork work) throws IOException {
    if (isRemoved(id)) {
      return;
    }
    Entry entry = enter(id);
    synchronized (this) {
      removed.add(id);
      entry.removal = work;
    }
    try {
      inTurn(entry, work);
    } finally {
      forget(id);
    }
  }

  private void inTurn(Entry entry, FolderWork work) throws IOException {
    entry.turn.lock();
    try {
      work.run();
    } finally {
      entry.turn.unlock();
      leave(entry);
    }
  }

  private synchronized boolean isRemoved(long id) {
    return removed.contains(id);
  }

  private void requireNotRemoved(long id) {
    if (isRemoved(id)) {
      throw ApiException.notFound();
    }
  }

  private Entry enter(long id) {
    List<Entry> unused;
    Entry entry;
    synchronized (this) {
      requireNotRemoved(id);
      entry = entries.computeIfAbsent(id, Entry::new);
      entry.users++;
      unused = takeSurplus();
    }
    close(unused);
    return entry;
  }

  private void leave(Entry entry) {
    List<Entry> unused;
    synchronized (this) {
      entry.users--;
      unused = takeSurplus();
      if (entry.users == 0 && entry.isForgotten) {
        unused.add(entry);
      }
    }
    close(unused);
  }

  private static void close(List<Entry> unused) {
    for (Entry entry : unused) {
      entry.close();
      try {
        entry.removal.run();
      } catch (IOException e) {
        LOG.warn("Repository {} was deleted, but a part of it remains", entry.id, e);
      }
    }
  }

  /** Removes and returns unused entries until the cache is within its size. */
  private List<Entry> takeSurplus() {
    List<Entry> unused = new ArrayList<>();
    Iterator<Entry> eldest = entries.values().iterator();
    while (entries.size() > most && eldest.hasNext()) {
      Entry entry = eldest.next();
      if (entry.users == 0) {
        eldest.remove();
        unused.add(entry);
      }
    }
    return unused;
  }

  /** Closes a repository as soon as it is unused. Later callers open it anew. */
  void forget(long id) {
    forget(List.of(id));
  }

  private void forget(List<Long> ids) {
    List<Entry> unused = new ArrayList<>();
    synchronized (this) {
      for (long id : ids) {
        Entry entry = entries.remove(id);
        if (entry != null) {
          entry.isForgotten = true;
          if (entry.users == 0) {
            unused.add(entry);
          }
        }
      }
    }
    close(unused);
  }

  @Override
  public void close() {
    List<Long> all;
    synchronized (this) {
      all = List.copyOf(entries.keySet());
    }
    forget(all);
  }

  /**
   * One repository and the number of its users. It is closed by the thread that removes it from the
   * cache or, if it is still used then, by its last user.
   */
  private final class Entry {
    private final long id;

    /** Serialises this server's writers. Writers of other servers are met by compare-and-set. */
    final ReentrantLock turn = new ReentrantLock(true);

    // All are guarded by the cache's lock.
    int users;
    boolean isForgotten;
    FolderWork removal = () -> {};

    private @Nullable Repository repository;

    Entry(long id) {
      this.id = id;
    }

    synchronized void ensureOpen(Work<?> prepare) throws IOException {
      if (repository != null) {
        return;
      }
      Repository opened = opener.open(id);
      try {
        prepare.run(opened);
        repository = opened;
      } finally {
        if (repository == null) {
          opened.close();
        }
      }
    }

    synchronized Repository repository() {
      if (repository == null) {
        throw new IllegalStateException("A repository was closed under its user");
      }
      return repository;
    }

    synchronized void close() {
      if (repository != null) {
        repository.close();
        repository = null;
      }
    }
  }

  /** A function that opens the repository of an id. */
  @FunctionalInterface
  interface Opener {
    Repository open(long id) throws IOException;
  }

  /** Work on an open repository. Only its result may outlast the call. */
  @FunctionalInterface
  interface Work<T> {
    T run(Repository repository) throws IOException;
  }

  /** Work on the folder of a repository. */
  @FunctionalInterface
  interface FolderWork {
    void run() throws IOException;
  }

  @FunctionalInterface
  private interface EntryWork<T> {
    T run(Entry entry) throws IOException;
  }
}
