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
 * A reader of bodies with a memory budget shared by all requests under way, so that many large
 * requests at once cannot exhaust the heap. A body that exceeds the budget waits for others to
 * finish, and is refused with 503 after {@value #PATIENCE_SECONDS} s.
 */
final class Bodies {
  /** The largest size of a body in bytes (behaviour §8). */
  static final int MOST = 8 * 1024 * 1024;

  /**
   * The size in bytes below which a body does not count against the budget; nearly all are smaller.
   */
  static final int SMALL = 4 * 1024;

  /** The budget of all larger bodies together, in KiB: a third of the launcher's heap. */
  private static final int BUDGET = 48 * 1024;

  /** The worst ratio of a JSON tree's memory to its bytes: nothing but empty objects. */
  private static final int TREE = 24;

  /** The largest tree in KiB, since {@link Json} limits the number of values that it reads. */
  private static final int LARGEST_TREE = 16 * 1024;

  private static final int PATIENCE_SECONDS = 30;

  private final Semaphore left = new Semaphore(BUDGET, true);

  /** Returns the permit of one request. */
  Permit permit() {
    return new Permit();
  }

  /** One request's share of the budget, held until the request is answered. Used by one thread. */
  final class Permit implements AutoCloseable {
    private int kibibytes;

    private Permit() {}

    /**
     * Reads the body. Must be called only once.
     *
     * @param declared the declared length; negative for a body that is sent in chunks
     * @return at most one byte more than {@link #MOST}; with that byte, the body is too large
     * @throws ApiException 400 if the body takes too long to arrive, 503 if the budget has no room
     *     for it in time
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
