// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.access.VisiblePage;
import dev.atrium.access.VisibleSpaces;
import dev.atrium.db.Versions;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.http.RenderedJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The queries for pages of spaces. */
final class SpacePageStore {
  private SpacePageStore() {}

  /** Finds a page with one statement; returns empty if that cannot tell the whole page. */
  static Optional<List<Row>> atOnce(Handle handle, VisiblePage page, ListItems items) {
    if (page.counts()) {
      return Optional.empty();
    }
    // CROSS JOIN keeps the order of the join on SQLite, which would else walk all of the owner's
    // spaces.
    Query query =
        handle.createQuery(
            """
            %s SELECT %s, space.version, %s, %s AS directory FROM page CROSS JOIN space
            WHERE space.owner_id = :owner_id AND space.number = page.number
            """
                .formatted(page.with(), SpaceStore.QUALIFIED, page.columns(), Versions.DIRECTORY));
    page.bind(query);
    Reading reading = new Reading(items);
    query.map((row, context) -> reading.add(row)).forEach(read -> {});
    return reading.rows(page.limit());
  }

  /** Walks to a page with as many statements as it takes. */
  static Walked walked(Handle handle, VisiblePage page) {
    VisibleSpaces.Walked walked = VisibleSpaces.page(handle, page);
    List<Space> spaces = SpaceStore.byNumbers(handle, page.grant().owner().id(), walked.numbers());
    return new Walked(spaces, accounts(handle, spaces), walked.leftOut());
  }

  /** Returns the accounts that own and created the spaces, by id. */
  static Map<Long, Account> accounts(Handle handle, List<Space> spaces) {
    return Accounts.byIds(handle, accountIds(spaces));
  }

  /** Returns the ids of the accounts that own and created the spaces. */
  static Set<Long> accountIds(List<Space> spaces) {
    return spaces.stream()
        .flatMap(space -> Stream.of(space.ownerId(), space.creatorId()))
        .collect(Collectors.toSet());
  }

  /**
   * A space of a page, read by one statement.
   *
   * @param item its JSON, if that was kept
   * @param space its row, unless there is the JSON
   */
  record Row(ListItems.Key key, long number, @Nullable RenderedJson item, @Nullable Space space) {}

  /**
   * A page that was walked to.
   *
   * @param accounts their owners and creators, by id
   * @param leftOut how many spaces the page leaves out, if the token may know
   */
  record Walked(List<Space> spaces, Map<Long, Account> accounts, OptionalInt leftOut) {}

  /** The rows of the one statement, as they come. */
  private static final class Reading {
    private final ListItems items;
    private final List<Row> rows = new ArrayList<>();
    private int walked;
    private boolean goesOn;

    Reading(ListItems items) {
      this.items = items;
    }

    boolean add(ResultSet row) throws SQLException {
      walked++;
      goesOn = row.getBoolean("goes_on");
      return row.getBoolean("readable") && rows.add(row(row));
    }

    private Row row(ResultSet row) throws SQLException {
      ListItems.Key key =
          new ListItems.Key(
              row.getLong("id"),
              row.getLong("version"),
              row.getLong("creator_id"),
              row.getLong("directory"));
      RenderedJson item = items.find(key);
      return new Row(key, row.getLong("number"), item, item == null ? SpaceStore.space(row) : null);
    }

    Optional<List<Row>> rows(int limit) {
      boolean whole = walked < limit ? !goesOn : rows.size() == limit;
      return whole ? Optional.of(rows) : Optional.empty();
    }
  }
}
