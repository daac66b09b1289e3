// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Accounts as further rows of another feature's statement, so that its rows and the accounts that
 * they name are one state and one round trip.
 */
public final class AccountRowStore {
  private static final List<String> COLUMNS =
      List.of(AccountStore.COLUMNS.strip().split(",\\s*", -1));

  /** The columns of an account, empty, for the end of the other rows. */
  public static final String NONE =
      COLUMNS.stream()
          .map(column -> "NULL AS " + column.replace('.', '_'))
          .collect(Collectors.joining(", "));

  private AccountRowStore() {}

  /**
   * Selects accounts as rows that {@link #NONE} ends the others of.
   *
   * @param columns how many columns the other rows have before
   * @param ids the subquery of the accounts' ids
   */
  public static String select(int columns, String ids) {
    return "SELECT %s, %s FROM account WHERE account.id IN (%s)"
        .formatted(
            String.join(", ", Collections.nCopies(columns, "NULL")),
            String.join(", ", COLUMNS),
            ids);
  }

  /** Tells whether a row is an account. */
  public static boolean isOne(ResultSet row) throws SQLException {
    row.getLong("account_id");
    return !row.wasNull();
  }

  /** Reads the account that a row is. */
  public static Account read(ResultSet row) throws SQLException {
    return AccountStore.account(row, "account_");
  }
}
