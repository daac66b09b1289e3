// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that serves its owners in turn, so that an owner with much to do delays the
 * others by one element only. An owner may fill a part of the queue, and have a few elements out of
 * it at once.
 */
final class Turns<K, T> {
  private final int most;
  private final int mostOfOne;
  private final int mostOut;

  /** The elements by owner, and the owner whose turn it is first. No value is empty. */
  private final Map<K, Deque<T>> waiting = new LinkedHashMap<>();

  /** How many elements of an owner were taken and are not done. */
  private final Map<K, Integer> out = new HashMap<>();

  private int size;

  Turns(int most, int mostOfOne, int mostOut) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.mostOut = mostOut;
  }

  /** An element that was taken, and its owner. */
  record Turn<O, E>(O owner, E element) {}

  synchronized int size() {
    return size;
  }

  /** Appends an element. Returns false if there is no room for it. */
  synchronized boolean add(K owner, T element) {
    Deque<T> own = waiting.get(owner);
    if (size == most || (own != null && own.size() == mostOfOne)) {
      return false;
    }
    waiting.computeIfAbsent(owner, key -> new ArrayDeque<>()).add(element);
    size++;
    return true;
  }

  /**
   * Takes the next element of the owner whose turn it is, or returns null if there is none now.
   * {@link #done} must follow.
   */
  synchronized @Nullable Turn<K, T> next() {
    for (K owner : waiting.keySet()) {
      if (out.getOrDefault(owner, 0) < mostOut) {
        return take(owner);
      }
    }
    return null;
  }

  private Turn<K, T> take(K owner) {
    Deque<T> own = Objects.requireNonNull(waiting.remove(owner));
    T element = own.remove();
    if (!own.isEmpty()) {
      waiting.put(owner, own);
    }
    size--;
    out.merge(owner, 1, Integer::sum);
    return new Turn<>(owner, element);
  }

  /** Says that a taken element is done, so that its owner may have another one. */
  synchronized void done(K owner) {
    int left = out.getOrDefault(owner, 1) - 1;
    if (left > 0) {
      out.put(owner, left);
    } else {
      out.remove(owner);
    }
  }

  /** Removes an element. Returns false if it does not wait any more. */
  synchronized boolean remove(K owner, T element) {
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
