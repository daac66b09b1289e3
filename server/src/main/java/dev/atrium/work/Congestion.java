// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Fairness among virtual threads while there is more to do than the carriers can. A carrier first
 * runs the threads that it woke itself, such as those whose connections have a request. If these
 * never end, threads that are woken from outside wait for as long: those of new connections, and
 * those that wait for the database's writer or for heavy work. So a thread of its own measures how
 * long such a thread waits. While that is too long, each request first goes to the end of their
 * queue.
 */
public final class Congestion {
  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(10);

  /** The wait from which there is congestion. */
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(20);

  /** After so many shorter waits in a row it is over. */
  private static final int CALM = 50;

  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final BlockingQueue<Turn> WAITING = new LinkedBlockingQueue<>();
  private static volatile Probe latest = Probe.thatHasRun();
  private static volatile boolean congested;

  /** Whether there was a request since the last measurement. */
  private static volatile boolean active;

  /** Whether nothing is measured, for want of requests. */
  private static volatile boolean idle;

  private static volatile Thread measuring = new Thread();

  private Congestion() {}

  /** Begins to measure, once for the process. */
  public static void measure() {
    if (BEGUN.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("congestion-turns").start(Congestion::call);
      measuring = Thread.ofPlatform().daemon().name("congestion").start(Congestion::look);
    }
  }

  /**
   * Lets threads run that were woken from outside, if there is congestion. To be called by the
   * virtual thread of a connection that has a request.
   */
  public static void queueUp() {
    if (!active) {
      active = true;
      if (idle) {
        LockSupport.unpark(measuring);
      }
    }
    if (congested && Thread.currentThread().isVirtual()) {
      Turn turn = new Turn(Thread.currentThread());
      WAITING.add(turn);
      turn.await();
    }
  }

  /** Returns how long a thread that is woken from outside waits at the moment, in nanoseconds. */
  public static long delay() {
    Probe probe = latest;
    return probe.hasRun() ? probe.wait : probe.age();
  }

  /** Tells whether there is congestion. */
  static boolean isCongested() {
    return congested;
  }

  /** Wakes those that wait from outside: that is what puts them at the end of the queue. */
  private static void call() {
    while (true) {
      try {
        WAITING.take().call();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void look() {
    int calm = 0;
    while (!Thread.interrupted()) {
      LockSupport.parkNanos(EVERY);
      Probe probe = latest;
      if (!probe.hasRun()) {
        congested |= probe.age() > LATE;
      } else {
        calm = probe.wait > LATE ? 0 : calm + 1;
        congested = probe.wait > LATE || (congested && calm < CALM);
        awaitRequest();
        latest = new Probe();
        Thread.startVirtualThread(latest);
      }
    }
  }

  /** Waits for a request, unless there was one since the last time. */
  private static void awaitRequest() {
    idle = true;
    while (!active && !congested) {
      LockSupport.park();
    }
    idle = false;
    active = false;
  }

  /** A virtual thread's work that tells how long it waited for a carrier. */
  private static final class Probe implements Runnable {
    private final long made = System.nanoTime();
    private volatile long wait = -1;

    static Probe thatHasRun() {
      Probe probe = new Probe();
      probe.run();
      return probe;
    }

    @Override
    public void run() {
      wait = age();
    }

    boolean hasRun() {
      return wait >= 0;
    }

    long age() {
      return System.nanoTime() - made;
    }
  }

  /** A request's turn. */
  private static final class Turn {
    private final Thread thread;
    private volatile boolean come;

    Turn(Thread thread) {
      this.thread = thread;
    }

    void call() {
      come = true;
      LockSupport.unpark(thread);
    }

    void await() {
      while (!come) {
        LockSupport.park(this);
      }
    }
  }
}
