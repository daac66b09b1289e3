// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;

/**
 * A path's reference to an owner: by login, or by id in the numeric form that {@code api_url}
 * points to (behaviour §1).
 */
public sealed interface OwnerRef {
  /**
   * Tells whether the path is one for organizations. A user's login does not answer there, nor an
   * organization's on a path for users.
   */
  boolean organization();

  record ByLogin(boolean organization, String login) implements OwnerRef {
    /** Returns the login as it is compared: without case. */
    String key() {
      return login.toLowerCase(Locale.ROOT);
    }
  }

  record ById(boolean organization, long id) implements OwnerRef {}
}
