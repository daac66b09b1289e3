// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;

/**
 * How a path names an owner: by login, or by id in the numeric form that {@code api_url} points to
 * (behaviour §1).
 */
public sealed interface OwnerRef {
  /**
   * Whether the path is one for organizations: a user's login does not answer there, nor the other
   * way round.
   */
  boolean organization();

  record ByLogin(boolean organization, String login) implements OwnerRef {
    /** Logins are compared without case. */
    String key() {
      return login.toLowerCase(Locale.ROOT);
    }
  }

  record ById(boolean organization, long id) implements OwnerRef {}
}
