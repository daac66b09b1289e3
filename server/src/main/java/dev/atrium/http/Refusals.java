// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.RequestContext;
import java.util.Map;

/** A receiver of refused requests. It must return at once. */
public interface Refusals {
  void add(Refusal refusal);

  /**
   * A request that was answered with 401, 403 or 404. Every kind is reported, so that the time of
   * an answer does not tell them apart.
   *
   * @param at milliseconds since 1970
   * @param parameters the path's parameters, decoded
   * @param path the path as the route names it
   * @param refused whether access was refused, rather than something missing
   */
  record Refusal(
      long at,
      RequestContext context,
      String path,
      Map<String, String> parameters,
      int status,
      boolean refused) {
    public Refusal {
      parameters = Map.copyOf(parameters);
    }
  }
}
