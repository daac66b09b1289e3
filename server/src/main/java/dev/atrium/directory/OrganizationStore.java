// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.http.Page;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The queries on the {@code account} table that concern organizations only. */
final class OrganizationStore {
  private OrganizationStore() {}

  static Optional<Account> byLogin(Handle handle, String login) {
    return AccountStore.byLogin(handle, login).filter(Account::isOrganization);
  }

  /** Writes all fields that a PATCH can change. */
  static void update(Handle handle, Account organization) {
    handle
        .createUpdate(
            """
            UPDATE account SET name = :name, email = :email, company = :company, blog = :blog, location = :location,
              description = :description, twitter_username = :twitter, billing_email = :billing_email,
              default_repository_permission = :permission, members_can_create_repositories = :create,
              updated_at = :updated_at
            WHERE id = :id
            """)
        .bind("id", organization.id())
        .bind("name", organization.name())
        .bind("email", organization.email())
        .bind("company", organization.company())
        .bind("blog", organization.blog())
        .bind("location", organization.location())
        .bind("description", organization.description())
        .bind("twitter", organization.twitterUsername())
        .bind("billing_email", organization.billingEmail())
        .bind("permission", organization.defaultRepositoryPermission())
        .bind("create", organization.membersCanCreateRepositories())
        .bind("updated_at", organization.updatedAt())
        .execute();
  }

  /**
   * Returns a page of the organizations that a user belongs to, oldest first.
   *
   * @param only the id of the organization that the token is limited to; 0 for all
   */
  static List<Account> ofUser(Handle handle, long userId, long only, Page page) {
    return handle
        .createQuery(
            """
            SELECT %s FROM account JOIN membership ON membership.org_id = account.id
            WHERE membership.user_id = :user_id AND (:only = 0 OR account.id = :only)
            ORDER BY account.id LIMIT :limit OFFSET :offset
            """
                .formatted(AccountStore.COLUMNS))
        .bind("user_id", userId)
        .bind("only", only)
        .bind("limit", page.limit())
        .bind("offset", page.offset())
        .map(AccountStore.ACCOUNT)
        .list();
  }
}
