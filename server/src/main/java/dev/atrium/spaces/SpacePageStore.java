// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.access.VisiblePage;
import dev.atrium.access.VisibleSpaces;
import dev.atrium.directory.Account;
import dev.atrium.directory.AccountRowStore;
import dev.atrium.directory.Accounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The queries for pages of spaces, each with the accounts that own and created them. */
final class SpacePageStore {
  private static final int COLUMNS = SpaceStore.COLUMNS.split(",", -1).length + 2;

  private static final String ACCOUNTS =
      AccountRowStore.select(
          COLUMNS, "SELECT owner_id FROM shown UNION SELECT creator_id FROM shown");

  private SpacePageStore() {}

  /** Finds a page with one statement; returns empty if that cannot tell the whole page. */
  static Optional<Found> atOnce(Handle handle, VisiblePage page) {
    if (page.counts()) {
      return Optional.empty();
    }
    // CROSS JOIN keeps the order of the join on SQLite, which would else walk all of the owner's
    // spaces.
    Query query =
        handle.createQuery(
            """
            %s, shown AS (SELECT %s, %s FROM page CROSS JOIN space
              WHERE space.owner_id = :owner_id AND space.number = page.number)
            SELECT shown.*, %s FROM shown UNION ALL %s
            """
                .formatted(
                    page.with(),
                    SpaceStore.QUALIFIED,
                    page.columns(),
                    AccountRowStore.NONE,
                    ACCOUNTS));
    page.bind(query);
    Reading reading = new Reading();
    query.map((row, context) -> reading.add(row)).forEach(read -> {});
    return reading.found(page.limit());
  }

  /** Walks to a page with as many statements as it takes. */
  static Found walked(Handle handle, VisiblePage page) {
    VisibleSpaces.Walked walked = VisibleSpaces.page(handle, page);
    List<Space> spaces = SpaceStore.byNumbers(handle, page.grant().owner().id(), walked.numbers());
    return new Found(spaces, accounts(handle, spaces), walked.leftOut());
  }

  /** Returns the accounts that own and created the spaces, by id. */
  static Map<Long, Account> accounts(Handle handle, List<Space> spaces) {
    return Accounts.byIds(
        handle,
        spaces.stream()
            .flatMap(space -> Stream.of(space.ownerId(), space.creatorId()))
            .distinct()
            .toList());
  }

  /**
   * A page that was found.
   *
   * @param spaces by ascending number
   * @param accounts their owners and creators, by id
   * @param leftOut how many spaces the page leaves out, if the token may know
   */
  record Found(List<Space> spaces, Map<Long, Account> accounts, OptionalInt leftOut) {}

  /** The rows of the one statement, as they come. */
  private static final class Reading {
    private final List<Space> spaces = new ArrayList<>();
    private final Map<Long, Account> accounts = new HashMap<>();
    private int walked;
    private boolean goesOn;

    boolean add(ResultSet row) throws SQLException {
      if (AccountRowStore.isOne(row)) {
        Account account = AccountRowStore.read(row);
        accounts.put(account.id(), account);
        return true;
      }
      walked++;
      goesOn = row.getBoolean("goes_on");
      return row.getBoolean("readable") && spaces.add(SpaceStore.space(row));
    }

    Optional<Found> found(int limit) {
      boolean whole = walked < limit ? !goesOn : spaces.size() == limit;
      spaces.sort(Comparator.comparingLong(Space::number));
      return whole
          ? Optional.of(new Found(spaces, accounts, OptionalInt.empty()))
          : Optional.empty();
    }
  }
}
