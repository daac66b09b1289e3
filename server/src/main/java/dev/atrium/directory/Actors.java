// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.TeamAccess;
import dev.atrium.http.Texts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Users and teams as a path or a body names them: by login or slug first, else by id. */
public final class Actors {
  private Actors() {}

  /** Returns a user; never an organization, a bot or the ghost. */
  public static Optional<Account> user(Handle handle, String identifier) {
    return MembershipStore.user(handle, identifier)
        .or(() ->
            Texts.integer(identifier)
                .flatMap(id -> AccountStore.byId(handle, id))
                .filter(MembershipStore::isPerson));
  }

  /** Returns a team of the organization, by slug or id, if the caller sees it. */
  public static Optional<Team> team(
      Handle handle, Caller caller, long organizationId, String identifier) {
    return seen(
            handle, caller, organizationId, TeamStore.bySlug(handle, organizationId, identifier))
        .or(() ->
            Texts.integer(identifier).flatMap(id -> team(handle, caller, organizationId, id)));
  }

  /** Returns a team of the organization, by id only, if the caller sees it. */
  public static Optional<Team> team(Handle handle, Caller caller, long organizationId, long id) {
    return seen(
        handle,
        caller,
        organizationId,
        TeamStore.byId(handle, id).filter(team -> team.organizationId() == organizationId));
  }

  /** Returns the team if there is one and the caller may know of it. */
  static Optional<Team> seen(
      Handle handle, Caller caller, long organizationId, Optional<Team> team) {
    return TeamAccess.sees(handle, caller, organizationId, team.map(Team::facts))
        ? team
        : Optional.empty();
  }

  /** Returns the ids of those teams of the organization that the caller sees. */
  public static Set<Long> teams(
      Handle handle, Caller caller, long organizationId, Collection<Long> ids) {
    List<Team> found =
        TeamStore.byIds(handle, ids).values().stream()
            .filter(team -> team.organizationId() == organizationId)
            .toList();
    return seen(handle, caller, organizationId, found);
  }

  /** Returns those of the teams that exist, and their direct parents, by id. */
  public static Map<Long, Team> withParents(Handle handle, Collection<Long> ids) {
    Map<Long, Team> teams = new HashMap<>(TeamStore.byIds(handle, ids));
    List<Long> parents =
        teams.values().stream().flatMap(team -> Stream.ofNullable(team.parentId())).toList();
    teams.putAll(TeamStore.byIds(handle, parents));
    return teams;
  }

  /**
   * Returns the ids of those of an organization's teams that the caller may know of. A secret team
   * is known to its members and the organization's owners only.
   */
  public static Set<Long> seen(
      Handle handle, Caller caller, long organizationId, Collection<Team> teams) {
    return TeamAccess.seen(
        handle, caller, organizationId, teams.stream().map(Team::facts).toList());
  }

  /** Returns the direct parent of a team, if it has one. */
  public static Optional<Team> parent(Handle handle, Team team) {
    return Optional.ofNullable(team.parentId()).flatMap(id -> TeamStore.byId(handle, id));
  }
}
