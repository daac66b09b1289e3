// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.RequestContext;
import java.util.Map;

/** Is told of requests that were refused, and must be done with it at once. */
public interface Refusals {
  void add(Refusal refusal);

  /**
   * A request that got 401, 403 or 404. All of these are told, so that none of them takes longer
   * than another.
   *
   * @param at milliseconds since 1970
   * @param parameters of the path, decoded
   * @param path as the route names it
   * @param refused whether access was refused, rather than something missing
   */
  record Refusal(
      long at,
      RequestContext visit,
      String path,
      Map<String, String> parameters,
      int status,
      boolean refused) {
    public Refusal {
      parameters = Map.copyOf(parameters);
    }
  }
}
