// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.TeamFacts;
import org.jspecify.annotations.Nullable;

/**
 * A team of an organization.
 *
 * @param parentId the team whose access its members inherit; null for none
 * @param slug its name in paths, derived from {@code name}
 * @param privacy {@link #SECRET} or {@link #CLOSED}
 * @param permission pull, push or admin: the default for repositories that are added to the team
 * @param createdAt seconds since 1970
 */
public record Team(
    long id,
    long organizationId,
    String organizationLogin,
    @Nullable Long parentId,
    String slug,
    String name,
    @Nullable String description,
    String privacy,
    String notificationSetting,
    String permission,
    long createdAt,
    long updatedAt) {
  /**
   * Privacy of a team that only its members and the owners see. It has neither a parent nor child
   * teams.
   */
  static final String SECRET = "secret";

  /** Privacy of a team that all members of the organization see. */
  static final String CLOSED = "closed";

  public boolean secret() {
    return privacy.equals(SECRET);
  }

  /** Returns the facts that access decisions on the team need. */
  TeamFacts facts() {
    return new TeamFacts(id, organizationId, slug, secret());
  }
}
