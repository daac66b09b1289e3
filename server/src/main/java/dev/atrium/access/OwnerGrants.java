// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Transaction;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The decisions of who may list and create spaces under an owner, and who may see or change what
 * belongs to an organization as a whole.
 */
public final class OwnerGrants {
  private final AccessTable table;
  private final KeptFacts facts;

  OwnerGrants(AccessTable table, KeptFacts facts) {
    this.table = table;
    this.facts = facts;
  }

  /**
   * Lets the caller list an owner's spaces.
   *
   * @throws ApiException 404 if the owner is unknown or an organization that the caller is not a
   *     member of
   */
  public OwnerGrant list(Authenticated authenticated, OwnerRef ref) {
    OwnerRelation relation = relation(authenticated, ref, Permission.LIST_SPACES);
    if (!allows(relation, Permission.LIST_SPACES)) {
      throw ApiException.hidden();
    }
    return new OwnerGrant(
        relation.caller(),
        relation.owner(),
        relation.administers(),
        facts.teams(relation.caller(), relation.owner(), authenticated.stamp()));
  }

  /**
   * Lets the caller create a space: members in their organization, users under their own account.
   *
   * @throws ApiException 404 if the owner is unknown, 403 if the caller may not create one there
   */
  public OwnerGrant create(Authenticated authenticated, OwnerRef ref) {
    return creating(relation(authenticated, ref, Permission.CREATE_SPACE));
  }

  /** Decides again inside the write; a member cannot leave before it ends. */
  public OwnerGrant renewCreate(Transaction transaction, OwnerGrant grant) {
    Owner owner = grant.owner();
    Caller caller = grant.caller();
    return creating(
        new OwnerRelation(
            caller,
            owner,
            owner.isOrganization()
                ? AccessStore.heldMembership(transaction.handle(), owner.id(), caller.id())
                : Optional.empty()));
  }

  /**
   * Lets an organization's owners see or change its settings of the coding agent.
   *
   * @throws ApiException 404 if the organization is unknown, 403 if the caller is not one of its
   *     owners
   */
  public OwnerGrant agentSettings(
      Authenticated authenticated, String organization, Permission permission) {
    if (permission.namesRepository()) {
      table.of(Permission.READ_REPOSITORY).check(authenticated.caller(), true);
    }
    return administered(
        relation(authenticated, new OwnerRef.ByLogin(true, organization), permission), permission);
  }

  /** Decides again on the settings of the coding agent, inside the write. */
  public OwnerGrant renewAgentSettings(
      Transaction transaction, OwnerGrant grant, Permission permission) {
    return administered(stored(transaction.handle(), grant), permission);
  }

  /**
   * Lets an organization's owners read its audit log. Being a site admin does not suffice, since
   * the log reports on spaces.
   *
   * @throws ApiException as {@link #agentSettings}
   */
  public OwnerGrant auditLog(Authenticated authenticated, String organization) {
    return administered(
        relation(
            authenticated, new OwnerRef.ByLogin(true, organization), Permission.READ_AUDIT_LOG),
        Permission.READ_AUDIT_LOG);
  }

  /** Decides again on the audit log, inside the read. */
  public OwnerGrant readingAuditLog(Handle handle, OwnerGrant grant) {
    return administered(stored(handle, grant), Permission.READ_AUDIT_LOG);
  }

  /** Checks the token first, and only then whether the owner exists. */
  private OwnerRelation relation(Authenticated authenticated, OwnerRef ref, Permission permission) {
    Caller caller = authenticated.caller();
    table.of(permission).check(caller, ref.organization());
    Stamp stamp = authenticated.stamp();
    Owner owner = facts.owner(ref, stamp).orElseThrow(ApiException::notFound);
    return new OwnerRelation(caller, owner, facts.membership(caller, owner, stamp));
  }

  private static OwnerRelation stored(Handle handle, OwnerGrant grant) {
    return new OwnerRelation(
        grant.caller(), grant.owner(), KeptFacts.membership(handle, grant.caller(), grant.owner()));
  }

  private boolean allows(OwnerRelation relation, Permission permission) {
    return relation
        .standing()
        .atLeast(table.of(permission).standing(relation.owner().isOrganization()));
  }

  private OwnerGrant administered(OwnerRelation relation, Permission permission) {
    if (!allows(relation, permission)) {
      throw ApiException.forbidden("You must be an owner of the organization.");
    }
    return new OwnerGrant(relation.caller(), relation.owner(), true, List.of());
  }

  private OwnerGrant creating(OwnerRelation relation) {
    if (!allows(relation, Permission.CREATE_SPACE)) {
      throw ApiException.forbidden(
          relation.owner().isOrganization()
              ? "You must be a member of the organization to create a Copilot Space in it."
              : "You can create Copilot Spaces only for your own account.");
    }
    return new OwnerGrant(relation.caller(), relation.owner(), relation.administers(), List.of());
  }
}
