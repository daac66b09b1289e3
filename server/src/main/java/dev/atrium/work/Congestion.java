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
 * the carriers have done what is theirs and run the probe with all that waits like it. Those who
 * waited then begin by and by, in turn by whom they are for: as many at a time as let the next
 * probe run soon.
 */
public final class Congestion {
  /** The time between two looks, and how long a probe may wait. */
  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(20);

  /** The probes that run before requests begin again: there are several queues to be served. */
  private static final int PROBES = 3;

  /** The longest time for which no request begins. */
  private static final long MOST = TimeUnit.MILLISECONDS.toNanos(50);

  /** The requests that begin at once at first, and at least. */
  private static final int FEW = 32;

  /** A probe that runs within this time lets twice as many requests begin the next time. */
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(3);

  /** A probe that takes longer than this lets half as many begin. */
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(8);

  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final Probe RAN = Probe.thatHasRun();
  private static volatile Probe latest = RAN;

  /** Where requests wait; null if they do not. */
  private static volatile @Nullable Gate closed;

  /** Where new connections wait; null if they do not. */
  private static volatile @Nullable Gate closedToNew;

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
   * of a connection that has a request, before it begins with it.
   *
   * @param owner a number for whom the request is probably for, such as {@link Requester#account}
   */
  public static void queueUp(long owner) {
    pass(closed, owner);
  }

  /** Does the same for the thread that accepts connections, before it starts a new thread. */
  public static void queueUp() {
    pass(closedToNew, 0);
  }

  private static void pass(@Nullable Gate gate, long owner) {
    if (!active) {
      active = true;
      if (idle) {
        LockSupport.unpark(MEASURING);
      }
    }
    if (gate != null) {
      gate.pass(owner);
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
          probe(null, 0);
        } else if (latest.age() >= EVERY) {
          serveOthers();
        }
      } catch (OutOfMemoryError e) {
        latest = RAN; // There may be memory for a probe the next time.
      }
    }
  }

  /**
   * Starts a probe.
   *
   * @param gate where it lets requests pass, which costs it less than this thread; null for nowhere
   */
  private static Probe probe(@Nullable Gate gate, int most) {
    Probe probe = new Probe(gate, most);
    latest = probe;
    Thread.startVirtualThread(probe);
    return probe;
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

  /** Lets no request begin until others have run, and then some at a time. */
  private static void serveOthers() {
    Gate gate = new Gate();
    closed = gate;
    CLOSINGS.incrementAndGet();
    try {
      int most = FEW;
      boolean more = true;
      while (more) {
        Probe probe = awaitOthers(gate, most);
        more = probe.hasRun() || gate.letPass(most); // They have waited for long enough.
        while (more && probe.await(EVERY)) {
          most = next(most, probe.wait);
          more = probe.leavesSome;
          probe = more ? probe(gate, most) : probe;
        }
      }
    } finally {
      closed = null;
      gate.open();
    }
  }

  private static int next(int most, long wait) {
    if (wait > LATE) {
      return Math.max(FEW, most / 2);
    }
    return wait < SOON ? Math.min(Integer.MAX_VALUE / 2, most) * 2 : most;
  }

  /**
   * Waits until probes have run, one after the other. Meanwhile no connection begins either, which
   * would keep the probes waiting.
   *
   * @return the last probe, which lets requests pass
   */
  private static Probe awaitOthers(Gate requests, int most) {
    Gate connections = new Gate();
    closedToNew = connections;
    latestClosing = System.nanoTime();
    long end = latestClosing + MOST;
    try {
      latest.await(MOST);
      for (int run = 1; run < PROBES && latest.hasRun(); run++) {
        probe(null, 0).await(end - System.nanoTime());
      }
      Probe last = probe(requests, most);
      last.await(end - System.nanoTime());
      return last;
    } finally {
      closedToNew = null;
      connections.open();
    }
  }

  /** A virtual thread's work that tells how long it waited for a carrier. */
  private static final class Probe implements Runnable {
    private final long made = System.nanoTime();
    private final @Nullable Gate gate;
    private final int most;
    private boolean leavesSome;
    private volatile long wait = -1;

    Probe(@Nullable Gate gate, int most) {
      this.gate = gate;
      this.most = most;
    }

    static Probe thatHasRun() {
      Probe probe = new Probe(null, 0);
      probe.wait = 0;
      return probe;
    }

    @Override
    public void run() {
      long waited = age();
      leavesSome = gate != null && gate.letPass(most);
      wait = waited; // Last: whoever sees it sees what was left, too.
      if (closed != null) {
        LockSupport.unpark(MEASURING);
      }
    }

    /** Waits until it has run, and tells whether it has. */
    boolean await(long nanos) {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !hasRun(); left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return hasRun();
    }

    boolean hasRun() {
      return wait >= 0;
    }

    long age() {
      return System.nanoTime() - made;
    }
  }
}
