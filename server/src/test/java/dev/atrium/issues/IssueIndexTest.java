// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Database;
import dev.atrium.testing.Product;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of issues are found by an index: SQLite reads a body to reach what is behind it. */
class IssueIndexTest {
  private static final String ALL = "SELECT issue.id FROM issue WHERE issue.repository_id = 1";
  private final Database database = Product.SQLITE.open();

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> plan(String sql) {
    return database.select(handle ->
        handle
            .createQuery("EXPLAIN QUERY PLAN " + sql)
            .map((row, context) -> row.getString("detail"))
            .filter(step -> step.contains("issue ") || step.contains("issue_list"))
            .list());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " AND issue.state = 'open'",
        " AND issue.pull_request AND issue.state = 'closed'",
        " AND issue.state = 'open' AND issue.updated_at >= 5",
        " AND issue.author_id IN (SELECT id FROM account WHERE login_key = 'a')",
        " AND issue.state = 'open' ORDER BY issue.number DESC LIMIT 30",
        " AND issue.state = 'open' ORDER BY issue.updated_at DESC, issue.number DESC LIMIT 30",
      })
  void lists_readAnIndexAlone(String more) {
    assertThat(plan(ALL + more)).first().asString().contains("COVERING INDEX");
  }

  @Test
  void theCountOfOpenIssues_readsAnIndexAlone() {
    assertThat(plan("SELECT count(*) FROM issue WHERE repository_id = 1 AND state = 'open'"))
        .first()
        .asString()
        .contains("COVERING INDEX");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM issue_comment WHERE issue_id = 1 AND updated_at >= 5 ORDER BY id LIMIT 30",
        "SELECT count(*) FROM (SELECT id FROM issue_comment WHERE issue_id = 1 AND updated_at >= 5)",
        "SELECT sum(length(metadata)) FROM space_resource WHERE space_id = 1",
      })
  void comments_andSizesOfResources_areFoundByAnIndexAlone(String sql) {
    List<String> steps =
        database.select(handle ->
            handle
                .createQuery("EXPLAIN QUERY PLAN " + sql)
                .map((row, context) -> row.getString("detail"))
                .list());
    assertThat(steps).anyMatch(step -> step.contains("COVERING INDEX"));
  }
}
