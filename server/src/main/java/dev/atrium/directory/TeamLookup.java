// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.TeamAccess;
import dev.atrium.error.ApiException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The lookup of the team that a path names, for those who may see or administer it. */
final class TeamLookup {
  private TeamLookup() {}

  /**
   * Returns the team, for those who see it.
   *
   * @throws ApiException 404 if there is none, or the caller does not see it
   */
  static Team visible(Handle handle, Caller caller, Account organization, String slug) {
    Optional<Team> team = TeamStore.bySlug(handle, organization.id(), slug);
    TeamAccess.requireVisible(handle, caller, organization.id(), team.map(Team::facts));
    return team.orElseThrow(ApiException::notFound);
  }

  /**
   * Returns the team, for its maintainers and the organization's owners.
   *
   * @throws ApiException 404 if there is none or the caller does not see it, 403 if the caller sees
   *     it but may not administer it
   */
  static Team administered(Handle handle, Caller caller, Account organization, String slug) {
    Team team = visible(handle, caller, organization, slug);
    TeamAccess.requireAdministrator(handle, caller, team.facts());
    return team;
  }
}
