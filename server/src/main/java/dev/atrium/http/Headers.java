// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.access.Caller;
import dev.atrium.access.Requirement;
import dev.atrium.access.Rule;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The headers of GitHub's answers (behaviour §9). Constant ones are built once. */
final class Headers {
  static final HeaderName IF_NONE_MATCH = HeaderNames.IF_NONE_MATCH;
  static final HeaderName API_VERSION = HeaderNames.create("X-GitHub-Api-Version");
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-GitHub-Request-Id");
  private static final HeaderName REMAINING = HeaderNames.create("X-RateLimit-Remaining");
  private static final HeaderName USED = HeaderNames.create("X-RateLimit-Used");
  private static final HeaderName RESET = HeaderNames.create("X-RateLimit-Reset");
  private static final HeaderName LIMIT = HeaderNames.create("X-RateLimit-Limit");
  private static final HeaderName VERSION_SELECTED =
      HeaderNames.create("X-GitHub-Api-Version-Selected");
  private static final HeaderName SCOPES = HeaderNames.create("X-OAuth-Scopes");
  private static final HeaderName ACCEPTED_SCOPES = HeaderNames.create("X-Accepted-OAuth-Scopes");
  private static final HeaderName ACCEPTED_PERMISSIONS =
      HeaderNames.create("X-Accepted-GitHub-Permissions");
  private static final HeaderName EXPIRATION =
      HeaderNames.create("GitHub-Authentication-Token-Expiration");
  private static final Header RESOURCE = HeaderValues.createCached("X-RateLimit-Resource", "core");
  private static final Header CACHE_PRIVATE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, max-age=60, s-maxage=60");
  private static final Header CACHE_NONE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

  private static final List<Header> ALWAYS =
      List.of(
          HeaderValues.createCached(
              HeaderNames.VARY, "Accept, Authorization, Cookie, X-GitHub-OTP"),
          HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
          HeaderValues.createCached("X-Frame-Options", "deny"),
          HeaderValues.createCached("Referrer-Policy", "same-origin"));

  /** The headers of answers that scripts of any origin may read. */
  private static final List<Header> ANY_ORIGIN =
      List.of(
          HeaderValues.createCached("X-GitHub-Media-Type", "github.v3; format=json"),
          HeaderValues.createCached("X-GitHub-Enterprise-Version", ApiVersion.ENTERPRISE_SERVER),
          HeaderValues.createCached("Access-Control-Allow-Origin", "*"),
          HeaderValues.createCached(
              "Access-Control-Expose-Headers",
              "ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, X-RateLimit-Remaining,"
                  + " X-RateLimit-Used, X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes,"
                  + " X-Accepted-OAuth-Scopes, X-Poll-Interval, X-GitHub-Media-Type, X-GitHub-SSO,"
                  + " X-GitHub-Request-Id, X-GitHub-Enterprise-Version, Deprecation, Sunset,"
                  + " X-Atrium-Spaces-Left-Out"));

  private static final Header LOCKED_DOWN = policy("'none'");
  private static final Header OWN_FORMS = policy("'self'");

  static final List<Header> PREFLIGHT =
      List.of(
          HeaderValues.createCached(
              "Access-Control-Allow-Methods", "GET, POST, PATCH, PUT, DELETE"),
          HeaderValues.createCached(
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since,"
                  + " X-GitHub-OTP, X-Requested-With, X-GitHub-Api-Version"),
          HeaderValues.createCached("Access-Control-Max-Age", "86400"));

  private static final Cache<Set<String>, Header> SCOPES_OF =
      Caffeine.newBuilder().maximumSize(1_000).build();

  /**
   * The headers that name the accepted scopes or permissions. Their number is bounded: four for
   * each permission.
   */
  private static final ConcurrentMap<Accepting, Header> ACCEPTED = new ConcurrentHashMap<>();

  private static final Map<String, Header> VERSIONS =
      ApiVersion.SUPPORTED.stream()
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  version -> HeaderValues.createCached(VERSION_SELECTED, version)));

  private Headers() {}

  /** Sets the headers that every answer of a profile has. */
  static void always(ServerResponseHeaders headers, Profile profile, String requestId) {
    ALWAYS.forEach(headers::set);
    if (profile.allowsAnyOrigin()) {
      ANY_ORIGIN.forEach(headers::set);
    }
    headers.setIfAbsent(profile == Profile.PAGE ? OWN_FORMS : LOCKED_DOWN);
    headers.set(HeaderValues.create(REQUEST_ID, requestId));
  }

  /**
   * Returns the policy of a page that loads nothing, runs nothing and stands in no frame.
   *
   * @param formAction the sources that its forms may be sent to, or be redirected to
   */
  static Header policy(String formAction) {
    return HeaderValues.createCached(
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action %s; frame-ancestors 'none'"
            .formatted(formAction));
  }

  static void version(ServerResponseHeaders headers, String version) {
    headers.set(Objects.requireNonNull(VERSIONS.get(version)));
  }

  static void caching(ServerResponseHeaders headers, boolean cacheable) {
    headers.setIfAbsent(cacheable ? CACHE_PRIVATE : CACHE_NONE);
  }

  static void limits(ServerResponseHeaders headers, RateLimit.State state) {
    headers.set(HeaderValues.create(LIMIT, state.limit()));
    headers.set(HeaderValues.create(REMAINING, state.remaining()));
    headers.set(HeaderValues.create(RESET, state.reset()));
    headers.set(HeaderValues.create(USED, state.used()));
    headers.set(RESOURCE);
  }

  /** Sets the headers that describe the token and what the operation accepts. */
  static void token(ServerResponseHeaders headers, Caller caller, Requirement requirement) {
    if (caller.kind().scoped()) {
      headers.set(
          SCOPES_OF.get(
              caller.scopes(),
              scopes ->
                  checked(
                      HeaderValues.createCached(
                          SCOPES, String.join(", ", new TreeSet<>(scopes))))));
    }
    headers.set(
        ACCEPTED.computeIfAbsent(
            new Accepting(requirement, caller.kind().scoped()), Headers::accepted));
    Long expires = caller.expiresAt();
    if (expires != null) {
      headers.set(HeaderValues.create(EXPIRATION, Json.time(expires)));
    }
  }

  /**
   * Returns the header if it is well-formed; the server does not check headers that it writes.
   *
   * @throws IllegalArgumentException if the value has a line end or another control character
   */
  static Header checked(Header header) {
    header.validate();
    return header;
  }

  private static Header accepted(Accepting of) {
    Rule rule = of.requirement.rule();
    return of.scoped
        ? HeaderValues.createCached(
            ACCEPTED_SCOPES, rule.acceptedScopes(of.requirement.organization()))
        : HeaderValues.createCached(
            ACCEPTED_PERMISSIONS,
            rule.acceptedPermissions()
                + (of.requirement.permission().namesRepository() ? ",metadata=read" : ""));
  }

  private record Accepting(Requirement requirement, boolean scoped) {}
}
