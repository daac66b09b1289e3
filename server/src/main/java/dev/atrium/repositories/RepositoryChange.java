// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.http.Fields;
import dev.atrium.http.Sent;
import java.util.List;

/** Which settings are to change; those that are not sent keep what another writer set. */
record RepositoryChange(
    Sent<String> name,
    Sent<String> description,
    Sent<String> homepage,
    Sent<Boolean> isPrivate,
    Sent<String> defaultBranch,
    Sent<Boolean> archived) {
  /** GitHub's own limit of a description. */
  private static final int MOST_DESCRIPTION = 350;

  private static final int MOST_TEXT = 1000;
  private static final int MOST_BRANCH = 255;

  /** Reads it; faults are noted, and end the reading. */
  static RepositoryChange read(Fields fields) {
    RepositoryChange change = read(fields, "");
    fields.check();
    return change;
  }

  /**
   * Reads it and notes faults.
   *
   * @param but a field that is left to the caller
   */
  static RepositoryChange read(Fields fields, String but) {
    Sent<String> name = but.equals("name") ? Sent.absent() : fields.text("name", MOST_TEXT);
    return new RepositoryChange(
        name.map(sent -> RepositoryName.of(fields, "name", sent)),
        fields.text("description", MOST_DESCRIPTION),
        fields.text("homepage", MOST_TEXT),
        visibility(fields),
        fields.text("default_branch", MOST_BRANCH),
        fields.bool("archived"));
  }

  /** {@code visibility} counts where both are sent, as on GitHub. */
  private static Sent<Boolean> visibility(Fields fields) {
    Sent<Boolean> isPrivate = fields.bool("private");
    Sent<String> visibility = fields.oneOf("visibility", List.of("public", "private"));
    return visibility.value() == null ? isPrivate : visibility.map("private"::equals);
  }

  /** Whether anything is to change that an archive keeps as it is. */
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
        was.pushedAt());
  }
}
