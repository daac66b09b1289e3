// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/** What somebody may do with an organization, its memberships and its teams, lowest first. */
public enum OrganizationRole {
  /** Sees what everyone signed in sees: that it exists, its profile. */
  OUTSIDER,
  /** Sees its members and the teams that are not secret. */
  MEMBER,
  /** Administers it. */
  OWNER;

  public boolean atLeast(OrganizationRole other) {
    return compareTo(other) >= 0;
  }
}
