// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The association of accounts with a repository, read from the tables that grant access to it. */
final class PeopleStore {
  private PeopleStore() {}

  /**
   * Returns OWNER, MEMBER, COLLABORATOR or NONE for each account that exists.
   *
   * @param outside whether to hide who is a member
   */
  static Map<Long, String> associations(
      Handle handle, long ownerId, long repositoryId, boolean outside, List<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery(
            """
            SELECT account.id, CASE WHEN account.id = :owner_id THEN 'OWNER'
              WHEN NOT :outside AND membership.user_id IS NOT NULL THEN 'MEMBER'
              WHEN repository_collaborator.user_id IS NOT NULL THEN 'COLLABORATOR' ELSE 'NONE' END AS association
            FROM account
            LEFT JOIN membership ON membership.org_id = :owner_id AND membership.user_id = account.id
            LEFT JOIN repository_collaborator ON repository_collaborator.repository_id = :repository_id
              AND repository_collaborator.user_id = account.id
            WHERE account.id IN (<ids>)
            """)
        .bind("owner_id", ownerId)
        .bind("repository_id", repositoryId)
        .bind("outside", outside)
        .bindList("ids", ids)
        .map((row, context) -> Map.entry(row.getLong("id"), row.getString("association")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
