// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Origin;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one request that the audit log records.
 *
 * @param caller null if the request has no valid token
 * @param tokenTail the last characters of the token
 * @param address the client's address
 * @param operation GitHub's operation id, or Atrium's own
 */
public record RequestContext(
    @Nullable Caller caller, String tokenTail, String address, String requestId, String operation) {
  private static final int TAIL = 4;

  /**
   * Returns the last four characters of a token. For a token of fewer than 16 characters it returns
   * an empty text, because four would give too much of it away.
   */
  public static String tail(String token) {
    return token.length() < 4 * TAIL ? "" : token.substring(token.length() - TAIL);
  }

  /** Runs the request's handler. The audit log attributes its writes to this request. */
  public <T> T call(Supplier<T> handler) {
    return origin().call(handler);
  }

  /** Returns the same facts in the form that the database passes on. */
  public Origin origin() {
    return caller == null
        ? new Origin(null, null, null, tokenTail, "", address, requestId, operation)
        : new Origin(
            caller.id(),
            caller.login(),
            caller.tokenId(),
            tokenTail,
            caller.kind().name(),
            address,
            requestId,
            operation);
  }
}
