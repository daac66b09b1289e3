// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Changes;
import dev.atrium.db.Transaction;
import java.util.Optional;

/**
 * The audit events of repositories, under the different names that GitHub has for changes of one.
 */
final class RepositoryAudit {
  private RepositoryAudit() {}

  static void created(Transaction transaction, long id, boolean isPrivate) {
    AuditLog.add(
        transaction,
        new AuditEvent(AuditAction.REPOSITORY_CREATED)
            .repository(id)
            .with("visibility", isPrivate ? "private" : "public"));
  }

  static void changed(Transaction transaction, Repository was, Repository now) {
    if (!now.name().equals(was.name())) {
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.REPOSITORY_RENAMED)
              .repository(now.id())
              .with("name_was", was.name()));
    }
    if (now.isPrivate() != was.isPrivate()) {
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.REPOSITORY_VISIBILITY_CHANGED)
              .repository(now.id())
              .with("visibility", now.visibility())
              .with("previous_visibility", was.visibility()));
    }
    if (now.archived() != was.archived()) {
      AuditAction action =
          now.archived() ? AuditAction.REPOSITORY_ARCHIVED : AuditAction.REPOSITORY_UNARCHIVED;
      AuditLog.add(transaction, new AuditEvent(action).repository(now.id()));
    }
    Changes rest =
        new Changes()
            .field("description", now.description(), was.description())
            .field("homepage", now.homepage(), was.homepage())
            .field("default_branch", now.defaultBranch(), was.defaultBranch());
    if (!rest.none()) {
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.REPOSITORY_CHANGED)
              .repository(now.id())
              .with("fields", rest.fields()));
    }
  }

  /** Records that a repository is about to be deleted. */
  static void deleted(Transaction transaction, long id) {
    AuditLog.add(transaction, new AuditEvent(AuditAction.REPOSITORY_DELETED).repository(id));
  }

  /** Records who got, changed or lost access, if anything of it changed. */
  static void collaborator(
      Transaction transaction,
      long repositoryId,
      long userId,
      Optional<String> now,
      Optional<String> was) {
    if (!now.equals(was)) {
      AuditAction action =
          now.isEmpty()
              ? AuditAction.REPOSITORY_MEMBER_REMOVED
              : was.isEmpty()
                  ? AuditAction.REPOSITORY_MEMBER_ADDED
                  : AuditAction.REPOSITORY_MEMBER_CHANGED;
      AuditLog.add(
          transaction,
          new AuditEvent(action)
              .repository(repositoryId)
              .user(userId)
              .changed("permission", now.orElse(null), was.orElse(null)));
    }
  }
}
