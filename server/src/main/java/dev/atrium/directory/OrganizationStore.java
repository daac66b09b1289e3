// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.db.Listing;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import java.util.Map;
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
  static Paged<Account> ofUser(Handle handle, long userId, long only, Page page) {
    Listing all =
        new Listing(
            """
            SELECT %s FROM account JOIN membership ON membership.org_id = account.id
            WHERE membership.user_id = :user_id AND (:only = 0 OR account.id = :only)
            """
                .formatted(AccountStore.COLUMNS),
            "account.id",
            Map.of("user_id", userId, "only", only));
    return page.read(
        all.rows(handle, AccountStore.ACCOUNT, page.limit(), page.offset()),
        () -> all.count(handle));
  }
}
