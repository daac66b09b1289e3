// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.JavaCommand;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** That threads which wake each other without end do not hold up those that others wake. */
class CongestionTest {
  private static final int ALL_RAN = 42;
  private static final int PAIRS = 8;

  /** Ends when requests have begun, beside threads that never end and do not wait for others. */
  public static final class Starved {
    private Starved() {}

    public static void main(String[] arguments) throws InterruptedException {
      crowd(() -> {});
      CountDownLatch begun = new CountDownLatch(20);
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (begun.getCount() > 0) {
              Congestion.queueUp();
              if (Congestion.closings() > 0) {
                begun.countDown();
              }
            }
          });
      System.exit(begun.await(20, TimeUnit.SECONDS) ? ALL_RAN : 0);
    }
  }

  private static void crowd(Runnable queueUp) {
    Congestion.measure();
    for (int i = 0; i < PAIRS; i++) {
      Pair pair = new Pair(queueUp);
      pair.first = Thread.ofVirtual().unstarted(() -> pair.run(true));
      pair.second = Thread.ofVirtual().unstarted(() -> pair.run(false));
      pair.first.start();
      pair.second.start();
    }
  }

  /** Ends when threads that were started from outside have run, beside others that never end. */
  public static final class Crowded {
    private Crowded() {}

    public static void main(String[] arguments) throws InterruptedException {
      crowd(Congestion::queueUp);
      int ran = 0;
      while (Congestion.closings() == 0 || ran < 100) {
        CountDownLatch run = new CountDownLatch(1);
        Thread.startVirtualThread(run::countDown);
        if (!run.await(5, TimeUnit.SECONDS)) {
          System.exit(ran);
        }
        ran++;
      }
      System.exit(ALL_RAN);
    }
  }

  /** Two threads, of which each wakes the other, as a poller wakes connections with requests. */
  @SuppressWarnings("NullAway.Init") // Set before they start.
  private static final class Pair {
    private volatile Thread first;
    private volatile Thread second;
    private volatile boolean isFirsts = true;
    private final Runnable queueUp;

    private Pair(Runnable queueUp) {
      this.queueUp = queueUp;
    }

    void run(boolean isFirst) {
      while (true) {
        while (isFirsts != isFirst) {
          LockSupport.park(this);
        }
        queueUp.run();
        long end = System.nanoTime() + 50_000;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        isFirsts = !isFirst;
        LockSupport.unpark(isFirst ? second : first);
      }
    }
  }

  @Test
  void threadsThatOthersWake_run_whateverTheyWakeThemselves() throws Exception {
    List<String> flags = List.of("-XX:ActiveProcessorCount=2", JavaCommand.QUICK);
    assertThat(JavaCommand.run(flags, Crowded.class)).isEqualTo(ALL_RAN);
  }

  /** What keeps the carriers busy may be no request, and last. */
  @Test
  void requestsBegin_evenIfNoProbeRuns() throws Exception {
    List<String> flags = List.of("-XX:ActiveProcessorCount=2", JavaCommand.QUICK);
    assertThat(JavaCommand.run(flags, Starved.class)).isEqualTo(ALL_RAN);
  }
}
