// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Changes;
import dev.atrium.db.Transaction;

/** The audit entries of changed settings of an organization. */
final class OrganizationAudit {
  private OrganizationAudit() {}

  /** Records which settings changed, if any. */
  static void changed(Transaction transaction, Account was, Account now) {
    String permission = "default_repository_permission";
    String creating = "members_can_create_repositories";
    boolean mayCreate = now.membersCanCreateRepositories();
    boolean mightCreate = was.membersCanCreateRepositories();
    Changes changes =
        new Changes()
            .field("name", now.name(), was.name())
            .field("email", now.email(), was.email())
            .field("company", now.company(), was.company())
            .field("blog", now.blog(), was.blog())
            .field("location", now.location(), was.location())
            .field("description", now.description(), was.description())
            .field("twitter_username", now.twitterUsername(), was.twitterUsername())
            .field("billing_email", now.billingEmail(), was.billingEmail())
            .field(permission, now.defaultRepositoryPermission(), was.defaultRepositoryPermission())
            .field(creating, mayCreate, mightCreate);
    if (!changes.none()) {
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.ORGANIZATION_CHANGED)
              .owner(now.id())
              .with("fields", changes.fields())
              .changed(
                  permission, now.defaultRepositoryPermission(), was.defaultRepositoryPermission())
              .changed(creating, mayCreate, mightCreate));
    }
  }
}
