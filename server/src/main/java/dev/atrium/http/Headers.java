// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.access.Caller;
import dev.atrium.access.Requirement;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  private static final Cache<Kind, Header> ALWAYS_OF =
      Caffeine.newBuilder().maximumSize(2_000).build();

  private Headers() {}

  /**
   * Sets the headers that every answer of a kind has.
   *
   * @param caller null without one
   * @param requirement what the operation requires; null if it is not known
   */
  static void always(
      ServerResponseHeaders headers,
      Profile profile,
      String version,
      @Nullable Caller caller,
      @Nullable Requirement requirement,
      String requestId) {
    headers.setIfAbsent(profile == Profile.PAGE ? OWN_FORMS : LOCKED_DOWN);
    headers.set(HeaderValues.create(REQUEST_ID, requestId));
    if (caller == null || requirement == null) {
      headers.set(ALWAYS_OF.get(new Kind(profile, version, null, null), Headers::always));
      return;
    }
    Set<String> scopes = caller.kind().scoped() ? caller.scopes() : null;
    headers.set(ALWAYS_OF.get(new Kind(profile, version, scopes, requirement), Headers::always));
    Long expires = caller.expiresAt();
    if (expires != null) {
      headers.set(HeaderValues.create(EXPIRATION, Json.time(expires)));
    }
  }

  private static Header always(Kind kind) {
    List<Header> always = new ArrayList<>(ALWAYS);
    if (kind.profile.allowsAnyOrigin()) {
      always.addAll(ANY_ORIGIN);
    }
    always.add(HeaderValues.create(VERSION_SELECTED, kind.version));
    Set<String> scopes = kind.scopes;
    if (scopes != null) {
      always.add(HeaderValues.create(SCOPES, String.join(", ", new TreeSet<>(scopes))));
    }
    Requirement requirement = kind.requirement;
    if (requirement != null) {
      always.add(scopes != null ? acceptedScopes(requirement) : acceptedPermissions(requirement));
    }
    return together(always);
  }

  /**
   * Returns one header that is written as all of these: its value has the lines of the others.
   * Helidon keeps each header in a map and writes it in parts.
   */
  private static Header together(List<Header> headers) {
    Header first = checked(headers.getFirst());
    String rest =
        headers.stream()
            .skip(1)
            .map(Headers::checked)
            .map(header -> "\r\n" + header.name() + ": " + header.get())
            .collect(Collectors.joining());
    return HeaderValues.createCached(first.headerName(), first.get() + rest);
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

  /**
   * Returns the header if it is well-formed; the server does not check headers that it writes.
   *
   * @throws IllegalArgumentException if the value has a line end or another control character
   */
  static Header checked(Header header) {
    header.validate();
    return header;
  }

  private static Header acceptedScopes(Requirement of) {
    return HeaderValues.create(ACCEPTED_SCOPES, of.rule().acceptedScopes(of.organization()));
  }

  private static Header acceptedPermissions(Requirement of) {
    return HeaderValues.create(
        ACCEPTED_PERMISSIONS,
        of.rule().acceptedPermissions()
            + (of.permission().namesRepository() ? ",metadata=read" : ""));
  }

  /**
   * What the headers depend on that are the same for many answers.
   *
   * @param scopes null for a token without scopes, and without a caller
   * @param requirement null without a caller
   */
  private record Kind(
      Profile profile,
      String version,
      @Nullable Set<String> scopes,
      @Nullable Requirement requirement) {
    /**
     * Takes the permission for the whole requirement, whose rule would take longer than the rest.
     */
    @Override
    public int hashCode() {
      int permission = requirement == null ? 0 : requirement.permission().hashCode();
      int scoped = 31 * permission + Objects.hashCode(scopes);
      return 31 * (31 * scoped + version.hashCode()) + profile.hashCode();
    }
  }
}
