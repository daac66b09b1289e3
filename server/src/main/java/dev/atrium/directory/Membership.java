// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

/**
 * The membership of a user in an organization. It is active from the start, since Atrium has no
 * invitations.
 *
 * @param role {@link #OWNER} or {@link #MEMBER}
 */
record Membership(Account organization, Account user, String role) {
  static final String OWNER = "admin";
  static final String MEMBER = "member";

  Membership {
    if (!role.equals(OWNER) && !role.equals(MEMBER)) {
      throw new IllegalArgumentException(role);
    }
  }
}
