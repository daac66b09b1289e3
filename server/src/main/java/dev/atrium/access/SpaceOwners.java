// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The owners that may have spaces which a caller sees without naming the owner. */
public final class SpaceOwners {
  private static final String OF_PERSON =
      """
      SELECT id, kind FROM account WHERE id = :caller_id
        OR id IN (SELECT org_id FROM membership WHERE user_id = :caller_id)
        OR id IN (SELECT owner_id FROM space_collaborator WHERE user_id = :caller_id)
      ORDER BY login_key
      """;

  private static final String OF_TOKEN = "SELECT id, kind FROM account WHERE id = :owner_id";

  private SpaceOwners() {}

  /**
   * Returns the caller's own account, their organizations, and who has shared a space with them; of
   * an unscoped token only the account that it is for. Which spaces the caller sees there is
   * decided for each owner.
   */
  public static List<OwnerRef> of(Handle handle, Caller caller) {
    String sql = caller.kind().scoped() ? OF_PERSON : OF_TOKEN;
    return handle
        .createQuery(sql)
        .bind(
            caller.kind().scoped() ? "caller_id" : "owner_id",
            caller.kind().scoped() ? caller.id() : caller.resourceOwnerId())
        .map((row, context) ->
            (OwnerRef)
                new OwnerRef.ById(row.getString("kind").equals("Organization"), row.getLong("id")))
        .list();
  }
}
