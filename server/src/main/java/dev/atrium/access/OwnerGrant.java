// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.List;

/**
 * That a caller may list or create spaces under an owner, or change its settings. Only {@link
 * Access} makes one.
 */
public final class OwnerGrant {
  private final Caller caller;
  private final Owner owner;
  private final boolean administers;
  private final List<Long> teamIds;

  OwnerGrant(Caller caller, Owner owner, boolean administers, List<Long> teamIds) {
    this.caller = caller;
    this.owner = owner;
    this.administers = administers;
    this.teamIds = List.copyOf(teamIds);
  }

  public Caller caller() {
    return caller;
  }

  public Owner owner() {
    return owner;
  }

  /**
   * Whether every space of the owner is the caller's to administer: the user themself, an owner of
   * the organization, its app.
   */
  public boolean administers() {
    return administers;
  }

  /** The caller's teams in the organization, and all above them. */
  List<Long> teamIds() {
    return teamIds;
  }
}
