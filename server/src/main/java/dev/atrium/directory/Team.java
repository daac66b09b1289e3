// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.TeamFacts;
import org.jspecify.annotations.Nullable;

/**
 * A team of an organization.
 *
 * @param parentId the team whose access its members inherit
 * @param slug what paths name it by, made of the name
 * @param privacy {@link #SECRET} or {@link #CLOSED}
 * @param permission pull, push or admin: what repositories are added with when nothing is said
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
  /** Seen by its members and the owners only; it stands alone, with no team above or below. */
  static final String SECRET = "secret";

  /** Seen by all members of the organization. */
  static final String CLOSED = "closed";

  public boolean secret() {
    return privacy.equals(SECRET);
  }

  /** Returns what decisions on the team look at. */
  TeamFacts facts() {
    return new TeamFacts(id, organizationId, slug, secret());
  }
}
