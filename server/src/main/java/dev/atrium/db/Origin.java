// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a write is made, and by which request: what the audit log says of every change.
 * It belongs to a thread for as long as its work runs, and goes with each write to wherever that is
 * carried out.
 *
 * @param actorId null for the server itself, and for whoever could not be told
 * @param tokenTail the last characters of the token; empty where they would give too much of it
 * @param address that the request came from
 * @param operation GitHub's operation id, or our own
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

  /** What no request asked for. No account can have this name. */
  public static final Origin SERVER =
      new Origin(null, "atrium[server]", null, "", "", "", "", "atrium/server");

  private static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();

  /** That of the work under way on this thread. */
  public static Origin current() {
    return CURRENT.orElse(SERVER);
  }

  /** Runs work whose writes are made on this behalf. */
  public <T> T call(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }
}
