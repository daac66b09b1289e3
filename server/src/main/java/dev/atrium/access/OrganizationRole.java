// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/** A role in an organization, which decides about its memberships and teams. Lowest first. */
public enum OrganizationRole {
  /** Sees what every signed-in user sees: that the organization exists, and its profile. */
  OUTSIDER,
  /** Sees the members and the teams that are not secret. */
  MEMBER,
  /** Administers the organization. */
  OWNER;

  public boolean atLeast(OrganizationRole other) {
    return compareTo(other) >= 0;
  }
}
