// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/** That a caller may list or create spaces under an owner. Only {@link Access} makes one. */
public final class OwnerGrant {
  private final Caller caller;
  private final Owner owner;
  private final boolean administers;

  OwnerGrant(Caller caller, Owner owner, boolean administers) {
    this.caller = caller;
    this.owner = owner;
    this.administers = administers;
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
}
