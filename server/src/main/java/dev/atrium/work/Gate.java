// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the threads of requests wait until others have run. It is closed, lets some pass, whose
 * owners take turns, and is opened once.
 */
final class Gate {
  /** The threads by owner, and the owner whose turn it is first. No queue is empty. */
  private final SequencedMap<Long, Queue<Waiting>> waiting = new LinkedHashMap<>();

  private boolean isOpen;

  /** A thread that waits. */
  private static final class Waiting {
    private final Thread thread = Thread.currentThread();
    private volatile boolean mayPass;

    private void pass() {
      mayPass = true;
      LockSupport.unpark(thread);
    }
  }

  /**
   * Waits until it is open, or until it is this one's turn.
   *
   * @param owner whose turn it is
   */
  void pass(long owner) {
    Waiting self = new Waiting();
    synchronized (this) {
      if (isOpen) {
        return;
      }
      waiting.computeIfAbsent(owner, key -> new ArrayDeque<>()).add(self);
    }
    while (!self.mayPass) {
      LockSupport.park(this);
    }
  }

  /** Lets some pass, one of each owner in turn. Returns whether others still wait. */
  boolean letPass(int most) {
    List<Waiting> next = new ArrayList<>();
    boolean others;
    synchronized (this) {
      while (next.size() < most && !waiting.isEmpty()) {
        Map.Entry<Long, Queue<Waiting>> first = waiting.pollFirstEntry();
        next.add(first.getValue().remove());
        if (!first.getValue().isEmpty()) {
          waiting.put(first.getKey(), first.getValue());
        }
      }
      others = !waiting.isEmpty();
    }
    next.forEach(Waiting::pass);
    return others;
  }

  /** Lets everybody pass from now on. */
  void open() {
    synchronized (this) {
      isOpen = true;
    }
    letPass(Integer.MAX_VALUE);
  }
}
