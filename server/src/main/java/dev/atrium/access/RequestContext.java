// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Origin;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request, as far as the audit log tells of it.
 *
 * @param caller null where it came with a token that stands for nobody
 * @param tokenTail the last characters of the token
 * @param address that it came from
 * @param operation GitHub's operation id, or our own
 */
public record RequestContext(
    @Nullable Caller caller, String tokenTail, String address, String requestId, String operation) {
  private static final int TAIL = 4;

  /** The last four characters of a token; none of a short one, which they would give away. */
  public static String tail(String token) {
    return token.length() < 4 * TAIL ? "" : token.substring(token.length() - TAIL);
  }

  /** Runs the request: what it writes is written down as its doing. */
  public <T> T call(Supplier<T> handler) {
    return origin().call(handler);
  }

  /** The same, as the database hands it on. */
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
