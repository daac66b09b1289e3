// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.meta;

import dev.atrium.error.ApiException;
import dev.atrium.http.ApiVersion;
import dev.atrium.http.RateLimit;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** The operations that clients call first and that operators monitor. */
public final class MetaApi {
  private static final List<String> ZEN =
      List.of(
          "Sources close at hand make answers that hold.",
          "Share the context, keep the keys.",
          "A door that is not there cannot be forced.",
          "What was acknowledged is on disk.",
          "Read the newest commit, not the oldest copy.");

  /** The seconds after which a health check may be worth another look. */
  private static final int RETRY_AFTER = 1;

  private final Supplier<Optional<String>> faults;
  private final RateLimit limit;
  private final Urls urls;
  private final String version;

  /**
   * @param faults says why reads or writes fail at the moment, within a second
   */
  MetaApi(Supplier<Optional<String>> faults, RateLimit limit, Urls urls, String version) {
    this.faults = faults;
    this.limit = limit;
    this.urls = urls;
    this.version = version;
  }

  /** Returns the API root, or the web page for a browser (behaviour §1). */
  public Response root(Request request) {
    if (request.header("Accept").orElse("").contains("text/html")) {
      return Response.text(
          "<!doctype html><html lang=en><meta charset=utf-8><title>Atrium</title><h1>Atrium</h1>"
              + "<p>A self-hosted Copilot Spaces server. Its API answers under <code>"
              + urls.api("/")
              + "</code>.</p></html>",
          "text/html; charset=utf-8");
    }
    return Response.ok(RootJson.of(urls));
  }

  public Response meta(Request request) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("verifiable_password_authentication", false);
    meta.put("installed_version", ApiVersion.ENTERPRISE_SERVER);
    meta.put("atrium_version", version);
    return Response.ok(meta);
  }

  public Response zen(Request request) {
    return Response.text(
        ZEN.get(ThreadLocalRandom.current().nextInt(ZEN.size())), "text/plain; charset=utf-8");
  }

  /**
   * Returns the state of the rate limit.
   *
   * @throws ApiException 404 if limits are switched off, as on GitHub Enterprise Server
   */
  public Response rateLimit(Request request) {
    if (!limit.enabled()) {
      throw ApiException.notFound();
    }
    RateLimit.State state = limit.state(request.caller().tokenId());
    Map<String, Object> core = new LinkedHashMap<>();
    core.put("limit", state.limit());
    core.put("remaining", state.remaining());
    core.put("reset", state.reset());
    core.put("used", state.used());
    Map<String, Object> resources = new LinkedHashMap<>();
    // hub4j rejects an answer without one of these. All requests here count as core.
    for (String resource : List.of("core", "search", "graphql", "integration_manifest")) {
      resources.put(resource, core);
    }
    return Response.ok(Map.of("resources", resources, "rate", core));
  }

  public Response live(Request request) {
    return Response.ok(Map.of("status", "live"));
  }

  /**
   * Answers 200 if reads and writes succeed.
   *
   * @throws ApiException 503 with the reason if they do not
   */
  public Response ready(Request request) {
    Optional<String> fault = faults.get();
    if (fault.isPresent()) {
      throw ApiException.unavailable(fault.get(), RETRY_AFTER);
    }
    return Response.ok(Map.of("status", "ready"));
  }
}
