// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.health;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of something that may fail for a while and for everybody alike, such as the database or
 * the disk. However many requests fail for it, the log has one line when it begins to fail, one a
 * minute while it does, and one when it works again.
 */
public final class Fault {
  private static final Logger LOG = LoggerFactory.getLogger(Fault.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final String failing;
  private final String working;
  private final LongSupplier nanos;
  private volatile @Nullable Failure failure;

  /** When the last line of a failure was logged; null for never. Guarded by this. */
  private @Nullable Long logged;

  /**
   * Makes a fault that is not there yet.
   *
   * @param failing a sentence without its end, such as {@code Writes to the database fail}
   * @param working a sentence that says that it is over, without its end
   */
  public Fault(String failing, String working) {
    this(failing, working, System::nanoTime);
  }

  Fault(String failing, String working, LongSupplier nanos) {
    this.failing = failing;
    this.working = working;
    this.nanos = nanos;
  }

  /**
   * Reports a failure.
   *
   * @param reason for everybody to read; it names no host and no path
   * @param detail for the log alone
   */
  public synchronized void failed(String reason, String detail) {
    long now = nanos.getAsLong();
    Failure before = failure;
    boolean logs = logged == null || now - logged >= EVERY.toNanos();
    if (logs) {
      logged = now;
      LOG.warn(
          "{}: {} ({}). Requests get 503 meanwhile, and the log says so once a minute.",
          failing,
          reason,
          detail.strip().replaceAll("\\s*\\R\\s*", " "));
    }
    failure =
        before == null
            ? new Failure(reason, now, logs)
            : new Failure(reason, before.since, before.logged || logs);
  }

  /** Reports that it works. Costs nothing if it worked before. */
  public void works() {
    if (failure != null) {
      end();
    }
  }

  private synchronized void end() {
    Failure over = failure;
    failure = null;
    if (over != null && over.logged) {
      LOG.info("{}, after {} s.", working, (nanos.getAsLong() - over.since) / 1_000_000_000);
    }
  }

  /** Tells whether it fails at the moment. */
  public boolean isThere() {
    return failure != null;
  }

  /** Returns what fails and why, as a sentence; nothing while it works. */
  public Optional<String> reason() {
    return Optional.ofNullable(failure).map(found -> failing + ": " + found.reason + ".");
  }

  private record Failure(String reason, long since, boolean logged) {}
}
