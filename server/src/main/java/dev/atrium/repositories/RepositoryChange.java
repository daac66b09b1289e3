// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.http.Fields;
import dev.atrium.http.PatchField;
import java.util.List;

/**
 * The patch fields of a repository's settings. Fields that were not sent keep what another writer
 * may have set.
 */
record RepositoryChange(
    PatchField<String> name,
    PatchField<String> description,
    PatchField<String> homepage,
    PatchField<Boolean> isPrivate,
    PatchField<String> defaultBranch,
    PatchField<Boolean> archived) {
  /** GitHub's own limit for a description. */
  private static final int MOST_DESCRIPTION = 350;

  private static final int MOST_TEXT = 1000;
  private static final int MOST_BRANCH = 255;

  /**
   * Reads a body.
   *
   * @throws dev.atrium.error.ApiException 422 if it has faults
   */
  static RepositoryChange read(Fields fields) {
    RepositoryChange change = read(fields, "");
    fields.check();
    return change;
  }

  /**
   * Reads a body and notes faults on it, without throwing.
   *
   * @param but a field that the caller reads itself
   */
  static RepositoryChange read(Fields fields, String but) {
    PatchField<String> name =
        but.equals("name") ? PatchField.absent() : fields.text("name", MOST_TEXT);
    return new RepositoryChange(
        name.map(sent -> RepositoryName.of(fields, "name", sent)),
        fields.text("description", MOST_DESCRIPTION),
        fields.text("homepage", MOST_TEXT),
        visibility(fields),
        fields.text("default_branch", MOST_BRANCH),
        fields.bool("archived"));
  }

  /**
   * Reads the visibility; {@code visibility} takes precedence over {@code private}, as on GitHub.
   */
  private static PatchField<Boolean> visibility(Fields fields) {
    PatchField<Boolean> isPrivate = fields.bool("private");
    PatchField<String> visibility = fields.oneOf("visibility", List.of("public", "private"));
    return visibility.value() == null ? isPrivate : visibility.map("private"::equals);
  }

  /** Returns whether the change touches a setting that an archived repository must keep. */
  boolean changesMoreThanArchived() {
    return name.present()
        || description.present()
        || homepage.present()
        || isPrivate.present()
        || defaultBranch.present();
  }

  Repository applyTo(Repository was, long now) {
    return new Repository(
        was.id(),
        was.ownerId(),
        was.ownerLogin(),
        was.ownedByOrganization(),
        name.or(was.name()),
        description.orKeep(was.description()),
        homepage.orKeep(was.homepage()),
        isPrivate.or(was.isPrivate()),
        archived.or(was.archived()),
        defaultBranch.or(was.defaultBranch()),
        was.createdAt(),
        now,
        was.pushedAt(),
        was.topics(),
        was.size());
  }
}
