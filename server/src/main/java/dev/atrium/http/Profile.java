// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/**
 * The kind of entry point that a route belongs to. It decides the form of errors, the
 * authentication challenge, the rate limit, the check of a browser's origin, and the headers of
 * answers. All but the health checks find the caller by the Authorization header.
 */
public enum Profile {
  /**
   * GitHub's REST API: JSON, from any origin as long as the token is not one that a browser adds by
   * itself.
   */
  REST(ErrorForm.JSON, Challenge.NONE, Limit.REQUESTS, OriginCheck.BASIC_WRITES),

  /** Git over HTTP: plain text that the git client prints, and a challenge that it understands. */
  GIT(ErrorForm.TEXT, Challenge.BASIC, Limit.REQUESTS, OriginCheck.BASIC_WRITES),

  /** Pages for people: HTML, and no writes from pages of other origins. */
  PAGE(ErrorForm.HTML, Challenge.BROWSER, Limit.REQUESTS, OriginCheck.WRITES),

  /** The Model Context Protocol: JSON-RPC, and no request from a page of another origin. */
  MCP(ErrorForm.JSON_RPC, Challenge.BEARER, Limit.REQUESTS, OriginCheck.ALWAYS),

  /** Health checks: no caller, no limit, and no User-Agent needed. */
  HEALTH(ErrorForm.JSON, Challenge.NONE, Limit.NONE, OriginCheck.NONE);

  private final ErrorForm errorForm;
  private final Challenge challenge;
  private final Limit limit;
  private final OriginCheck originCheck;

  Profile(ErrorForm errorForm, Challenge challenge, Limit limit, OriginCheck originCheck) {
    this.errorForm = errorForm;
    this.challenge = challenge;
    this.limit = limit;
    this.originCheck = originCheck;
  }

  /** Returns the form that errors are written in. */
  ErrorForm errorForm() {
    return errorForm;
  }

  /** Returns the challenge that a 401 carries. */
  Challenge challenge() {
    return challenge;
  }

  /** Returns the limit that applies unless a route names another one. */
  public Limit limit() {
    return limit;
  }

  /** Returns which requests a browser may send only from our own pages. */
  OriginCheck originCheck() {
    return originCheck;
  }

  /**
   * Tells whether the Authorization header is read. Health checks ignore it: to check a token takes
   * the database.
   */
  boolean findsCaller() {
    return this != HEALTH;
  }

  /** Tells whether a request without a User-Agent is refused, as GitHub's API does. */
  boolean needsUserAgent() {
    return this != HEALTH && this != MCP;
  }

  /** Tells whether scripts of any origin may read the answers, as on GitHub's API. */
  boolean allowsAnyOrigin() {
    return this == REST || this == HEALTH;
  }

  /** The {@code WWW-Authenticate} header of a 401. A write is never challenged to use Basic. */
  enum Challenge {
    /** Basic, for clients that accept HTML: a browser then asks for the token. */
    BROWSER,
    /** Basic, always: git asks its credential helper. */
    BASIC,
    /** Bearer, always. */
    BEARER,
    NONE
  }

  /** The requests that must not come from a page of another origin. */
  enum OriginCheck {
    NONE,
    /** All but GET and HEAD, if they carry Basic, which a browser may have added by itself. */
    BASIC_WRITES,
    /** All but GET and HEAD. */
    WRITES,
    /**
     * Every request, by its Host as well: a page must not reach a server on its reader's machine,
     * not even under a name that its author lets lead there.
     */
    ALWAYS
  }
}
