// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * The changes that were committed, in an order that readers follow by a cursor. A reader that keeps
 * its cursor in the same transaction as its own work sees every change exactly once.
 */
public final class ChangeFeed {
  /** Rows of one INSERT. */
  private static final int MOST_ROWS = 64;

  private final Database database;
  private final Dialect dialect;

  ChangeFeed(Database database, Dialect dialect) {
    this.database = database;
    this.dialect = dialect;
  }

  /** Appends the changes of a transaction, by one statement for the few that most have. */
  static void append(Handle handle, Collection<Change> changes) {
    for (List<Change> part : Ids.parts(List.copyOf(changes), MOST_ROWS)) {
      StringBuilder sql =
          new StringBuilder("INSERT INTO change (kind, subject_id, other_id) VALUES ");
      for (int i = 0; i < part.size(); i++) {
        sql.append(i == 0 ? "" : ", ").append("(:kind%1$d, :subject%1$d, :other%1$d)".formatted(i));
      }
      Update update = handle.createUpdate(sql.toString());
      for (int i = 0; i < part.size(); i++) {
        update
            .bind("kind" + i, part.get(i).kind())
            .bind("subject" + i, part.get(i).subjectId())
            .bind("other" + i, part.get(i).otherId());
      }
      update.execute();
    }
  }

  /**
   * Returns the changes after a cursor. A change appears once no transaction that is still under
   * way can come before it: so none is ever skipped.
   *
   * @param limit the most that are returned
   */
  public List<Entry> after(Cursor cursor, int limit) {
    return database.select(handle ->
        handle
            .createQuery(
                """
                SELECT CAST(tx AS VARCHAR(40)) AS tx, id, kind, subject_id, other_id FROM change
                WHERE (tx > CAST(:tx AS %1$s) OR (tx = CAST(:tx AS %1$s) AND id > :id)) AND %2$s
                ORDER BY change.tx, change.id LIMIT :limit
                """
                    .formatted(dialect.transactionId(), dialect.isSettled()))
            .bind("tx", cursor.tx())
            .bind("id", cursor.id())
            .bind("limit", limit)
            .map((row, context) ->
                new Entry(
                    new Cursor(row.getString("tx"), row.getLong("id")),
                    row.getString("kind"),
                    row.getLong("subject_id"),
                    row.getLong("other_id")))
            .list());
  }

  /** Returns how far a reader has come; the start for one that never read. */
  public Cursor position(String reader) {
    return database.select(handle ->
        handle
            .createQuery("SELECT tx, change_id FROM change_reader WHERE name = :name")
            .bind("name", reader)
            .map((row, context) -> new Cursor(row.getString("tx"), row.getLong("change_id")))
            .findOne()
            .orElse(Cursor.START));
  }

  /** Keeps how far a reader has come, in the transaction of what it did with the changes. */
  public void moveTo(Transaction transaction, String reader, Cursor cursor) {
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO change_reader (name, tx, change_id) VALUES (:name, :tx, :id)
            ON CONFLICT (name) DO UPDATE SET tx = excluded.tx, change_id = excluded.change_id
            """)
        .bind("name", reader)
        .bind("tx", cursor.tx())
        .bind("id", cursor.id())
        .execute();
  }

  /**
   * Removes the oldest changes, but none that a reader has still to read.
   *
   * @param kept how many of the newest stay
   * @param limit the most that are removed, so that no other write waits long
   * @return how many were removed
   */
  public int trim(long kept, int limit) {
    return database.write(transaction ->
        transaction
            .handle()
            .createUpdate(
                """
                DELETE FROM change WHERE id IN (
                  SELECT id FROM change
                  WHERE id <= (SELECT coalesce(max(id), 0) FROM change) - :kept
                    AND NOT EXISTS (SELECT 1 FROM change_reader
                      WHERE CAST(change_reader.tx AS %1$s) < change.tx
                        OR (CAST(change_reader.tx AS %1$s) = change.tx AND change_reader.change_id < change.id))
                  ORDER BY id LIMIT :limit)
                """
                    .formatted(dialect.transactionId()))
            .bind("kept", kept)
            .bind("limit", limit)
            .execute());
  }

  /**
   * A place in the feed.
   *
   * @param tx the transaction, as the database numbers them; {@code 0} on SQLite
   */
  public record Cursor(String tx, long id) {
    /** The place before all changes. */
    public static final Cursor START = new Cursor("0", 0);
  }

  /**
   * One committed change.
   *
   * @param cursor its place, to go on from
   * @param kind the name of a type of {@link Change}
   */
  public record Entry(Cursor cursor, String kind, long subjectId, long otherId) {}
}
