// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies, within what all of those under way together may take of the heap: the one that
 * would be too much waits until others are done with, and is refused with 503 when that takes
 * {@value #PATIENCE_SECONDS} s. So no number of large requests at once ends the server.
 */
final class Bodies {
  /** The most that a body may have, in bytes (behaviour §8). */
  static final int MOST = 8 * 1024 * 1024;

  /** Bodies up to this size do not draw on the budget: nearly all are smaller. */
  static final int SMALL = 4 * 1024;

  /** What all others may take together, in KiB: a third of the launcher's heap. */
  private static final int BUDGET = 48 * 1024;

  /** JSON of nothing but empty objects takes this many times its bytes, … */
  private static final int TREE = 24;

  /** … and at most this many KiB, since {@link Json} reads no more values. */
  private static final int LARGEST_TREE = 16 * 1024;

  private static final int PATIENCE_SECONDS = 30;

  private final Semaphore left = new Semaphore(BUDGET, true);

  /** Returns the permit of one request. */
  Permit permit() {
    return new Permit();
  }

  /** One request's share of the budget, held until it is answered. Used by one thread. */
  final class Permit implements AutoCloseable {
    private int kibibytes;

    private Permit() {}

    /**
     * Reads the body; to be called once.
     *
     * @param declared its length; negative for one that is sent in chunks
     * @return at most {@link #MOST} bytes and one: with that one, the body is too large
     * @throws ApiException 400 for one that takes too long to come, 503 while there is no room
     */
    byte[] read(InputStream in, long declared) throws IOException {
      byte[] first = in.readNBytes(SMALL);
      if (first.length < SMALL) {
        return first;
      }
      int most = declared < 0 ? MOST : (int) Math.min(MOST, declared);
      take(2 * most / 1024 + Math.min(LARGEST_TREE, TREE * (most / 1024)));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      byte[] bytes = Arrays.copyOf(first, declared < 0 ? 4 * SMALL : most + 1);
      int length = first.length;
      while (length <= MOST) {
        if (System.nanoTime() > end) {
          throw ApiException.of(ErrorCode.BAD_REQUEST, "The body took too long to come.");
        }
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(MOST + 1, 2 * length));
        }
        int read = in.read(bytes, length, bytes.length - length);
        if (read < 0) {
          return Arrays.copyOf(bytes, length);
        }
        length += read;
      }
      return bytes;
    }

    private void take(int wanted) {
      try {
        if (!left.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw ApiException.of(
              ErrorCode.UNAVAILABLE, "Too many large requests at once. Try again in a moment.");
        }
        kibibytes += wanted;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ApiException.of(ErrorCode.UNAVAILABLE, "The server is stopping.");
      }
    }

    @Override
    public void close() {
      left.release(kibibytes);
      kibibytes = 0;
    }
  }
}
