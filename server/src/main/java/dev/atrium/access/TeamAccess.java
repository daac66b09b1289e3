// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The rules for who sees and who administers a team. Members of the organization see it; a secret
 * team is visible only to its own members and the organization's owners.
 */
public final class TeamAccess {
  private static final String MAINTAINER = "maintainer";

  private TeamAccess() {}

  /**
   * Requires a maintainer of the team or an owner of the organization.
   *
   * @throws ApiException 403 if the caller is neither
   */
  public static void requireAdministrator(Handle handle, Caller caller, TeamFacts team) {
    if (!administers(handle, caller, team)) {
      throw ApiException.forbidden(
          "You must be a maintainer of the team %s or an owner of the organization."
              .formatted(team.slug()));
    }
  }

  /**
   * Requires that there is a team and the caller sees it.
   *
   * @throws ApiException 404 if there is none or they do not see it
   */
  public static void requireVisible(
      Handle handle, Caller caller, long organizationId, Optional<TeamFacts> team) {
    boolean sees = sees(handle, caller, organizationId, team);
    if (team.isEmpty()) {
      throw ApiException.notFound();
    }
    if (!sees) {
      throw ApiException.hidden();
    }
  }

  /**
   * Tells whether the caller may know of the team. The membership is looked up whether or not there
   * is a team, so that a hidden one takes the same work as none.
   */
  public static boolean sees(
      Handle handle, Caller caller, long organizationId, Optional<TeamFacts> team) {
    TeamFacts facts = team.orElse(TeamFacts.missing(organizationId));
    return !seen(handle, caller, organizationId, List.of(facts)).isEmpty();
  }

  /**
   * Returns the ids of the organization's teams among these that the caller may know of. It queries
   * the memberships of all teams together.
   */
  public static Set<Long> seen(
      Handle handle, Caller caller, long organizationId, Collection<TeamFacts> teams) {
    List<Long> secret = teams.stream().filter(TeamFacts::secret).map(TeamFacts::id).toList();
    Set<Long> own = new HashSet<>();
    OrganizationRole role =
        OrganizationAccess.role(
            caller,
            organizationId,
            () -> TeamFactsStore.membership(handle, organizationId, caller.id(), secret, own));
    return teams.stream()
        .filter(team ->
            switch (role) {
              case OWNER -> true;
              case MEMBER -> !team.secret() || own.contains(team.id());
              case OUTSIDER -> false;
            })
        .map(TeamFacts::id)
        .collect(Collectors.toSet());
  }

  private static boolean administers(Handle handle, Caller caller, TeamFacts team) {
    return switch (OrganizationAccess.role(handle, caller, team.organizationId())) {
      case OWNER -> true;
      case MEMBER ->
          TeamFactsStore.role(handle, team.id(), caller.id())
              .filter(MAINTAINER::equals)
              .isPresent();
      case OUTSIDER -> false;
    };
  }
}
