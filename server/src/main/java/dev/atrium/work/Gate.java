// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the threads of requests wait until others have run. It is closed at first, lets some pass
 * at a time, whose owners take turns, and stays open once it is open.
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

  /**
   * Lets some pass, one of each owner in turn, and opens once nobody waits. Nobody is forgotten if
   * memory runs out meanwhile.
   *
   * @return whether others still wait
   */
  synchronized boolean letPass(int most) {
    for (int passed = 0; passed < most && !waiting.isEmpty(); passed++) {
      Map.Entry<Long, Queue<Waiting>> first = waiting.firstEntry();
      Queue<Waiting> own = first.getValue();
      own.element().pass();
      own.remove();
      if (own.isEmpty()) {
        waiting.remove(first.getKey());
      } else {
        waiting.putLast(first.getKey(), own); // Moves it.
      }
    }
    isOpen |= waiting.isEmpty();
    return !isOpen;
  }

  /** Lets everybody pass from now on. */
  synchronized void open() {
    isOpen = true;
    letPass(Integer.MAX_VALUE);
  }
}
