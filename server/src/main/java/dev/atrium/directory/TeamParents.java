// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.TeamAccess;
import dev.atrium.error.FieldError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rule for placing a team below another. Its members inherit the parent's access, so only those
 * who administer both may do it.
 */
final class TeamParents {
  private final Handle handle;
  private final Caller caller;
  private final Account organization;

  TeamParents(Handle handle, Caller caller, Account organization) {
    this.handle = handle;
    this.caller = caller;
    this.organization = organization;
  }

  /**
   * Returns the parent that the team will have. A parent that the caller does not see is a fault,
   * just like an unknown one.
   *
   * @param team as it is now; a new one has the id 0
   * @param faults the list to which faults of the parent are added
   * @throws dev.atrium.error.ApiException 403 if the caller may not administer the new parent
   */
  Optional<Team> of(Team team, TeamChange change, List<FieldError> faults) {
    if (!change.namesParent()) {
      return Optional.ofNullable(team.parentId()).flatMap(id -> TeamStore.byId(handle, id));
    }
    if (!change.wantsParent()) {
      return Optional.empty();
    }
    Optional<Team> parent = named(change);
    if (parent.isPresent() && !Objects.equals(parent.get().id(), team.parentId())) {
      TeamAccess.requireAdministrator(handle, caller, parent.get().facts());
    }
    fault(team, parent)
        .ifPresent(message ->
            faults.add(FieldError.invalid(TeamChange.RESOURCE, change.parentField(), message)));
    return parent;
  }

  private Optional<String> fault(Team team, Optional<Team> parent) {
    if (parent.isEmpty()) {
      return Optional.of("there is no such team in the organization");
    }
    if (parent.get().secret()) {
      return Optional.of("a secret team cannot be a parent");
    }
    return team.id() != 0 && TeamStore.withAllBelow(handle, team.id()).contains(parent.get().id())
        ? Optional.of("a team cannot be below itself")
        : Optional.empty();
  }

  private Optional<Team> named(TeamChange change) {
    Long id = change.parentId().value();
    String slug = change.parentSlug().or("");
    Optional<Team> stored =
        id != null ? TeamStore.byId(handle, id) : TeamStore.bySlug(handle, organization.id(), slug);
    return Actors.seen(
        handle,
        caller,
        organization.id(),
        stored.filter(team -> team.organizationId() == organization.id()));
  }
}
