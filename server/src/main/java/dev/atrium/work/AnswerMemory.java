// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.error.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all answers under way may take together. A request counts the texts that it reads
 * for its answer. If there is no room for them, it drops what it has read, waits, and reads again,
 * so that a request that waits holds nothing. An account has one large answer at a time. Large
 * answers have three quarters of the memory, and all others have the rest, of which one account has
 * half at most.
 */
public final class AnswerMemory {
  /** The size in bytes up to which an answer is not counted; nearly all are smaller. */
  static final int FREE = 64 * 1024;

  /** The size in bytes from which an answer is large. */
  static final int LARGE = 1024 * 1024;

  private static final ScopedValue<Share> CURRENT = ScopedValue.newInstance();

  private static final int KIBIBYTE = 1024;

  /** What a character takes at most in a text. While it is read, the driver has it once more. */
  private static final int BYTES_OF_CHARACTER = 2;

  /** What a small object, such as a label, takes with its texts. */
  private static final int BYTES_OF_OBJECT = 1024;

  /** How much more room an answer asks for if it found none. */
  private static final int GROWTH = 4;

  /** How many requests of one account wait at once: each has its headers and its body. */
  private static final int MOST_WAITING_OF_ONE = 64;

  /** The seconds after which a client may ask again. */
  private static final int RETRY_AFTER = 10;

  /** What large answers may take together, in KiB. */
  private final int large;

  /** What the other answers of one account may take, in KiB. */
  private final int one;

  private final Semaphore roomForLarge;
  private final Semaphore roomForSmaller;
  private final Duration patience;
  private final LargeAnswers largeAnswers = new LargeAnswers();
  private final Cache<Long, AccountRoom> accounts = Caffeine.newBuilder().weakValues().build();

  /** Takes a quarter of the heap. A request waits for half a minute. */
  public AnswerMemory() {
    this(Runtime.getRuntime().maxMemory() / 4, Duration.ofSeconds(30));
  }

  /**
   * @param patience how long a request waits for room, and as long for its account's turn
   */
  AnswerMemory(long bytes, Duration patience) {
    int all = Math.clamp(bytes / KIBIBYTE, 4, Integer.MAX_VALUE);
    int smaller = all / 4;
    this.large = all - smaller;
    this.one = Math.min(smaller, Math.max(smaller / 2, LARGE / KIBIBYTE));
    this.roomForLarge = new Semaphore(large, true);
    this.roomForSmaller = new Semaphore(smaller, true);
    this.patience = patience;
  }

  /**
   * Counts a text that was read for the current request. Does nothing without a request.
   *
   * @throws Full if there is no room for it
   */
  public static void count(@Nullable String text) {
    if (text != null && CURRENT.isBound()) {
      Share share = CURRENT.get();
      share.drivers += (long) text.length() * BYTES_OF_CHARACTER;
      share.add(2L * text.length() * BYTES_OF_CHARACTER);
    }
  }

  /**
   * Counts objects of the current request's answer that are made of short texts. Does nothing
   * without a request.
   *
   * @throws Full if there is no room for them
   */
  public static void countObjects(int number) {
    countBytes((long) number * BYTES_OF_OBJECT);
  }

  /**
   * Counts memory that the current request is about to take. Does nothing without a request.
   *
   * @throws Full if there is no room for it
   */
  public static void countBytes(long bytes) {
    if (CURRENT.isBound()) {
      CURRENT.get().add(bytes);
    }
  }

  /**
   * Counts memory that the current request takes only while it works, such as a parsed text. If the
   * work fails, it stays counted: what is refused for want of room asks for all of it again.
   *
   * @throws Full if there is no room for it
   */
  public static <T> T countWhile(long bytes, Supplier<T> work) {
    countBytes(bytes);
    T result = work.get();
    if (CURRENT.isBound()) {
      CURRENT.get().size -= bytes;
    }
    return result;
  }

  /**
   * Counts the current request's answer, whose size is known now.
   *
   * @throws Full if there is no room for it
   */
  public static void countWhole(long bytes) {
    if (CURRENT.isBound()) {
      CURRENT.get().atLeast(bytes);
    }
  }

  /**
   * Returns a unit of work that counts for the request that asks for it now, whichever thread runs
   * it. From its end on the request cannot be repeated, so nothing that it reads is refused.
   */
  public static <A, T> Function<A, T> write(Function<A, T> work) {
    if (!CURRENT.isBound()) {
      return work;
    }
    Share share = CURRENT.get();
    return argument -> {
      T result = share.call(() -> work.apply(argument));
      share.isFinal = true;
      return result;
    };
  }

  /** Returns whom the current request is made by, or somebody unknown without a request. */
  static Requester requester() {
    return CURRENT.isBound() ? CURRENT.get().requester : new Requester();
  }

  /** Returns the share of the request that this thread works for, if any. */
  static @Nullable Share current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /** Returns the share of one request. */
  public Share share() {
    return new Share();
  }

