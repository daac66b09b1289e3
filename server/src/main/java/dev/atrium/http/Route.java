// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Requirement;
import java.util.List;

/**
 * One operation on one path.
 *
 * @param profile the kind of entry point
 * @param limit the rate limit that its requests count against
 * @param path the segments: {@code {name}} for a parameter, {@code {name}.git} for one with a fixed
 *     suffix, {@code {name...}} as the last for the whole rest
 * @param operation GitHub's operation id, or Atrium's own
 * @param documentation the operation's page under {@code https://docs.github.com/rest}, which
 *     errors point to
 * @param requirement what a token needs
 * @param subject the guess of the space or repository that the path names, before the caller is
 *     known
 */
public record Route(
    Profile profile,
    Limit limit,
    String method,
    String path,
    String operation,
    String documentation,
    Requirement requirement,
    Subject subject,
    Handler handler) {

  /** Makes a route with the limit of its profile and no subject. */
  public Route(
      Profile profile,
      String method,
      String path,
      String operation,
      String documentation,
      Requirement requirement,
      Handler handler) {
    this(
        profile,
        profile.limit(),
        method,
        path,
        operation,
        documentation,
        requirement,
        Subject.NONE,
        handler);
  }

  /** Returns this route with another limit. */
  public Route countedOn(Limit other) {
    return new Route(
        profile, other, method, path, operation, documentation, requirement, subject, handler);
  }

  /** Returns this route with a guess of what its path names. */
  public Route about(Subject named) {
    return new Route(
        profile, limit, method, path, operation, documentation, requirement, named, handler);
  }

  /** Returns the segments of the path. */
  List<String> segments() {
    return List.of(path.substring(1).split("/", -1));
  }
}
