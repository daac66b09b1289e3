// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Where the threads of requests wait until others have run. It is closed, and then opened once. */
final class Gate {
  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean isOpen;

  /** Waits until it is open. */
  void pass() {
    waiting.add(Thread.currentThread());
    while (!isOpen) {
      LockSupport.park(this);
    }
  }

  /** Lets everybody pass from now on. */
  void open() {
    isOpen = true;
    for (Thread each = waiting.poll(); each != null; each = waiting.poll()) {
      LockSupport.unpark(each);
    }
  }
}
