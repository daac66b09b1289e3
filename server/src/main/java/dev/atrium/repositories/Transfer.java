// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.http.Fields;
import dev.atrium.http.Sent;
import java.util.List;

/**
 * Where a repository is to go.
 *
 * @param newName absent where it keeps its own
 * @param teamIds of the new organization's teams that are given access to it
 */
record Transfer(String newOwner, Sent<String> newName, List<Long> teamIds) {
  private static final int MOST_TEXT = 1000;

  Transfer {
    teamIds = List.copyOf(teamIds);
  }

  /** Reads it; faults are noted, and end the reading. */
  static Transfer read(Fields fields) {
    fields.require("new_owner");
    Transfer transfer =
        new Transfer(
            fields.text("new_owner", MOST_TEXT).or(""),
            fields
                .text("new_name", MOST_TEXT)
                .map(sent -> RepositoryName.of(fields, "new_name", sent)),
            fields.integers("team_ids").or(List.of()));
    fields.check();
    return transfer;
  }
}
