// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.error.ApiException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
   * Requires that the caller sees the team.
   *
   * @throws ApiException 404 if they do not
   */
  public static void requireVisible(Handle handle, Caller caller, TeamFacts team) {
    if (!sees(handle, caller, team)) {
      throw ApiException.hidden();
    }
  }

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

  /** Tells whether the caller may know of the team. */
  public static boolean sees(Handle handle, Caller caller, TeamFacts team) {
    return !seen(handle, caller, team.organizationId(), List.of(team)).isEmpty();
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
