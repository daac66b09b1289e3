// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.audit.AuditEntry.Place;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A search query for audit entries.
 *
 * @param include {@code web}, {@code git} or {@code all}
 * @param from the place after which the page begins, in the direction of the query
 * @param descending whether the newest entries come first
 * @param offset how many entries to skip
 */
record AuditQuery(
    Conditions phrase, String include, Optional<Place> from, boolean descending, long offset) {

  String condition() {
    String kind =
        switch (include) {
          case "web" -> " AND substr(action, 1, 4) <> '" + AuditAction.GIT + "'";
          case "git" -> " AND substr(action, 1, 4) = '" + AuditAction.GIT + "'";
          default -> "";
        };
    String place =
        from.isEmpty()
            ? ""
            : " AND (created_at, id) " + (descending ? "<" : ">") + " (:from_at, :from_id)";
    return phrase.sql() + kind + place;
  }

  void bind(SqlStatement<?> statement) {
    phrase.bind(statement);
    from.ifPresent(place -> statement.bind("from_at", place.at()).bind("from_id", place.id()));
  }
}
