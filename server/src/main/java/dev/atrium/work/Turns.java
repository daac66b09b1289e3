// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that serves first whoever took least time lately, so that owners with much to do
 * do not delay one with little. What an owner waited may count against what they took: else owners
 * who are always new would go before everybody. Among equals, owners are served in turn. An owner
 * may fill a part of the queue, and have a few elements out of it at once.
 */
public final class Turns<K, T> {
  /** Owners whose times, in nanoseconds, differ by less are equals. */
  private static final long LITTLE = 5_000_000;

  private static final long SECOND = 1_000_000_000;

  private final int most;
  private final int mostOfOne;
  private final int mostOut;
  private final boolean waitsCount;

  /** The elements by owner, and the owner whose turn it is first. No value is empty. */
  private final Map<K, Deque<T>> waiting = new LinkedHashMap<>();

  /** Since when an owner waits whose elements wait, or since the latest one was taken. */
  private final Map<K, Long> since = new HashMap<>();

  /** How many elements of an owner were taken and are not done. */
  private final Map<K, Integer> out = new HashMap<>();

  /** The time in nanoseconds that an owner's elements took lately; it is halved every second. */
  private final Map<K, Long> took = new HashMap<>();

  private long halved = System.nanoTime();
  private int size;

  /**
   * Makes an empty queue.
   *
   * @param most elements that wait
   * @param mostOfOne elements of one owner that wait
   * @param mostOut elements of one owner that are taken and not done
   * @param waitsCount whether the time that an owner waits counts against the time they took
   */
  public Turns(int most, int mostOfOne, int mostOut, boolean waitsCount) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.mostOut = mostOut;
    this.waitsCount = waitsCount;
  }

  /** An element that was taken, and its owner. */
  public record Turn<O, E>(O owner, E element) {}

  /** Returns how many elements wait. */
  public synchronized int size() {
    return size;
  }

  /** Appends an element. Returns false if there is no room for it. */
  public synchronized boolean add(K owner, T element) {
    Deque<T> own = waiting.get(owner);
    if (size == most || (own != null && own.size() == mostOfOne)) {
      return false;
    }
    if (own == null) {
      own = new ArrayDeque<>();
      waiting.put(owner, own);
      since.put(owner, System.nanoTime());
    }
    own.add(element);
    size++;
    return true;
  }

  /**
   * Takes the next element of the owner whose turn it is, or returns null if there is none now.
   * {@link #done} must follow.
   */
  public synchronized @Nullable Turn<K, T> next() {
    long now = System.nanoTime();
    return waiting.keySet().stream()
        .filter(owner -> out.getOrDefault(owner, 0) < mostOut)
        .min(Comparator.comparingLong(owner -> rank(owner, now)))
        .map(this::take)
        .orElse(null);
  }

  private long rank(K owner, long now) {
    long time = took.getOrDefault(owner, 0L);
    long waited = waitsCount ? now - since.getOrDefault(owner, now) : 0;
    return Math.max(0, time - waited) / LITTLE;
  }

  private Turn<K, T> take(K owner) {
    Deque<T> own = Objects.requireNonNull(waiting.remove(owner));
    T element = own.remove();
    if (!own.isEmpty()) {
      waiting.put(owner, own);
      since.put(owner, System.nanoTime());
    } else {
      since.remove(owner);
    }
    size--;
    out.merge(owner, 1, Integer::sum);
    return new Turn<>(owner, element);
  }

  /** Halves the times that owners took, once for each second that has passed. */
  private void forgetSome() {
    long seconds = (System.nanoTime() - halved) / SECOND;
    if (seconds > 0) {
      halved += seconds * SECOND;
      took.replaceAll((owner, time) -> time >> Math.min(seconds, Long.SIZE - 1));
      took.values().removeIf(time -> time < LITTLE);
    }
  }

  /**
   * Says that a taken element is done, so that its owner may have another one.
   *
   * @param nanos the time that it took
   */
  public synchronized void done(K owner, long nanos) {
    forgetSome();
    took.merge(owner, nanos, Long::sum);
    int left = out.getOrDefault(owner, 1) - 1;
    if (left > 0) {
      out.put(owner, left);
    } else {
      out.remove(owner);
    }
  }

  /** Removes an element. Returns false if it does not wait any more. */
  public synchronized boolean remove(K owner, T element) {
    Deque<T> own = waiting.get(owner);
    if (own == null || !own.remove(element)) {
      return false;
    }
    if (own.isEmpty()) {
      waiting.remove(owner);
      since.remove(owner);
    }
    size--;
    return true;
  }
}
