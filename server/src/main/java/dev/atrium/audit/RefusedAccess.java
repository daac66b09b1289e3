// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.http.Refusals;
import dev.atrium.jobs.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of refused accesses to the audit log. Requests only enqueue them; they are written in
 * batches in the background. If the process is killed, those of the last {@value #EVERY_MILLIS} ms
 * are lost. Refusals beyond the {@link Allowance} are only counted, in the next entry that is
 * written.
 *
 * <p>Refusals of what is hidden have an allowance and a count of their own. Otherwise their number
 * would show in the other entries, to readers who may not know that there is anything hidden.
 */
public final class RefusedAccess implements Refusals, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedAccess.class);

  /** The field with the number of earlier refusals, from all sources, that were not written. */
  static final String LEFT_OUT = "left_out";

  private static final int EVERY_MILLIS = 500;
  private static final int MOST_WAITING = 8_192;

  /** Small enough that no other write waits long for a batch. */
  private static final int BATCH = 200;

  private final Database database;
  private final BlockingQueue<Refusal> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Kept open = new Kept();
  private final Kept hidden = new Kept();
  private final ReentrantLock lock = new ReentrantLock();

  public RefusedAccess(Database database, Schedule schedule) {
    this.database = database;
    schedule.every(Duration.ofMillis(EVERY_MILLIS), this::flush);
  }

  @Override
  public void add(Refusal refusal) {
    if (!waiting.offer(refusal) && refusal.refused()) {
      of(refusal).leftOut.incrementAndGet();
    }
  }

  private Kept of(Refusal refusal) {
    return refusal.status() == 404 ? hidden : open;
  }

  /**
   * Writes all refusals that were enqueued before the call, and returns once they are in the log.
   */
  void flush() {
    lock.lock();
    try {
      List<Refusal> batch = new ArrayList<>();
      while (waiting.drainTo(batch, BATCH) > 0) {
        for (Kept kept : List.of(open, hidden)) {
          write(
              kept,
              batch.stream()
                  .filter(Refusal::refused)
                  .filter(refusal -> of(refusal).equals(kept))
                  .filter(kept::allows)
                  .toList());
        }
        batch.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(Kept kept, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    long left = kept.leftOut.getAndSet(0);
    try {
      database.write(transaction -> {
        append(transaction, refusals.getFirst(), left);
        refusals.stream().skip(1).forEach(refusal -> append(transaction, refusal, 0));
        return true;
      });
    } catch (RuntimeException e) {
      kept.leftOut.addAndGet(left + refusals.size());
      if (!ApiException.isPassing(e)) {
        LOG.warn("{} refused accesses are not in the audit log", refusals.size(), e);
      }
    }
  }

  private static void append(Transaction transaction, Refusal refusal, long left) {
    AuditEvent event =
        new AuditEvent(AuditAction.ACCESS_REFUSED)
            .with("status", refusal.status())
            .with(LEFT_OUT, left == 0 ? null : left);
    new RefusedTarget(transaction.handle(), refusal).addTo(event);
    AuditStore.append(transaction.handle(), refusal.at(), refusal.context().origin(), event);
  }

  /** Stops the timer and writes what is left. */
  @Override
  public void close() {
    flush();
  }

  /** What is written of one kind of refusals. */
  private static final class Kept {
    private final AtomicLong leftOut = new AtomicLong();
    private final Allowance allowance = new Allowance();

    boolean allows(Refusal refusal) {
      Long actor = refusal.context().origin().actorId(); // All tokens of an account are one source.
      boolean allowed =
          allowance.take(actor == null ? refusal.context().address() : actor, refusal.at());
      if (!allowed) {
        leftOut.incrementAndGet();
      }
      return allowed;
    }
  }
}
