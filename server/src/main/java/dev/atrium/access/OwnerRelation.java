// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Optional;

/**
 * A caller's relation to an owner of spaces.
 *
 * @param membership {@code member} or {@code admin} of the organization; empty if the caller is
 *     neither, and for a user's own account
 */
record OwnerRelation(Caller caller, Owner owner, Optional<String> membership) {

  /** Returns the caller's standing with the owner, before any role on one of the owner's spaces. */
  Standing standing() {
    if (administers()) {
      // An app's permissions alone say what it may do: it owns nothing, and takes no member's
      // place.
      return Standing.OWNER;
    }
    return owner.isOrganization() && isMember() ? Standing.MEMBER : Standing.ANYONE;
  }

  /** Tells whether the caller administers every space of the owner. */
  boolean administers() {
    if (!caller.kind().scoped() && caller.resourceOwnerId() != owner.id()) {
      return false;
    }
    if (caller.isInstallation()) {
      return true;
    }
    return owner.isOrganization()
        ? membership.filter("admin"::equals).isPresent()
        : owner.id() == caller.id();
  }

  /** Tells whether the caller is a member, with a token that reaches the organization. */
  boolean isMember() {
    return membership.isPresent()
        && (caller.kind().scoped() || caller.resourceOwnerId() == owner.id());
  }
}
