// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Authenticated;
import dev.atrium.access.Caller;
import dev.atrium.access.PathSubject;
import dev.atrium.access.RequestContext;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The state of one request under way. Used by one thread. */
final class Exchange {
  private static final String API = "/api/v3";

  /** The most parameters of a query. Each becomes an entry of a map with two lists. */
  private static final int MOST_PARAMETERS = 100;

  /** A query that can be decoded; clients send many characters as they are. */
  private static final Pattern QUERY = Pattern.compile("(?:[!-$&-~]|%[0-9A-Fa-f]{2})*+");

  final String id = RequestId.next();
  final String method;

  /** The raw path, without a leading {@code /api/v3}. */
  final String path;

  /** REST until the route is known, so that an unknown path is answered as the API does. */
  Profile profile = Profile.REST;

  final ServerRequest request;
  private final Proxies proxies;
  private final Urls urls;
  private final long started = System.nanoTime();
  private Router.@Nullable Match match;
  private @Nullable String token;
  private @Nullable Authenticated authenticated;
  private RateLimit.@Nullable State limits;
  private @Nullable RateLimit counted;
  private String version = ApiVersion.DEFAULT;
  private boolean bodyRead;
  private List<ApiException> refusals = List.of();

  Exchange(ServerRequest request, Proxies proxies, Urls urls) {
    this.request = request;
    this.proxies = proxies;
    this.urls = urls;
    this.method = request.prologue().method().text();
    String raw = rawPath();
    this.path =
        raw.equals(API) ? "/" : raw.startsWith(API + "/") ? raw.substring(API.length()) : raw;
  }

  String rawPath() {
    String raw = request.prologue().uriPath().rawPath();
    int authority = raw.startsWith("/") ? -1 : raw.indexOf("://");
    if (authority < 0) {
      return raw;
    }
    int path = raw.indexOf('/', authority + "://".length()); // In absolute form.
    return path < 0 ? "/" : raw.substring(path);
  }

  /** Tells whether this is a GET or a HEAD, which is answered like a GET. */
  boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Returns a hash of the path and the query as they came. */
  int targetHash() {
    return 31 * path.hashCode() + request.query().rawValue().hashCode();
  }

  Optional<String> header(HeaderName name) {
    return request.headers().contains(name)
        ? Optional.of(request.headers().get(name).get())
        : Optional.empty();
  }

  /** Returns the caller's address; a trusted proxy's header may name it. */
  String address() {
    return proxies.address(request);
  }

