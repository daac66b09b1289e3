// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/** A conjunction of SQL conditions, with the values bound in them. */
final class Conditions {
  private final List<String> parts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * Adds a condition.
   *
   * @param sql has a {@code ?} for each of the values
   */
  Conditions add(boolean negated, String sql, Object... bound) {
    StringBuilder part = new StringBuilder(negated ? "NOT coalesce(" : "(");
    int next = values.size();
    for (int i = 0; i < sql.length(); i++) {
      part.append(sql.charAt(i) == '?' ? ":c" + next++ : sql.substring(i, i + 1));
    }
    parts.add(part.append(negated ? ", FALSE)" : ")").toString());
    values.addAll(List.of(bound));
    return this;
  }

  int size() {
    return parts.size();
  }

  String sql() {
    return parts.isEmpty() ? "TRUE" : String.join(" AND ", parts);
  }

  void bind(SqlStatement<?> statement) {
    for (int i = 0; i < values.size(); i++) {
      statement.bind("c" + i, values.get(i));
    }
  }
}
