// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A SELECT that is read page by page.
 *
 * @param sql the SELECT without its order
 * @param order the columns that order it
 * @param binds the values of its parameters
 */
public record Listing(String sql, String order, Map<String, Object> binds) {
  public Listing {
    binds = Map.copyOf(binds);
  }

  public <T> List<T> rows(Handle handle, RowMapper<T> mapper, int limit, long offset) {
    return handle
        .createQuery(sql + " ORDER BY " + order + " LIMIT :limit OFFSET :offset")
        .bindMap(binds)
        .bind("limit", limit)
        .bind("offset", offset)
        .map(mapper)
        .list();
  }

  /** Counts the rows of all pages. Neither database computes the columns for that. */
  public long count(Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM (" + sql + ") AS listed")
        .bindMap(binds)
        .mapTo(Long.class)
        .one();
  }
}
