// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.List;

/**
 * Proof that a caller may list or create spaces under an owner, or change its settings. Only {@link
 * OwnerGrants} makes one.
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

  /** Returns all of the decision that an answer depends on, to be compared with another one. */
  public Object grounds() {
    return List.of(caller, owner, administers, teamIds);
  }

  /**
   * Tells whether the caller administers every space of the owner: the user themself, an owner of
   * the organization, or an installation of an app on it.
   */
  public boolean administers() {
    return administers;
  }

  /** Returns the caller's teams in the organization and all teams above them. */
  List<Long> teamIds() {
    return teamIds;
  }
}
