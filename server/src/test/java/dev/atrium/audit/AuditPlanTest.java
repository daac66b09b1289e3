// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.audit.AuditEntry.Place;
import dev.atrium.db.Database;
import dev.atrium.testing.Product;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Test;

/**
 * That a page costs no more where the log is long. On SQLite alone: PostgreSQL plans by how much
 * there is.
 */
class AuditPlanTest {
  @Test
  void page_behindAPlaceOrInAPeriod_isReadFromTheMiddleOfAnIndex() {
    Optional<Place> place = Optional.of(new Place(9, 9));
    AuditQuery behind = new AuditQuery(new Conditions(), "web", place, true, 0);
    Conditions january = AuditSearch.parse("created:2026-01-01..2026-01-31 actor:octocat");
    AuditQuery within = new AuditQuery(january, "all", Optional.empty(), true, 0);
    try (Database database = Product.SQLITE.open()) {
      for (AuditQuery query : List.of(behind, within)) {
        assertThat(plan(database, query))
            .singleElement()
            .asString()
            .contains("INDEX audit_entry_owner (owner_id=? AND", "created_at");
      }
    }
  }

  private static List<String> plan(Database database, AuditQuery query) {
    return database.<List<String>>read(handle -> {
      Query explain =
          handle.createQuery(
              "EXPLAIN QUERY PLAN SELECT id FROM audit_entry WHERE owner_id = 5 AND "
                  + query.condition()
                  + " ORDER BY created_at DESC, id DESC LIMIT 30");
      query.bind(explain);
      return explain.map((row, context) -> row.getString("detail")).list();
    });
  }
}
