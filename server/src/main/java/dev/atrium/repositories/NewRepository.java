// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.http.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a repository that is to be created.
 *
 * @param teamId the organization's team that is given access to it
 * @param autoInit whether it begins with a commit of a README
 */
record NewRepository(
    String name,
    @Nullable String description,
    @Nullable String homepage,
    boolean isPrivate,
    @Nullable Long teamId,
    boolean autoInit) {
  private static final int MOST_NAME = 1000;

  /**
   * Reads a body.
   *
   * @throws dev.atrium.error.ApiException 422 if it has faults
   */
  static NewRepository read(Fields fields) {
    fields.require("name");
    String sent = fields.text("name", MOST_NAME).value();
    RepositoryChange rest = RepositoryChange.read(fields, "name");
    Long teamId = fields.integer("team_id").value();
    boolean autoInit = fields.bool("auto_init").or(false);
    String name = sent == null ? "" : RepositoryName.of(fields, "name", sent);
    fields.check();
    return new NewRepository(
        name,
        rest.description().value(),
        rest.homepage().value(),
        rest.isPrivate().or(false),
        teamId,
        autoInit);
  }

  String readme() {
    return "# " + name + "\n" + (description == null ? "" : description + "\n");
  }
}
