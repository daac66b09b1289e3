// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.db.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The two databases, real ones: SQLite in a folder of its own, PostgreSQL with a database of its
 * own.
 */
public enum Product {
  SQLITE {
    @Override
    public Optional<String> freshUrl() {
      return Optional.empty();
    }

    @Override
    public Database open() {
      return SqliteDatabase.open(temporaryFolder(), true);
    }
  },
  POSTGRESQL {
    @Override
    public Optional<String> freshUrl() {
      return Optional.of(TestPostgres.freshUrl());
    }

    @Override
    public Database open() {
      return PostgresDatabase.open(TestPostgres.freshUrl(), 8);
    }
  };

  /** The URL of an empty database; nothing for the embedded one. */
  public abstract Optional<String> freshUrl();

  /** An empty database, migrated. */
  public abstract Database open();

  /** A folder that is removed when the tests end. */
  public static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("atrium-test");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
