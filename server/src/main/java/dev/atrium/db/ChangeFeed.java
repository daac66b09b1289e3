// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * The committed changes, in an order that readers follow with a cursor. A reader that stores its
 * cursor in the transaction of its own work processes every change exactly once.
 */
public final class ChangeFeed {
  /** The largest number of rows in one INSERT. */
  private static final int MOST_ROWS = 64;

  private final Database database;
  private final Dialect dialect;

  ChangeFeed(Database database, Dialect dialect) {
    this.database = database;
    this.dialect = dialect;
  }

  /** Appends the changes of a transaction. Most transactions have few, which take one statement. */
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
   * Returns the changes after a cursor. A change appears only once no transaction under way can
   * still commit one before it, so that none is ever skipped.
   *
   * @param limit the largest number of changes that are returned
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

  /** Returns the position of a reader: the start if it has never read. */
  public Cursor position(String reader) {
    return database.select(handle ->
        handle
            .createQuery("SELECT tx, change_id FROM change_reader WHERE name = :name")
            .bind("name", reader)
            .map((row, context) -> new Cursor(row.getString("tx"), row.getLong("change_id")))
            .findOne()
            .orElse(Cursor.START));
  }

  /** Stores the position of a reader, in the transaction of its work on the changes. */
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
   * Deletes the oldest changes, except those that a reader has yet to read.
   *
   * @param kept how many of the newest changes remain
   * @param limit the largest number of changes that are deleted, so that no other write waits long
   * @return how many were deleted
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
   * A position in the feed.
   *
   * @param tx the transaction's id in the database; {@code 0} on SQLite
   */
  public record Cursor(String tx, long id) {
    /** The position before all changes. */
    public static final Cursor START = new Cursor("0", 0);
  }

  /**
   * One committed change.
   *
   * @param cursor its position, to continue from
   * @param kind the name of a type of {@link Change}
   */
  public record Entry(Cursor cursor, String kind, long subjectId, long otherId) {}
}
