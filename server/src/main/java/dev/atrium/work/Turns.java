// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that serves its owners in turn, so that an owner with much to do delays the
 * others by one element only. An owner may fill a part of the queue.
 */
final class Turns<T> {
  private final int most;
  private final int mostOfOne;

  /** The elements by owner, and the owner whose turn it is first. No value is empty. */
  private final Map<Long, Deque<T>> waiting = new LinkedHashMap<>();

  private int size;

  Turns(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  synchronized int size() {
    return size;
  }

  /** Appends an element. Returns false if there is no room for it. */
  synchronized boolean add(long owner, T element) {
    Deque<T> own = waiting.get(owner);
    if (size == most || (own != null && own.size() == mostOfOne)) {
      return false;
    }
    waiting.computeIfAbsent(owner, key -> new ArrayDeque<>()).add(element);
    size++;
    return true;
  }

  /** Removes the next element of the owner whose turn it is, or returns null if there is none. */
  synchronized @Nullable T next() {
    Iterator<Map.Entry<Long, Deque<T>>> owners = waiting.entrySet().iterator();
    if (!owners.hasNext()) {
      return null;
    }
    Map.Entry<Long, Deque<T>> first = owners.next();
    owners.remove();
    Deque<T> own = first.getValue();
    T element = own.remove();
    if (!own.isEmpty()) {
      waiting.put(first.getKey(), own);
    }
    size--;
    return element;
  }

  /** Removes an element. Returns false if it does not wait any more. */
  synchronized boolean remove(long owner, T element) {
    Deque<T> own = waiting.get(owner);
    if (own == null || !own.remove(element)) {
      return false;
    }
    if (own.isEmpty()) {
      waiting.remove(owner);
    }
    size--;
    return true;
  }
}
