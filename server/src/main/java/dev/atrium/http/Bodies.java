// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.work.Waits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A reader of bodies with memory budgets shared by all requests under way, so that many large
 * requests at once cannot exhaust the heap. Two budgets follow the heap's size:
 *
 * <ul>
 *   <li>Bytes that arrive are counted as they come, not as they are declared. A slow client holds
 *       only what it sent.
 *   <li>A body that is complete needs room to be parsed. It is held only while the server works.
 * </ul>
 *
 * <p>An account has at most {@value #OF_ACCOUNT} bodies under way that count, one of them large,
 * however many tokens it has. Its next ones wait, and hold nothing.
 */
final class Bodies {
  /** The largest size of a body in bytes (behaviour §8). */
  static final int MOST = 8 * 1024 * 1024;

  /**
   * The size in bytes below which a body does not count against the budgets; nearly all are
   * smaller.
   */
  static final int SMALL = 4 * 1024;

  /** The size in bytes from which a body is large. */
  static final int LARGE = 256 * 1024;

  /** The number of counted bodies that an account may have under way. */
  static final int OF_ACCOUNT = 16;

  private static final int PIECE = 16 * 1024;
  private static final int KIBIBYTE = 1024;

  /** The worst ratio of a JSON tree's memory to its bytes: nothing but empty objects. */
  private static final int TREE = 24;

  /** The largest tree in KiB, since {@link Json} limits the number of values that it reads. */
  private static final int LARGEST_TREE = 16 * 1024;

  private static final int ROOM_SECONDS = 5;
  private static final int TURN_SECONDS = 30;

  /** Stands for the share of a request that has no body that counts. */
  private static final Share NONE = new Share();

  private final Semaphore arriving;
  private final Semaphore parsing;

  private final Cache<Long, Share> shares = Caffeine.newBuilder().weakValues().build();

  /** Divides the heap: a sixth for bytes that arrive, a third for what is parsed. */
  Bodies() {
    this(Runtime.getRuntime().maxMemory());
  }

  Bodies(long heap) {
    arriving = new Semaphore(kibibytes(Math.max(heap / 6, 3L * MOST)), true);
    parsing =
        new Semaphore(
            kibibytes(Math.max(heap / 3, (LARGEST_TREE + 2L * MOST / KIBIBYTE) * KIBIBYTE)), true);
  }

  private static int kibibytes(long bytes) {
    return Math.clamp(bytes / KIBIBYTE, 1, Integer.MAX_VALUE);
  }

  /** Returns the permit of one request. */
  Permit permit() {
    return new Permit();
  }

  /** What one account may have under way. */
  private record Share(Semaphore counted, Semaphore large) {
    Share() {
      this(new Semaphore(OF_ACCOUNT, true), new Semaphore(1, true));
    }
  }

  /** One request's part of the budgets, held until the request is answered. Used by one thread. */
  final class Permit implements AutoCloseable {
    private final List<Runnable> releases = new ArrayList<>();
    private Share share = NONE;

    private Permit() {}

    /**
     * Reads the body. Must be called only once.
     *
     * @param account the id of the caller's account; 0 without a caller
     * @return at most one byte more than {@link #MOST}; with that byte, the body is too large
     * @throws ApiException 503 if a budget has no room for it in time, or the account's other
     *     bodies take too long
     */
    byte[] read(InputStream in, long account) throws IOException {
      byte[] piece = in.readNBytes(SMALL);
      if (piece.length < SMALL) {
        return piece;
      }
      share = shares.get(account, id -> new Share()); // Kept here, as the cache holds it weakly.
      acquire(share.counted(), 1, TURN_SECONDS);
      List<byte[]> pieces = new ArrayList<>();
      int size = 0;
      boolean large = false;
      while (piece.length > 0) {
        pieces.add(piece);
        size += piece.length;
        if (size >= LARGE && !large) {
          acquire(share.large(), 1, TURN_SECONDS);
          large = true;
        }
        acquire(arriving, PIECE / KIBIBYTE, ROOM_SECONDS);
        piece = in.readNBytes(Math.min(PIECE, MOST + 1 - size));
      }
      int tree = Math.min(LARGEST_TREE, TREE * (size / KIBIBYTE));
      acquire(parsing, size / KIBIBYTE + tree, TURN_SECONDS);
      return join(pieces, size);
    }

    private static byte[] join(List<byte[]> pieces, int size) {
      ByteBuffer all = ByteBuffer.allocate(size);
      pieces.forEach(all::put);
      return all.array();
    }

    private void acquire(Semaphore from, int wanted, int seconds) {
      Waits.acquire(
          from,
          wanted,
          Duration.ofSeconds(seconds),
          () ->
              ApiException.of(
                  ErrorCode.UNAVAILABLE,
                  "Too many large requests at once. Try again in a moment."));
      releases.add(() -> from.release(wanted));
    }

    @Override
    public void close() {
      releases.forEach(Runnable::run);
      releases.clear();
    }
  }
}
