// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationAccess;
import dev.atrium.access.OrganizationRole;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Changes;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The operations on teams. As by default on GitHub, every member of an organization may create a
 * team and then maintains it; owners administer all teams.
 */
public final class Teams {
  private final Database database;
  private final Clock clock;

  public Teams(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Returns the team with the slug, for those who see it.
   *
   * @throws ApiException 404 if there is none, or the caller does not see it
   */
  public Team visible(Caller caller, Account organization, String slug) {
    return database.read(handle -> TeamLookup.visible(handle, caller, organization, slug));
  }

  /**
   * Returns the team with the slug, for its maintainers and the organization's owners.
   *
   * @throws ApiException 404 if there is none or the caller does not see it, 403 if the caller sees
   *     it but may not administer it
   */
  public Team administered(Caller caller, Account organization, String slug) {
    return database.read(handle -> TeamLookup.administered(handle, caller, organization, slug));
  }

  /**
   * Returns the slug of a team, by its id. If the organization has no such team, it is empty like
   * that of no team, so that whoever looks it up does the same work as for a team that is hidden.
   */
  String slug(long organizationId, long id) {
    return database
        .read(handle -> TeamStore.byId(handle, id))
        .filter(team -> team.organizationId() == organizationId)
        .map(Team::slug)
        .orElse("");
  }

  TeamDetails get(Caller caller, Account organization, String slug) {
    return database.read(handle ->
        TeamDetails.of(handle, caller, TeamLookup.visible(handle, caller, organization, slug)));
  }

  /**
   * Returns the organization's teams that the caller sees.
   *
   * @throws ApiException 403 if the caller is an outsider
   */
  Paged<TeamDetails> list(Caller caller, Account organization, Page page) {
    return database.read(handle -> {
      OrganizationRole role = OrganizationAccess.requireMember(handle, caller, organization.id());
      boolean all = role == OrganizationRole.OWNER;
      return TeamDetails.of(
          handle, caller, TeamStore.visible(handle, organization.id(), caller.id(), all, page));
    });
  }

  /**
   * Returns the teams that the caller was put into, in all organizations that the token reaches.
   */
  Paged<TeamDetails> of(Caller caller, Page page) {
    return database.read(handle ->
        TeamDetails.of(
            handle, caller, TeamStore.ofUser(handle, caller.id(), caller.resourceOwnerId(), page)));
  }

  /** Checks that the caller may create a team; for use before the body is read. */
  void requireMember(Caller caller, Account organization) {
    database.read(handle -> OrganizationAccess.requireMember(handle, caller, organization.id()));
  }

  /**
   * Creates a team, with its creator as a maintainer. The default privacy is secret, or closed if
   * the team has a parent.
   *
   * @throws ApiException 403 if the caller is an outsider or may not administer the parent; 422 if
   *     the body has faults, such as a name whose slug is taken
   */
  TeamDetails create(Caller caller, Account organization, TeamChange wanted) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      OrganizationAccess.requireMember(handle, caller, organization.id());
      List<FieldError> faults = new ArrayList<>();
      Team blank = blank(organization, wanted.wantsParent() ? Team.CLOSED : Team.SECRET);
      Optional<Team> parent =
          new TeamParents(handle, caller, organization).of(blank, wanted, faults);
      TeamStart start = TeamStart.of(handle, caller, organization, wanted, faults);
      Team team = wanted.applyTo(blank, parent.map(Team::id).orElse(null), blank.createdAt());
      faults.addAll(TeamChange.faults(team, parent.isPresent()));
      refuse(faults);
      long id = TeamStore.insert(handle, team).orElseThrow(Teams::taken);
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.TEAM_CREATED)
              .team(id)
              .with("privacy", team.privacy())
              .with("parent_team_id", team.parentId()));
      start.give(transaction, id, team.permission());
      return stored(handle, caller, id);
    });
  }

  /**
   * Changes a team; a new name gives it a new slug.
   *
   * @throws ApiException 404, 403 and 422 as for {@link #administered} and {@link #create}
   */
  TeamDetails update(Caller caller, Account organization, String slug, TeamChange change) {
    return database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      Team was = TeamLookup.administered(handle, caller, organization, slug);
      List<FieldError> faults = new ArrayList<>();
      Optional<Team> parent = new TeamParents(handle, caller, organization).of(was, change, faults);
      Team team = change.applyTo(was, parent.map(Team::id).orElse(null), now());
      boolean nested = parent.isPresent() || hasChildren(handle, was);
      faults.addAll(TeamChange.faults(team, nested));
      refuse(faults);
      if (!TeamStore.update(handle, team)) {
        throw taken();
      }
      audit(transaction, was, team);
      return stored(handle, caller, team.id());
    });
  }

  /**
   * Deletes a team with all teams below it, as GitHub does. Only owners may delete a team that has
   * child teams.
   *
   * @throws ApiException 404 and 403 as for {@link #administered}; also 403 if a maintainer deletes
   *     a team with child teams
   */
  void delete(Caller caller, Account organization, String slug) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Handle handle = transaction.handle();
      Team team = TeamLookup.administered(handle, caller, organization, slug);
      List<Long> all = TeamStore.withAllBelow(handle, team.id());
      if (all.size() > 1) {
        OrganizationAccess.requireOwner(handle, caller, organization.id());
      }
      AuditLog.add(
          transaction,
          all.stream().map(id -> new AuditEvent(AuditAction.TEAM_DELETED).team(id)).toList());
      TeamStore.delete(handle, all);
      return true;
    });
  }

  private static void audit(Transaction transaction, Team was, Team now) {
    Changes changes =
        new Changes()
            .field("name", now.name(), was.name())
            .field("description", now.description(), was.description())
            .field("privacy", now.privacy(), was.privacy())
            .field("notification_setting", now.notificationSetting(), was.notificationSetting())
            .field("permission", now.permission(), was.permission())
            .field("parent_team_id", now.parentId(), was.parentId());
    if (!changes.none()) {
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.TEAM_CHANGED)
              .team(now.id())
              .with("fields", changes.fields())
              .changed("privacy", now.privacy(), was.privacy())
              .changed("permission", now.permission(), was.permission())
              .changed("parent_team_id", now.parentId(), was.parentId()));
    }
  }

  private Team blank(Account organization, String privacy) {
    long now = now();
    return new Team(
        0,
        organization.id(),
        organization.login(),
        null,
        "",
        "",
        null,
        privacy,
        "notifications_enabled",
        "pull",
        now,
        now);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static boolean hasChildren(Handle handle, Team team) {
    return TeamStore.withAllBelow(handle, team.id()).size() > 1;
  }

  private static TeamDetails stored(Handle handle, Caller caller, long id) {
    return TeamDetails.of(
        handle, caller, TeamStore.byId(handle, id).orElseThrow(ApiException::notFound));
  }

  private static void refuse(List<FieldError> faults) {
    if (!faults.isEmpty()) {
      throw ApiException.invalid(faults);
    }
  }

  private static ApiException taken() {
    return ApiException.invalid(
        FieldError.alreadyExists(
            TeamChange.RESOURCE, "name", "another team of the organization has this name"));
  }
}
