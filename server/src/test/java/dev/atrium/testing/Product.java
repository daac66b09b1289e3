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
    public Optional<String> emptyUrl() {
      return Optional.empty();
    }

    @Override
    public Path freshFolder() {
      Path folder = temporaryFolder();
      try {
        Files.copy(Migrated.FILE, folder.resolve(Migrated.FILE.getFileName()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return folder;
    }

    @Override
    public Database open() {
      return SqliteDatabase.open(freshFolder(), false);
    }
  },
  POSTGRESQL {
    @Override
    public Optional<String> freshUrl() {
      return Optional.of(TestPostgres.freshUrl());
    }

    @Override
    public Optional<String> emptyUrl() {
      return Optional.of(TestPostgres.emptyUrl());
    }

    @Override
    public Path freshFolder() {
      return temporaryFolder();
    }

    @Override
    public Database open() {
      return PostgresDatabase.open(TestPostgres.freshUrl(), 8);
    }
  };

  /** The embedded database as it is with the schema and nothing in it: made once, and copied. */
  private static final class Migrated {
    static final Path FILE = make();

    private static Path make() {
      Path folder = temporaryFolder();
      SqliteDatabase.open(folder, false).close();
      return folder.resolve("atrium.db");
    }
  }

  /** The URL of a database with the schema and nothing in it; nothing for the embedded one. */
  public abstract Optional<String> freshUrl();

  /** The URL of a database without even the schema; nothing for the embedded one. */
  public abstract Optional<String> emptyUrl();

  /** A folder for a server's data, in which the embedded database has the schema already. */
  public abstract Path freshFolder();

  /** An empty database, migrated, that does not wait for the disk. */
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
