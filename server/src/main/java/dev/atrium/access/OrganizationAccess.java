// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Who may see and change an organization's members and teams. Which scopes and permissions a token
 * needs for it is the {@link Permission}'s question, asked before.
 */
public final class OrganizationAccess {
  private OrganizationAccess() {}

  /**
   * The caller's role. A site admin administers every organization, so that a server can be set up,
   * when the token has that scope too; a token that belongs to one owner is nobody to the others.
   */
  public static OrganizationRole role(Handle handle, Caller caller, long organizationId) {
    return role(
        caller, organizationId, () -> AccessStore.membership(handle, organizationId, caller.id()));
  }

  /**
   * The same, by the caller's membership: {@code admin}, {@code member} or nothing. It is asked for
   * only where it decides.
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
   * Whether the user belongs to the organization, inside a write that gives them something there:
   * until it ends they cannot leave, so that nothing is given to who is gone.
   */
  public static boolean holdMember(Handle handle, long organizationId, long userId) {
    return AccessStore.heldMembership(handle, organizationId, userId).isPresent();
  }

  /**
   * Lets owners through.
   *
   * @throws ApiException 403 that says so
   */
  public static void requireOwner(Handle handle, Caller caller, long organizationId) {
    if (role(handle, caller, organizationId) != OrganizationRole.OWNER) {
      throw ApiException.forbidden("You must be an owner of the organization.");
    }
  }

  /**
   * Lets members through.
   *
   * @return the role
   * @throws ApiException 403 that says so
   */
  public static OrganizationRole requireMember(Handle handle, Caller caller, long organizationId) {
    OrganizationRole role = role(handle, caller, organizationId);
    if (role == OrganizationRole.OUTSIDER) {
      throw ApiException.forbidden("You must be a member of the organization.");
    }
    return role;
  }
}
