// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.VisibleRepositories;
import dev.atrium.http.Paged;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A team with the further data that its answers show.
 *
 * @param members how many people are in it or a team below it
 * @param repositories how many repositories it has access to, inherited ones included, of those
 *     that the caller sees
 */
record TeamDetails(
    Team team,
    @Nullable Team parent,
    long members,
    long repositories,
    Account organization,
    long publicRepositories) {

  static TeamDetails of(Handle handle, Caller caller, Team team) {
    return of(handle, caller, List.of(team)).getFirst();
  }

  /** Reads the details of a page of teams. */
  static Paged<TeamDetails> of(Handle handle, Caller caller, Paged<Team> teams) {
    return teams.with(of(handle, caller, teams.rows()));
  }

  /** Reads the details of many teams with a few statements, however many teams there are. */
  static List<TeamDetails> of(Handle handle, Caller caller, List<Team> teams) {
    List<Long> ids = teams.stream().map(Team::id).toList();
    Map<Long, Team> parents =
        TeamStore.byIds(
            handle,
            teams.stream().map(Team::parentId).filter(Objects::nonNull).distinct().toList());
    Map<Long, Long> members = TeamStore.memberCounts(handle, ids);
    Map<Long, Long> repositories = VisibleRepositories.countOfTeams(handle, caller, ids);
    Map<Long, Account> organizations =
        AccountStore.byIds(handle, teams.stream().map(Team::organizationId).distinct().toList());
    Map<Long, Long> published =
        organizations.keySet().stream()
            .collect(Collectors.toMap(id -> id, id -> AccountStore.publicRepositories(handle, id)));
    return teams.stream()
        .map(team ->
            new TeamDetails(
                team,
                team.parentId() == null ? null : parents.get(team.parentId()),
                members.getOrDefault(team.id(), 0L),
                repositories.getOrDefault(team.id(), 0L),
                Objects.requireNonNull(organizations.get(team.organizationId())),
                published.getOrDefault(team.organizationId(), 0L)))
        .toList();
  }
}
