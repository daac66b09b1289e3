// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The account and the request on whose behalf a write is made, which the audit log records for
 * every change. It is bound to a thread while its work runs, and goes with each write to the thread
 * that carries it out.
 *
 * @param actorId null for the server itself, and for a request without a known caller
 * @param tokenTail the last characters of the token; empty if they would give too much of it away
 * @param address the client's address
 * @param operation GitHub's operation id, or Atrium's own
 */
public record Origin(
    @Nullable Long actorId,
    @Nullable String actor,
    @Nullable Long tokenId,
    String tokenTail,
    String tokenKind,
    String address,
    String requestId,
    String operation) {

  /** The origin of work that no request asked for. No account can have this name. */
  public static final Origin SERVER =
      new Origin(null, "atrium[server]", null, "", "", "", "", "atrium/server");

  private static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();

  /** Returns the origin of the work under way on this thread. */
  public static Origin current() {
    return CURRENT.orElse(SERVER);
  }

  /** Runs work whose writes have this origin. */
  public <T> T call(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }
}
