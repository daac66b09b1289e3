// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Latches that work of a test waits for, as an expression. */
public final class Latches {
  private static final int MOST_SECONDS = 60;

  private Latches() {}

  /** Waits until a latch is open. Returns false if that takes a minute. */
  public static boolean await(CountDownLatch latch) {
    try {
      return latch.await(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
