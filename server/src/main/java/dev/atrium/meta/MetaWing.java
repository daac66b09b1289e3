// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.meta;

import static dev.atrium.access.Permission.ANYONE;
import static dev.atrium.access.Permission.SIGNED_IN;

import dev.atrium.http.Limit;
import dev.atrium.http.Profile;
import dev.atrium.http.RateLimit;
import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import java.util.List;

/** The API root, the rate limit, and the health checks. */
public final class MetaWing extends Wing {

  /**
   * @param version the program's version, which {@code /meta} shows
   */
  public MetaWing(Platform platform, RateLimit limit, String version) {
    super(platform);
    MetaApi meta = new MetaApi(platform::fault, limit, platform.urls(), version);
    // spotless:off: one line an operation, however long.
    RouteList docs = routes.under("meta/meta");
    docs.add("GET /", "meta/root", "github-api-root", ANYONE, meta::root);
    docs.add("GET /meta", "meta/get", "get-github-meta-information", ANYONE, meta::meta);
    docs.add("GET /zen", "meta/get-zen", "get-the-zen-of-github", ANYONE, meta::zen);
    routes.under("rate-limit/rate-limit").countedOn(Limit.NONE).add("GET /rate_limit", "rate-limit/get", "get-rate-limit-status-for-the-authenticated-user", SIGNED_IN, meta::rateLimit);
    for (String path : List.of("/graphql", "/api/graphql")) {
      routes.add("POST " + path, "atrium/graphql", "", SIGNED_IN, GraphQl::answer);
    }
    RouteList health = routes.of(Profile.HEALTH);
    health.add("GET /health/live", "atrium/live", "", ANYONE, meta::live);
    health.add("GET /health/ready", "atrium/ready", "", ANYONE, meta::ready);
    // spotless:on
  }
}
