// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.agents;

import dev.atrium.access.Access;
import dev.atrium.access.OwnerGrant;
import dev.atrium.access.Permission;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Accounts;
import dev.atrium.error.ApiException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The rules of an organization's coding-agent settings (behaviour §7). The selection outlives a
 * switch to another policy. It can be changed only while the policy is {@code selected}.
 */
public final class Agents {
  private final Database database;
  private final Access access;

  public Agents(Database database, Access access) {
    this.database = database;
    this.access = access;
  }

  Policy policy(OwnerGrant grant) {
    return database.read(handle -> AgentStore.policy(handle, grant.owner().id()));
  }

  void setPolicy(OwnerGrant grant, Policy policy) {
    changed(
        grant,
        Permission.WRITE_AGENT_SETTINGS,
        transaction -> {
          long owner = grant.owner().id();
          Policy was = AgentStore.policy(transaction.handle(), owner);
          Accounts.setAgentPolicy(transaction.handle(), owner, policy.wire());
          if (policy != was) {
            AuditLog.add(
                transaction,
                new AuditEvent(AuditAction.AGENT_POLICY_CHANGED)
                    .owner(owner)
                    .changed("policy", policy.wire(), was.wire()));
          }
        });
  }

  /**
   * Returns those selected repositories that the caller's token can read.
   *
   * @throws ApiException 409 unless the policy is {@code selected}
   */
  List<Long> selected(Handle handle, OwnerGrant grant) {
    requireSelected(handle, grant);
    List<Long> ids = AgentStore.selected(handle, grant.owner().id());
    Map<Long, RepositoryRole> roles = RepositoryAccess.roles(handle, grant.caller(), ids);
    return ids.stream().filter(id -> Selectable.readable(roles, id)).toList();
  }

  /**
   * Refuses a request before its body is read.
   *
   * @throws ApiException 409 unless the policy is {@code selected}
   */
  void requireSelected(OwnerGrant grant) {
    database.read(handle -> {
      requireSelected(handle, grant);
      return true;
    });
  }

  /**
   * Replaces the selection, as far as the caller's token can read it. Changes nothing if an id is
   * wrong.
   *
   * @throws ApiException 422 if a repository is not the organization's
   */
  void select(OwnerGrant grant, List<Long> ids) {
    changed(
        grant,
        Permission.WRITE_AGENT_SETTINGS,
        transaction -> {
          Handle handle = transaction.handle();
          requireSelected(handle, grant);
          long owner = grant.owner().id();
          Set<Long> wanted = new LinkedHashSet<>(ids);
          Selectable.of(handle, grant, wanted).require(ids);
          Set<Long> stored = new LinkedHashSet<>(AgentStore.selected(handle, owner));
          List<Long> gone =
              selected(handle, grant).stream().filter(id -> !wanted.contains(id)).toList();
          enable(transaction, owner, gone, false);
          enable(
              transaction,
              owner,
              wanted.stream().filter(id -> !stored.contains(id)).toList(),
              true);
        });
  }

  /**
   * Adds a repository to the selection, or removes it.
   *
   * @throws ApiException 404 if the repository is not the organization's or the caller cannot read
   *     it, 409 unless the policy is {@code selected}
   */
  void enable(OwnerGrant grant, long repositoryId, boolean enabled) {
    changed(
        grant,
        Permission.SWITCH_AGENT,
        transaction -> {
          Handle handle = transaction.handle();
          long owner = grant.owner().id();
          if (Selectable.of(handle, grant, List.of(repositoryId)).ids().isEmpty()) {
            throw ApiException.notFound();
          }
          requireSelected(handle, grant);
          if (AgentStore.isSelected(handle, owner, repositoryId) != enabled) {
            enable(transaction, owner, List.of(repositoryId), enabled);
          }
        });
  }

  private static void enable(Transaction transaction, long owner, List<Long> ids, boolean enabled) {
    if (enabled) {
      AgentStore.select(transaction.handle(), owner, ids);
    } else {
      AgentStore.unselect(transaction.handle(), owner, ids);
    }
    AuditAction action = enabled ? AuditAction.AGENT_ENABLED : AuditAction.AGENT_DISABLED;
    AuditLog.add(
        transaction,
        ids.stream().map(id -> new AuditEvent(action).owner(owner).repository(id)).toList());
  }

  private void changed(OwnerGrant grant, Permission permission, Consumer<Transaction> change) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      access.owners().renewAgentSettings(transaction, grant, permission);
      change.accept(transaction);
      return true;
    });
  }

  private static void requireSelected(Handle handle, OwnerGrant grant) {
    if (AgentStore.policy(handle, grant.owner().id()) != Policy.SELECTED) {
      throw ApiException.conflict(
          "The coding agent's policy of this organization is not 'selected'. Set enabled_repositories to 'selected' first.");
    }
  }

  /** Takes a repository that gets another owner out of the former owner's selection. */
  static void repositoryTransferred(Transaction transaction, Change change) {
    if (change instanceof Change.RepositoryTransferred(long id)) {
      AgentStore.removeRepository(transaction.handle(), id);
    }
  }
}
