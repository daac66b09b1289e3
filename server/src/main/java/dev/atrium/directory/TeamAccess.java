// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.OrganizationRole;
import dev.atrium.error.ApiException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who sees and who administers a team. */
final class TeamAccess {
  private TeamAccess() {}

  /**
   * The team, for those who see it: members of the organization; of a secret one, its own members
   * and the owners.
   *
   * @throws ApiException 404 for everybody else, and when there is none
   */
  static Team visible(Handle handle, Caller caller, Account organization, String slug) {
    Team team =
        TeamStore.bySlug(handle, organization.id(), slug).orElseThrow(ApiException::notFound);
    if (!sees(handle, caller, team)) {
      throw ApiException.hidden();
    }
    return team;
  }

  /**
   * The team, for its maintainers and the owners of the organization.
   *
   * @throws ApiException 404 for those who do not see it, 403 for the others
   */
  static Team administered(Handle handle, Caller caller, Account organization, String slug) {
    Team team = visible(handle, caller, organization, slug);
    requireAdministrator(handle, caller, team);
    return team;
  }

  static void requireAdministrator(Handle handle, Caller caller, Team team) {
    if (!administers(handle, caller, team)) {
      throw ApiException.forbidden(
          "You must be a maintainer of the team %s or an owner of the organization."
              .formatted(team.slug()));
    }
  }

  static boolean sees(Handle handle, Caller caller, Team team) {
    return !seen(handle, caller, team.organizationId(), List.of(team)).isEmpty();
  }

  /** Those of an organization's teams that the caller may know of, by one statement. */
  static Set<Long> seen(Handle handle, Caller caller, long organizationId, Collection<Team> teams) {
    List<Long> secret = teams.stream().filter(Team::secret).map(Team::id).toList();
    Set<Long> own = new HashSet<>();
    OrganizationRole role =
        OrganizationAccess.role(
            caller,
            organizationId,
            () -> TeamMemberStore.membership(handle, organizationId, caller.id(), secret, own));
    return teams.stream()
        .filter(team ->
            switch (role) {
              case OWNER -> true;
              case MEMBER -> !team.secret() || own.contains(team.id());
              case OUTSIDER -> false;
            })
        .map(Team::id)
        .collect(Collectors.toSet());
  }

  private static boolean administers(Handle handle, Caller caller, Team team) {
    return switch (OrganizationAccess.role(handle, caller, team.organizationId())) {
      case OWNER -> true;
      case MEMBER ->
          TeamMemberStore.role(handle, team.id(), caller.id())
              .filter(TeamMember.MAINTAINER::equals)
              .isPresent();
      case OUTSIDER -> false;
    };
  }
}
