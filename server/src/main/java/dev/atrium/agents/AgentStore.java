// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.agents;

import dev.atrium.db.Ids;
import dev.atrium.error.ReferenceGone;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The stored policy of an organization, and its selection of repositories. */
final class AgentStore {
  private AgentStore() {}

  static Policy policy(Handle handle, long orgId) {
    return handle
        .createQuery("SELECT agent_policy FROM account WHERE id = :id")
        .bind("id", orgId)
        .map((row, context) -> Policy.of(row.getString("agent_policy")))
        .findOne()
        .orElseThrow(ReferenceGone::new);
  }

  /**
   * Returns the selected repositories, sorted by id. Leaves out those that were transferred to
   * another owner.
   */
  static List<Long> selected(Handle handle, long orgId) {
    return handle
        .createQuery(
            """
            SELECT agent_repository.repository_id FROM agent_repository
            JOIN repository ON repository.id = agent_repository.repository_id
              AND repository.owner_id = agent_repository.owner_id
            WHERE agent_repository.owner_id = :owner_id ORDER BY agent_repository.repository_id
            """)
        .bind("owner_id", orgId)
        .mapTo(Long.class)
        .list();
  }

  static boolean isSelected(Handle handle, long orgId, long repositoryId) {
    return handle
            .createQuery(
                "SELECT count(*) FROM agent_repository WHERE repository_id = :id AND owner_id = :owner_id")
            .bind("id", repositoryId)
            .bind("owner_id", orgId)
            .mapTo(Long.class)
            .one()
        == 1;
  }

  static void select(Handle handle, long orgId, Collection<Long> repositoryIds) {
    for (List<Long> ids : Ids.in(repositoryIds)) {
      handle
          .createUpdate(
              """
              INSERT INTO agent_repository (repository_id, owner_id)
              SELECT id, owner_id FROM repository WHERE owner_id = :owner_id AND id IN (<ids>)
              ON CONFLICT (repository_id) DO UPDATE SET owner_id = excluded.owner_id
              """)
          .bind("owner_id", orgId)
          .bindList("ids", ids)
          .execute();
    }
  }

  static void unselect(Handle handle, long orgId, Collection<Long> repositoryIds) {
    for (List<Long> ids : Ids.in(repositoryIds)) {
      handle
          .createUpdate(
              "DELETE FROM agent_repository WHERE owner_id = :owner_id AND repository_id IN (<ids>)")
          .bind("owner_id", orgId)
          .bindList("ids", ids)
          .execute();
    }
  }

  /** Takes a repository out of the selection of the owner that it had. */
  static void removeRepository(Handle handle, long repositoryId) {
    handle
        .createUpdate("DELETE FROM agent_repository WHERE repository_id = :id")
        .bind("id", repositoryId)
        .execute();
  }
}
