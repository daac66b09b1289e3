// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.PatchField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a team in a body that creates or changes one.
 *
 * @param parentId takes precedence over the slug if both are sent
 * @param maintainers logins; for a new team only
 * @param repositories names, with or without the organization before them; for a new team only
 */
record TeamChange(
    PatchField<String> name,
    PatchField<String> description,
    PatchField<String> privacy,
    PatchField<String> notificationSetting,
    PatchField<String> permission,
    PatchField<Long> parentId,
    PatchField<String> parentSlug,
    List<String> maintainers,
    List<String> repositories) {
  static final String RESOURCE = "Team";
  private static final int LONGEST = 255;
  private static final int LONGEST_DESCRIPTION = 1024;
  private static final int MOST_MAINTAINERS = 100;
  private static final int MOST_REPOSITORIES = 500;

  /** Reads the body of a POST. */
  static TeamChange ofNew(Fields fields) {
    fields.require("name");
    return of(
        fields,
        List.of("pull", "push"),
        fields.texts("maintainers", MOST_MAINTAINERS, LONGEST).or(List.of()),
        fields.texts("repo_names", MOST_REPOSITORIES, LONGEST).or(List.of()));
  }

  /** Reads the body of a PATCH. */
  static TeamChange of(Fields fields) {
    return of(fields, List.of("pull", "push", "admin"), List.of(), List.of());
  }

  private static TeamChange of(
      Fields fields,
      List<String> permissions,
      List<String> maintainers,
      List<String> repositories) {
    TeamChange change =
        new TeamChange(
            fields.text("name", LONGEST).map(String::strip),
            fields.text("description", LONGEST_DESCRIPTION),
            fields.oneOf("privacy", List.of(Team.SECRET, Team.CLOSED)),
            fields.oneOf(
                "notification_setting", List.of("notifications_enabled", "notifications_disabled")),
            fields.oneOf("permission", permissions),
            fields.integer("parent_team_id"),
            fields.text("parent_team_slug", LONGEST),
            maintainers,
            repositories);
    fields.check();
    return change;
  }

  boolean namesParent() {
    return parentId.present() || parentSlug.present();
  }

  /** Returns whether a parent is named, rather than removed or left alone. */
  boolean wantsParent() {
    return parentId.value() != null || parentSlug.value() != null;
  }

  /** Returns the field that names the parent, for use in faults. */
  String parentField() {
    return parentId.value() != null ? "parent_team_id" : "parent_team_slug";
  }

  /** Returns the team with the change applied. */
  Team applyTo(Team was, @Nullable Long parent, long now) {
    String named = name.or(was.name());
    return new Team(
        was.id(),
        was.organizationId(),
        was.organizationLogin(),
        parent,
        named.equals(was.name()) ? was.slug() : Slug.of(named),
        named,
        description.orKeep(was.description()),
        privacy.or(was.privacy()),
        notificationSetting.or(was.notificationSetting()),
        permission.or(was.permission()),
        was.createdAt(),
        now);
  }

  /**
   * Returns the faults of a team as it would be after the change.
   *
   * @param nested whether it has a parent or child teams
   */
  static List<FieldError> faults(Team team, boolean nested) {
    List<FieldError> faults = new ArrayList<>();
    if (team.slug().isEmpty() || team.slug().codePointCount(0, team.slug().length()) > LONGEST) {
      faults.add(
          FieldError.invalid(
              RESOURCE, "name", "name must have a letter or a digit, and not be too long"));
    }
    if (nested && team.secret()) {
      faults.add(
          FieldError.invalid(
              RESOURCE, "privacy", "a team with a parent or with child teams must be closed"));
    }
    return faults;
  }
}
