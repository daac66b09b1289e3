// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The lookup of ids by the names in paths. */
final class TargetStore {
  private TargetStore() {}

  static Optional<Long> account(Handle handle, String login) {
    return handle
        .createQuery("SELECT id FROM account WHERE login_key = :key")
        .bind("key", login.toLowerCase(Locale.ROOT))
        .mapTo(Long.class)
        .findOne();
  }

  static Optional<Long> space(Handle handle, long ownerId, long number) {
    return handle
        .createQuery("SELECT id FROM space WHERE owner_id = :owner_id AND number = :number")
        .bind("owner_id", ownerId)
        .bind("number", number)
        .mapTo(Long.class)
        .findOne();
  }

  static Optional<Long> team(Handle handle, long organizationId, String slug) {
    return handle
        .createQuery("SELECT id FROM team WHERE org_id = :org_id AND slug = :slug")
        .bind("org_id", organizationId)
        .bind("slug", slug)
        .mapTo(Long.class)
        .findOne();
  }

  static boolean hasTeam(Handle handle, long organizationId, long id) {
    return handle
        .createQuery("SELECT count(*) FROM team WHERE id = :id AND org_id = :org_id")
        .bind("id", id)
        .bind("org_id", organizationId)
        .mapTo(Long.class)
        .map(count -> count == 1)
        .one();
  }

  /** Returns the repository's id by its present name or a former one. */
  static Optional<Long> repository(Handle handle, String owner, String name) {
    return handle
        .createQuery(
            """
            SELECT repository.id FROM repository JOIN account ON account.id = repository.owner_id
            WHERE account.login_key = :owner AND repository.name_key = :name
            UNION
            SELECT repository_id FROM repository_redirect WHERE owner_key = :owner AND name_key = :name
            """)
        .bind("owner", owner.toLowerCase(Locale.ROOT))
        .bind("name", name.toLowerCase(Locale.ROOT))
        .mapTo(Long.class)
        .findFirst();
  }
}
