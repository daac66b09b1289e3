// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.http.Fields;
import dev.atrium.http.PatchField;
import java.util.List;

/**
 * A request to transfer a repository.
 *
 * @param newName absent if the repository keeps its name
 * @param teamIds the new organization's teams that are given access to it
 */
record Transfer(String newOwner, PatchField<String> newName, List<Long> teamIds) {
  private static final int MOST_TEXT = 1000;
  private static final int MOST_TEAMS = 100;

  Transfer {
    teamIds = List.copyOf(teamIds);
  }

  /**
   * Reads a body.
   *
   * @throws dev.atrium.error.ApiException 422 if it has faults
   */
  static Transfer read(Fields fields) {
    fields.require("new_owner");
    Transfer transfer =
        new Transfer(
            fields.text("new_owner", MOST_TEXT).or(""),
            fields
                .text("new_name", MOST_TEXT)
                .map(sent -> RepositoryName.of(fields, "new_name", sent)),
            fields.integers("team_ids", MOST_TEAMS).or(List.of()));
    fields.check();
    return transfer;
  }
}
