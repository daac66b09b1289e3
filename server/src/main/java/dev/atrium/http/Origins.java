// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The protection against pages of other origins that send requests in their reader's name. Browsers
 * say where a request comes from; other clients say nothing, and are let through.
 */
final class Origins {
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

  /**
   * The own sites, as browsers name them. {@code none} is a request by the user's own hand: a typed
   * address or a bookmark.
   */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** An address of four numbers, or of IPv6 in its brackets. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+\\]");

  private final Urls urls;

  Origins(Urls urls) {
    this.urls = urls;
  }

  /**
   * Checks a request as its profile requires.
   *
   * @throws ApiException 403 if a page of another origin sent it, or may have
   */
  void check(Exchange exchange) {
    boolean own =
        switch (exchange.profile.originCheck()) {
          case NONE -> true;
          case BASIC_WRITES ->
              exchange.isRead()
                  || exchange
                      .header(HeaderNames.AUTHORIZATION)
                      .filter(Credentials::mayBeTheBrowsers)
                      .isEmpty()
                  || isOwnPage(exchange);
          case WRITES -> exchange.isRead() || isOwnPage(exchange);
          case ALWAYS ->
              exchange.header(HeaderNames.ORIGIN).map(this::isOwnOrLoopback).orElse(true);
        };
    if (!own) {
      throw ApiException.forbidden(
          "This request comes from a page of another origin. Send it from a page of this server, or with the token as Bearer.");
    }
    if (exchange.profile.originCheck() == Profile.OriginCheck.ALWAYS
        && !exchange.header(HeaderNames.HOST).map(this::isOwnOrNoName).orElse(true)) {
      throw ApiException.forbidden(
          "The Host header names another server. This one is %s.".formatted(urls.publicUrl()));
    }
  }

  /**
   * Tells whether the request comes from a page of this server. The Host header counts besides the
   * public URL, since a machine can have several names. A page of another site cannot choose it.
   */
  private boolean isOwnPage(Exchange exchange) {
    Optional<String> site = exchange.header(FETCH_SITE);
    if (site.isPresent()) {
      return OWN_SITES.contains(site.get());
    }
    Optional<String> origin = exchange.header(HeaderNames.ORIGIN);
    return origin.isEmpty()
        || isPublic(origin.get())
        || authority(origin.get())
            .filter(
                own -> exchange.header(HeaderNames.HOST).filter(own::equalsIgnoreCase).isPresent())
            .isPresent();
  }

  /**
   * Tells whether an origin is the public one or loopback. The Host header does not count, because
   * a page can point its own host name at this machine.
   */
  private boolean isOwnOrLoopback(String origin) {
    return isPublic(origin)
        || authority(origin).map(Origins::withoutPort).filter(LOOPBACK::contains).isPresent();
  }

  /**
   * Tells whether a Host header is the public URL's, or one that nobody can point at this machine:
   * {@code localhost} or an address. Any other name may be that of a page whose author lets it lead
   * here.
   */
  private boolean isOwnOrNoName(String host) {
    String name = withoutPort(host).toLowerCase(Locale.ROOT);
    String own = withoutPort(URI.create(urls.publicUrl()).getRawAuthority());
    return name.equals("localhost")
        || name.equalsIgnoreCase(own)
        || ADDRESS.matcher(name).matches();
  }

  private boolean isPublic(String origin) {
    URI own = URI.create(urls.publicUrl());
    return origin.equalsIgnoreCase(own.getScheme() + "://" + own.getRawAuthority());
  }

  private static Optional<String> authority(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? Optional.empty() : Optional.of(origin.substring(scheme + 3));
  }

  private static String withoutPort(String authority) {
    return authority.replaceFirst(":\\d+$", "");
  }
}
