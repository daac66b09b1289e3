// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Caller;
import io.helidon.webserver.http.ServerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request, as {@code key=value}: who, what, how it ended. No query and no body, which
 * may hold what is private.
 */
public final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("access");

  void write(
      String id,
      ServerRequest request,
      int status,
      int bytes,
      @Nullable Caller caller,
      long startedNanos) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "request_id="
              + id
              + " method="
              + request.prologue().method().text()
              + " path="
              + request.prologue().uriPath().rawPath()
              + " status="
              + status
              + " bytes="
              + bytes
              + " user="
              + (caller == null ? "-" : caller.login())
              + " micros="
              + (System.nanoTime() - startedNanos) / 1000);
    }
  }
}
