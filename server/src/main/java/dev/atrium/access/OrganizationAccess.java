// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The rules for who may see and change an organization's members and teams. The scopes and
 * permissions of the token are checked before, by the operation's {@link Permission}.
 */
public final class OrganizationAccess {
  private OrganizationAccess() {}

  /**
   * Returns the caller's role. A site admin is an owner of every organization if the token has that
   * scope too, so that a server can be set up. A token that belongs to one owner is an outsider
   * everywhere else.
   */
  public static OrganizationRole role(Handle handle, Caller caller, long organizationId) {
    return role(
        caller, organizationId, () -> AccessStore.membership(handle, organizationId, caller.id()));
  }

  /**
   * Returns the caller's role from their membership.
   *
   * @param membership {@code admin}, {@code member} or empty; called only if the role depends on it
   */
  public static OrganizationRole role(
      Caller caller, long organizationId, Supplier<Optional<String>> membership) {
    if (!caller.kind().scoped() && caller.resourceOwnerId() != organizationId) {
      return OrganizationRole.OUTSIDER;
    }
    if (caller.isInstallation() || caller.administersSite()) {
      return OrganizationRole.OWNER;
    }
    return membership
        .get()
        .map(role -> role.equals("admin") ? OrganizationRole.OWNER : OrganizationRole.MEMBER)
        .orElse(OrganizationRole.OUTSIDER);
  }

  /**
   * Tells whether the user belongs to the organization, inside a write that gives them something
   * there. They cannot leave before that write ends, so that nothing is given to somebody who has
   * left.
   */
  public static boolean holdMember(Handle handle, long organizationId, long userId) {
    return AccessStore.heldMembership(handle, organizationId, userId).isPresent();
  }

  /**
   * Requires an owner of the organization.
   *
   * @throws ApiException 403 if the caller is not one
   */
  public static void requireOwner(Handle handle, Caller caller, long organizationId) {
    if (role(handle, caller, organizationId) != OrganizationRole.OWNER) {
      throw ApiException.forbidden("You must be an owner of the organization.");
    }
  }

  /**
   * Requires a member of the organization.
   *
   * @return the role
   * @throws ApiException 403 if the caller is not one
   */
  public static OrganizationRole requireMember(Handle handle, Caller caller, long organizationId) {
    OrganizationRole role = role(handle, caller, organizationId);
    if (role == OrganizationRole.OUTSIDER) {
      throw ApiException.forbidden("You must be a member of the organization.");
    }
    return role;
  }
}
