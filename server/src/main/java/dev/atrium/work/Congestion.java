// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fairness among virtual threads while there is more to do than the carriers can. A carrier first
 * runs the threads that it woke itself, such as those whose connections have a request. If these
 * never end, threads that are woken from outside wait for as long: those of new connections, and
 * those that wait for the database's writer or for heavy work. So a thread of its own starts
 * probes, which are such threads. While one waits for a carrier, no further request begins, until
 * the carriers have done what is theirs and run the probe with all that waits like it.
 */
public final class Congestion {
  /** The time between two looks, and how long a probe may wait. */
  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(20);

  /** The probes that run before requests begin again: there are several queues to be served. */
  private static final int PROBES = 3;

  /** The longest time for which no request begins. */
  private static final long MOST = TimeUnit.MILLISECONDS.toNanos(50);

  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final Probe RAN = Probe.thatHasRun();
  private static volatile Probe latest = RAN;

  /** Where requests wait; null if they do not. */
  private static volatile @Nullable Gate closed;

  private static final AtomicLong CLOSINGS = new AtomicLong();

  /** How long ago a probe may have waited too long for congestion to be under way. */
  private static final long RECENT = TimeUnit.SECONDS.toNanos(1);

  private static volatile long latestClosing = System.nanoTime() - RECENT;

  /** Whether there was a request since the last probe. */
  private static volatile boolean active;

  /** Whether there are no probes, for want of requests. */
  private static volatile boolean idle;

  private static final Thread MEASURING =
      Thread.ofPlatform().daemon().name("congestion").unstarted(Congestion::look);

  private Congestion() {}

  /** Begins to measure, once for the process. */
  public static void measure() {
    if (BEGUN.compareAndSet(false, true)) {
      MEASURING.start();
    }
  }

  /**
   * Lets threads run that were woken from outside, if they wait. To be called by the virtual thread
   * of a connection that has a request, before it begins with it, and before new threads are
   * started for connections.
   */
  public static void queueUp() {
    if (!active) {
      active = true;
      if (idle) {
        LockSupport.unpark(MEASURING);
      }
    }
    Gate gate = closed;
    if (gate != null) {
      gate.pass();
    }
  }

  /** Returns how long a thread that is woken from outside waits at the moment, in nanoseconds. */
  public static long delay() {
    Probe probe = latest;
    return probe.hasRun() ? probe.wait : probe.age();
  }

  /** Tells whether requests had to wait within the last second. */
  public static boolean isRecent() {
    return System.nanoTime() - latestClosing < RECENT;
  }

  /** Returns how often requests had to wait. */
  static long closings() {
    return CLOSINGS.get();
  }

  private static void look() {
    while (!Thread.interrupted()) {
      LockSupport.parkNanos(EVERY);
      try {
        if (latest.hasRun()) {
          awaitRequest();
          probe(null);
        } else if (latest.age() >= EVERY) {
          serveOthers();
        }
      } catch (OutOfMemoryError e) {
        latest = RAN; // There may be memory for a probe the next time.
      }
    }
  }

  private static void probe(@Nullable Gate opens) {
    latest = new Probe(opens);
    Thread.startVirtualThread(latest);
  }

  /** Waits for a request, unless there was one since the last time. */
  private static void awaitRequest() {
    idle = true;
    while (!active) {
      LockSupport.park();
    }
    idle = false;
    active = false;
  }

  /** Lets no request begin until probes have run. */
  private static void serveOthers() {
    Gate gate = new Gate();
    closed = gate;
    CLOSINGS.incrementAndGet();
    latestClosing = System.nanoTime();
    try {
      awaitProbes(gate);
    } finally {
      closed = null;
      gate.open();
    }
  }

  /** Starts probes one after the other. The last one opens the gate, which costs it less. */
  private static void awaitProbes(Gate gate) {
    long end = System.nanoTime() + MOST;
    int run = 0;
    while (run <= PROBES && System.nanoTime() < end) {
      if (latest.hasRun()) {
        run++;
        probe(run == PROBES ? gate : null);
      } else {
        LockSupport.parkNanos(end - System.nanoTime()); // A probe that has run ends it.
      }
    }
  }

  /** A virtual thread's work that tells how long it waited for a carrier. */
  private static final class Probe implements Runnable {
    private final long made = System.nanoTime();
    private final @Nullable Gate opens;
    private volatile long wait = -1;

    /**
     * @param opens the gate that it opens, if any
     */
    Probe(@Nullable Gate opens) {
      this.opens = opens;
    }

    static Probe thatHasRun() {
      Probe probe = new Probe(null);
      probe.wait = 0;
      return probe;
    }

    @Override
    public void run() {
      wait = age();
      if (opens != null) {
        opens.open();
      }
      if (closed != null) {
        LockSupport.unpark(MEASURING);
      }
    }

    boolean hasRun() {
      return wait >= 0;
    }

    long age() {
      return System.nanoTime() - made;
    }
  }
}
