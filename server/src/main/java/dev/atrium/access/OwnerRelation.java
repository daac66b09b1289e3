// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Optional;

/**
 * A caller's relation to an owner of spaces.
 *
 * @param membership {@code member} or {@code admin} of the organization; nothing for neither, and
 *     for a user's own account
 */
record OwnerRelation(Caller caller, Owner owner, Optional<String> membership) {

  /** Returns the standing towards the owner, whatever the role on one of their spaces. */
  Standing standing() {
    if (administers()) {
      // What an app may do, its permissions say: it owns nothing, and holds no one's place.
      return Standing.OWNER;
    }
    return owner.isOrganization() && isMember() ? Standing.MEMBER : Standing.ANYONE;
  }

  /** Tells whether every space of the owner is the caller's to administer. */
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

  /** Tells whether the caller is a member, by a token that reaches the organization. */
  boolean isMember() {
    return membership.isPresent()
        && (caller.kind().scoped() || caller.resourceOwnerId() == owner.id());
  }
}
