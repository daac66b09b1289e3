// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Requirement;
import java.util.List;

/**
 * One operation on one path.
 *
 * @param profile the kind of entrance
 * @param limit the rate limit that its requests count on
 * @param path segments: {@code {name}} for a parameter, {@code {name}.git} for one with a fixed
 *     end, {@code {name...}} last for all that is left
 * @param operation GitHub's operation id, or our own
 * @param documentation the operation's page under {@code https://docs.github.com/rest}, which
 *     errors point to
 * @param requirement what a token needs
 * @param subject the space that the path names, as far as it is known before the caller is
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

  /** Makes a route of a profile, with the profile's limit. */
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

  /** Returns the same route, counted on another limit. */
  public Route countedOn(Limit other) {
    return new Route(
        profile, other, method, path, operation, documentation, requirement, subject, handler);
  }

  /** Returns the same route, about a space. */
  public Route about(Subject space) {
    return new Route(
        profile, limit, method, path, operation, documentation, requirement, space, handler);
  }

  /** Returns the path in pieces. */
  List<String> segments() {
    return List.of(path.substring(1).split("/", -1));
  }
}