  Proxies proxies() {
    return proxies;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Sets the route, and with it the profile. */
  void matched(Optional<Router.Match> found) {
    match = found.orElse(null);
    if (match != null) {
      profile = match.route().profile();
    }
  }

  Optional<Router.Match> match() {
    return Optional.ofNullable(match);
  }

  @Nullable Route route() {
    return match == null ? null : match.route();
  }

  Limit limit() {
    Route route = route();
    return route == null ? profile.limit() : route.limit();
  }

  /** Returns the space or repository that the path seems to name. */
  PathSubject subject() {
    return match == null ? PathSubject.NONE : match.route().subject().of(match.parameters());
  }

  /**
   * Refuses requests whose form no well-behaved client sends.
   *
   * @throws ApiException 403 if a required User-Agent is missing, 400 if the path or the query is
   *     not ASCII, or the query has a percent sign that encodes nothing
   */
  void checkForm() {
    if (profile.needsUserAgent() && !request.headers().contains(HeaderNames.USER_AGENT)) {
      throw ApiException.forbidden(
          "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
    }
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) <= ' ' || path.charAt(i) >= 0x7f) {
        throw ApiException.of(
            ErrorCode.BAD_REQUEST, "The path is not ASCII: percent-encode its UTF-8.");
      }
    }
    String query = request.query().rawValue();
    if (!query.isEmpty()) {
      checkQuery(query);
    }
  }

  private static void checkQuery(String query) {
    if (!QUERY.matcher(query).matches()) {
      throw ApiException.of(
          ErrorCode.BAD_REQUEST, "The query is not ASCII, or not percent-encoded as it should be.");
    }
    if (query.chars().filter(c -> c == '&').count() >= MOST_PARAMETERS) {
      throw ApiException.of(
          ErrorCode.BAD_REQUEST,
          "The query has too many parameters: at most %d.".formatted(MOST_PARAMETERS));
    }
  }

  void token(String sent) {
    token = sent;
  }

  Optional<String> token() {
    return Optional.ofNullable(token);
  }

  void authenticated(Authenticated found) {
    authenticated = found;
  }

  @Nullable Authenticated authenticated() {
    return authenticated;
  }

  @Nullable Caller caller() {
    return authenticated == null ? null : authenticated.caller();
  }

  /** Notes that the body has come as a whole. */
  void bodyRead() {
    bodyRead = true;
  }

  /**
   * Tells whether nobody knows if a body will follow: the client waits to be told to send it, and
   * was not.
   */
  boolean mayGetABody() {
    return !bodyRead && request.headers().contains(HeaderValues.EXPECT_100);
  }

  /** Notes that a part of the request was refused. */
  void refused(ApiException refusal) {
    List<ApiException> more = new ArrayList<>(refusals);
    more.add(refusal);
    refusals = more;
  }

  /** Returns how parts of the request were refused, and forgets it. */
  List<ApiException> takeRefusals() {
    List<ApiException> taken = refusals;
    refusals = List.of();
    return taken;
  }

  /** Tells whether a write of the request is committed, so that the request cannot be repeated. */
  boolean hasWritten() {
    return authenticated != null && authenticated.hasWritten();
  }

  /** Returns the caller's login for the log, or {@code -} without a caller. */
  String login() {
    return authenticated == null ? "-" : authenticated.caller().login();
  }

  /**
   * Counts the request against its token, or against its address if it has none.
   *
   * @throws ApiException 403 if a limit is exceeded
   */
  void count(RateLimit limit) {
    Caller caller = caller();
    checkLimit(caller == null ? limit.count(address()) : limit.count(caller.tokenId()));
    if (caller != null && !isRead()) {
      limit.countWrite(caller.tokenId());
    }
    counted = limit;
  }

  void checkLimit(RateLimit.State state) {
    limits = state;
    if (state.exceeded()) {
      long seconds = Math.max(1, state.reset() - System.currentTimeMillis() / 1000);
      long minutes = Math.ceilDiv(seconds, 60);
      throw ApiException.limited(
          "API rate limit exceeded. Try again in %d minute%s (see Retry-After)."
              .formatted(minutes, minutes == 1 ? "" : "s"),
          "",
          seconds);
    }
  }

  boolean exceedsLimit() {
    return limits != null && limits.exceeded();
  }

  RateLimit.@Nullable State limits() {
    return limits;
  }

  /**
   * Sets the version of the API that the request asks for.
   *
   * @throws ApiException 400 if it is not supported
   */
  void chooseVersion() {
    Optional<String> asked = header(Headers.API_VERSION);
    if (asked.isPresent()) {
      version = ApiVersion.check(asked.get());
    }
  }

  String version() {
    return version;
  }

  /** Returns the facts that the audit log records of the request. */
  RequestContext context(Route route) {
    String tail = token == null ? "" : RequestContext.tail(token);
    return new RequestContext(caller(), tail, address(), id, route.operation());
  }

  /**
   * Applies If-None-Match and Range. This comes last, so that a caller who lost access gets 404 and
   * never 304. A request that is answered with 304 does not count against the limit, if it names
   * what the client knows: {@code *} matches everything.
   */
  Response conditional(Response answer) {
    Response found = Conditions.apply(this, answer);
    Caller caller = caller();
    if (found.status() == 304 && counted != null && caller != null && knowsATag()) {
      limits = counted.uncount(caller.tokenId());
    }
    return found;
  }

  private boolean knowsATag() {
    return request.headers().get(Headers.IF_NONE_MATCH).allValues().stream()
        .noneMatch(ETags::hasWildcard);
  }

  /** Writes an error in the form of the profile. */
  Response error(ApiException e) {
    boolean html = accepts("text/html");
    Response answer = profile.errorForm().answer(e, documentation(e), html);
    if (e.code().status() == 401) {
      answer = challenged(answer, e, html);
    }
    return e.retryAfter() > 0 ? answer.with("Retry-After", Long.toString(e.retryAfter())) : answer;
  }

  private Response challenged(Response answer, ApiException e, boolean html) {
    String basic = "Basic realm=\"Atrium: a token as the password\"";
    return switch (profile.challenge()) {
      case BROWSER -> html && isRead() ? answer.with("WWW-Authenticate", basic) : answer;
      case BASIC -> isRead() ? answer.with("WWW-Authenticate", basic) : answer;
      case BEARER -> answer.with("WWW-Authenticate", bearer(e));
      case NONE -> answer;
    };
  }

  /** Names the document of RFC 9728 that says where to get a token for this path. */
  private String bearer(ApiException e) {
    return "Bearer %sresource_metadata=\"%s\""
        .formatted(
            e.code() == ErrorCode.BAD_CREDENTIALS ? "error=\"invalid_token\", " : "",
            urls.html("/.well-known/oauth-protected-resource" + path));
  }

  private boolean accepts(String type) {
    return header(HeaderNames.ACCEPT).filter(accepted -> accepted.contains(type)).isPresent();
  }

  private String documentation(ApiException e) {
    if (!e.documentation().isEmpty()) {
      return e.documentation();
    }
    Route route = route();
    String page = route == null ? "" : route.documentation();
    return page.isEmpty() ? Dispatcher.DOCS : Dispatcher.DOCS + "/" + page;
  }
}
