// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.access.Caller;
import dev.atrium.error.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The memory that large answers take until their clients have read them. All of them together have
 * a quarter of the heap. A path whose answer was large is remembered: a token reads few such paths
 * at once, so that not even their rows are read for clients that do not take what they asked for.
 */
final class LargeAnswers {
  /** The size in bytes from which an answer is large. */
  static final int LARGE = 1024 * 1024;

  /** The number of large answers that a token may have under way. */
  static final int OF_TOKEN = 2;

  private static final int KIBIBYTE = 1024;
  private static final int TURN_SECONDS = 10;
  private static final int RETRY_AFTER = 5;

  private final Semaphore room;
  private final int all;
  private final Cache<Long, Semaphore> turns = Caffeine.newBuilder().weakValues().build();
  private final Cache<String, Boolean> paths =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  LargeAnswers() {
    this(Runtime.getRuntime().maxMemory());
  }

  LargeAnswers(long heap) {
    all = Math.clamp(heap / 4 / KIBIBYTE, 1, Integer.MAX_VALUE);
    room = new Semaphore(all);
  }

  /** Returns the part of one request, which holds nothing yet. */
  Part part(Exchange exchange) {
    return new Part(exchange);
  }

  /** What one answer holds until it is sent. Used by one thread. */
  final class Part implements AutoCloseable {
    private final Exchange exchange;
    private @Nullable Semaphore turn;
    private int taken;

    private Part(Exchange exchange) {
      this.exchange = exchange;
    }

    /**
     * Waits for the token's turn if it reads what is probably large.
     *
     * @throws ApiException 503 if its other large answers are not read in time
     */
    void begin() {
      Caller caller = exchange.caller();
      if (caller == null || !exchange.isRead() || paths.getIfPresent(exchange.path) == null) {
        return;
      }
      Semaphore own = turns.get(caller.tokenId(), id -> new Semaphore(OF_TOKEN, true));
      try {
        if (!own.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) {
          throw full();
        }
        turn = own;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw full();
      }
    }

    /**
     * Counts an answer that is made, and returns it.
     *
     * @throws ApiException 503 if there is no room to keep it until it is sent
     */
    Response made(Response answer) {
      if (answer.body() instanceof Body.Bytes whole && whole.bytes().length >= LARGE) {
        paths.put(exchange.path, true);
        int wanted = Math.min(all, whole.bytes().length / KIBIBYTE);
        if (!room.tryAcquire(wanted)) {
          throw full();
        }
        taken = wanted;
      }
      return answer;
    }

    private static ApiException full() {
      return ApiException.unavailable(
          "Too many large answers at once. Try again in a moment.", RETRY_AFTER);
    }

    @Override
    public void close() {
      room.release(taken);
      taken = 0;
      if (turn != null) {
        turn.release();
        turn = null;
      }
    }
  }
}
