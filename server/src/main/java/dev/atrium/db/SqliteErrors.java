// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.util.Optional;
import java.util.stream.Stream;
import org.sqlite.SQLiteException;

/** What errors of SQLite mean. */
final class SqliteErrors {
  private static final int READ_ONLY = 8;
  private static final int INPUT_OUTPUT = 10;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;

  /** The kind of error is in the lowest byte of its code; the rest says where it happened. */
  private static final int KIND = 0xff;

  private SqliteErrors() {}

  /** Returns why SQLite takes no writes, if an error says so. */
  static Optional<String> refusedWrites(Throwable e) {
    return first(e)
        .map(found ->
            switch (found.getResultCode().code & KIND) {
              case FULL -> "the disk is full";
              case INPUT_OUTPUT -> "the disk fails";
              case READ_ONLY, CANNOT_OPEN -> "its files cannot be written";
              default -> "";
            })
        .filter(reason -> !reason.isEmpty());
  }

  static String message(Throwable e) {
    return first(e).map(SQLiteException::getMessage).orElse("");
  }

  private static Optional<SQLiteException> first(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .filter(SQLiteException.class::isInstance)
        .map(SQLiteException.class::cast)
        .findFirst();
  }
}
