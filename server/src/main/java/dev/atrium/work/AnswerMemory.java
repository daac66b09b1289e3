// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.error.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all answers under way may take together. A request counts the texts that it reads
 * for its answer. If there is no room for them, it drops what it has read, waits, and reads again,
 * so that a request that waits holds nothing. An account has one large answer at a time, and a
 * quarter of the memory for all others.
 */
public final class AnswerMemory {
  /** The size in bytes up to which an answer is not counted; nearly all are smaller. */
  static final int FREE = 64 * 1024;

  /** The size in bytes from which an answer is large. */
  static final int LARGE = 1024 * 1024;

  private static final ScopedValue<Share> CURRENT = ScopedValue.newInstance();

  private static final int KIBIBYTE = 1024;

  /** What a character takes at most in a text, and once more in what the driver read. */
  private static final int BYTES_OF_CHARACTER = 4;

  /** What a small object, such as a label, takes with its texts. */
  private static final int BYTES_OF_OBJECT = 1024;

  /** The part of the memory that one account's smaller answers may take is one by this. */
  private static final int PART_OF_ONE = 4;

  /** How much more room an answer asks for if it found none. */
  private static final int GROWTH = 4;

  /** The seconds after which a client may ask again. */
  private static final int RETRY_AFTER = 10;

  /** In KiB. */
  private final int all;

  private final Semaphore room;
  private final Duration patience;
  private final Cache<Long, OfAccount> accounts = Caffeine.newBuilder().weakValues().build();

  /** Takes a quarter of the heap. A request waits for half a minute. */
  public AnswerMemory() {
    this(Runtime.getRuntime().maxMemory() / 4, Duration.ofSeconds(30));
  }

  /**
   * @param patience how long a request waits for room, and as long for its account's turn
   */
  AnswerMemory(long bytes, Duration patience) {
    this.all = Math.clamp(bytes / KIBIBYTE, 1, Integer.MAX_VALUE);
    this.room = new Semaphore(all, true);
    this.patience = patience;
  }

  /**
   * Counts a text that was read for the current request. Does nothing without a request.
   *
   * @throws Full if there is no room for it
   */
  public static void count(@Nullable String text) {
    if (text != null && CURRENT.isBound()) {
      CURRENT.get().add((long) text.length() * BYTES_OF_CHARACTER);
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

  /**
   * Returns the id of the account that the current request is made by. Returns 0 for an anonymous
   * request, and without a request.
   */
  static long account() {
    return CURRENT.isBound() ? CURRENT.get().account : 0;
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

    /** In KiB. */
    private int held;

    /** What of it counts for the account, which is all of an answer that is not large. */
    private int heldOfAccount;

    private int wanted;
    private long account;
    private @Nullable OfAccount ofAccount;
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

    /** Sets the account that the request is made by. */
    public void of(long accountId) {
      account = accountId;
    }

    /** Returns what the account has, which is kept here because the cache holds it weakly. */
    private OfAccount ofAccount() {
      if (ofAccount == null) {
        ofAccount = accounts.get(account, id -> new OfAccount(mostOfOne()));
      }
      return ofAccount;
    }

    private void add(long bytes) {
      atLeast(size + bytes);
    }

    private void atLeast(long bytes) {
      size = Math.max(size, bytes);
      if (size > FREE) {
        int needed = Math.clamp(Math.ceilDiv(size, FREE) * (FREE / KIBIBYTE), 1, all);
        if (needed > held && !take(needed) && !isFinal) {
          wanted = needed;
          throw new Full();
        }
      }
    }

    private boolean take(int needed) {
      int more = needed - held;
      int moreOfAccount = 0;
      if (size > LARGE) {
        hasTurn = hasTurn || (!room.hasQueuedThreads() && ofAccount().turn.tryAcquire());
        if (!hasTurn) {
          return false;
        }
      } else if (ofAccount().room.tryAcquire(more)) {
        moreOfAccount = more;
      } else {
        return false;
      }
      if (!room.tryAcquire(more)) {
        ofAccount().room.release(moreOfAccount);
        return false;
      }
      held = needed;
      heldOfAccount += moreOfAccount;
      return true;
    }

    /**
     * Waits for room after {@link Full}, so that the request can be repeated. Before that it gives
     * back what it has.
     *
     * @throws ApiException 503 if there is no room in time
     */
    public void await() {
      giveBack();
      int more = (int) Math.min((long) wanted * GROWTH, all);
      if (size > LARGE) {
        acquire(ofAccount().turn, 1);
        hasTurn = true;
      } else {
        more = Math.min(more, mostOfOne());
        acquire(ofAccount().room, more);
        heldOfAccount = more;
      }
      size = 0;
      acquire(room, more);
      held = more;
    }

    private void acquire(Semaphore from, int permits) {
      Waits.acquire(
          from,
          permits,
          patience,
          () ->
              ApiException.unavailable(
                  "Too many large answers at once. Try again in a moment.", RETRY_AFTER));
    }

    /** Gives back what was taken beyond the answer, which is complete now. */
    public void trim() {
      keep(size > FREE ? Math.clamp(Math.ceilDiv(size, KIBIBYTE), 1, held) : 0);
    }

    private void giveBack() {
      keep(0);
      if (hasTurn) {
        ofAccount().turn.release();
        hasTurn = false;
      }
    }

    private void keep(int needed) {
      room.release(held - needed);
      held = needed;
      int ofAccountNow = Math.min(heldOfAccount, needed);
      if (ofAccountNow < heldOfAccount) {
        ofAccount().room.release(heldOfAccount - ofAccountNow);
        heldOfAccount = ofAccountNow;
      }
    }

    @Override
    public void close() {
      giveBack();
    }
  }

  /** Returns the KiB that the smaller answers of one account may take, or one of them. */
  private int mostOfOne() {
    return Math.min(all, Math.max(all / PART_OF_ONE, LARGE / KIBIBYTE));
  }

  /** What an account has: a turn for a large answer, and room in KiB for the others. */
  private static final class OfAccount {
    final Semaphore turn = new Semaphore(1, true);
    final Semaphore room;

    OfAccount(int most) {
      this.room = new Semaphore(most, true);
    }
  }

  /** Signals that there is no room for what was read. It is caught where requests are run. */
  public static final class Full extends RuntimeException {
    private Full() {
      super("No room for a large answer", null, false, false);
    }
  }
}