  /** The share of one request, held until its answer is sent. Used by one thread at a time. */
  public final class Share implements AutoCloseable {
    /** The bytes that were counted since the request began, or began again. */
    private long size;

    /** Those that the driver had, and has no more once the answer is complete. */
    private long drivers;

    /** In KiB. */
    private int held;

    private int wanted;
    private final Requester requester = new Requester();
    private LargeAnswers.Latest before = largeAnswers.unknown();
    private @Nullable AccountRoom own;
    private boolean hasTurn;
    private boolean isFinal;

    private Share() {}

    /** Runs the request's work, whose texts this counts. */
    public <T> T call(Supplier<T> work) {
      return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** Runs a part of the request's work on a thread of its own, while the request waits. */
    <T, X extends Throwable> T on(ScopedValue.CallableOp<T, X> work) throws X {
      return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Sends the answer, which is complete: nothing that is read for it now is refused. */
    public <T> T send(Supplier<T> work) {
      isFinal = true;
      return call(work);
    }

    /** Returns whom the request is made by. */
    public Requester requester() {
      return requester;
    }

    /**
     * Waits for room before the work begins, if the latest answer to the same request by the same
     * token was large: to read it only in order to drop it would keep the database busy.
     *
     * @param token the token's id, or 0 without one
     * @param request a hash of what is asked for
     * @return whether it waited, so that the caller must be found again
     * @throws ApiException as {@link #await} does
     */
    public boolean prepare(long token, int request) {
      before = largeAnswers.latest(requester.account(), token, request);
      size = before.size();
      wanted = (int) (size / KIBIBYTE / GROWTH);
      if (size > 0) {
        await();
      }
      return hasTurn;
    }

    /** Returns what the account has, which is kept here because the cache holds it weakly. */
    private AccountRoom own() {
      if (own == null) {
        own = accounts.get(requester.account(), id -> new AccountRoom(one));
      }
      return own;
    }

    private void add(long bytes) {
      atLeast(size + bytes);
    }

    private void atLeast(long bytes) {
      size = Math.max(size, bytes);
      if (size > FREE) {
        int needed =
            (int) Math.min(Math.ceilDiv(size, FREE) * (FREE / KIBIBYTE), isLarge() ? large : one);
        boolean hasRoom = needed <= held && isLarge() == hasTurn;
        if (!hasRoom && !take(needed) && !isFinal) {
          wanted = needed;
          throw new Full();
        }
      }
    }

    /** Tells whether the answer is large, or was while it was made. */
    private boolean isLarge() {
      return hasTurn || size > LARGE;
    }

    private boolean take(int needed) {
      if (isLarge() && !hasTurn) {
        if (roomForLarge.hasQueuedThreads() || !own().turn.tryAcquire()) {
          return false;
        }
        giveBack(); // It moves to the room for large answers.
        hasTurn = true;
      }
      int more = needed - held;
      boolean taken = hasTurn ? roomForLarge.tryAcquire(more) : own().tryTake(more, roomForSmaller);
      held = taken ? needed : held;
      return taken;
    }

    /**
     * Waits for room after {@link Full}, so that the request can be repeated. Before that it gives
     * back what it has.
     *
     * @throws ApiException 503 if there is no room in time, or too many of the account wait
     */
    public void await() {
      before.note(size);
      giveBack();
      AtomicInteger waiting = own().waiting;
      try {
        if (waiting.incrementAndGet() > MOST_WAITING_OF_ONE) {
          throw tooMany();
        }
        awaitRoom();
      } finally {
        waiting.decrementAndGet();
      }
    }

    private void awaitRoom() {
      long more = (long) wanted * GROWTH;
      if (size > LARGE) {
        acquire(own().turn, 1);
        hasTurn = true;
        acquire(roomForLarge, (int) Math.min(more, large));
        held = (int) Math.min(more, large);
      } else {
        int smaller = (int) Math.min(more, one);
        own().take(smaller, roomForSmaller, this::acquire);
        held = smaller;
      }
      size = 0;
      drivers = 0;
    }

    private void acquire(Semaphore from, int permits) {
      Waits.acquire(from, permits, patience, AnswerMemory::tooMany);
    }

    /** Gives back what was taken beyond the answer, which is complete now. */
    public void trim() {
      before.note(size);
      long left = size - drivers;
      keep(left > FREE ? Math.clamp(Math.ceilDiv(left, KIBIBYTE), 0, held) : 0);
    }

    private void giveBack() {
      keep(0);
      if (hasTurn) {
        own().turn.release();
        hasTurn = false;
      }
    }

    private void keep(int needed) {
      int less = held - needed;
      held = needed;
      if (hasTurn) {
        roomForLarge.release(less);
      } else if (less > 0) {
        own().giveBack(less, roomForSmaller);
      }
    }

    @Override
    public void close() {
      giveBack();
    }
  }

  private static ApiException tooMany() {
    return ApiException.unavailable(
        "Too many large answers at once. Try again in a moment.", RETRY_AFTER);
  }
}
