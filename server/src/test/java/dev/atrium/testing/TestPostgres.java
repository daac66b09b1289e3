// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import dev.atrium.db.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL for all tests of a run; every test class has a database of its own in it. It fails
 * where it cannot start. Nothing in it outlives the run, so that it never waits for the disk.
 */
public final class TestPostgres {
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** The database that all others are copies of, so that the schema is made once. */
  private static final String MIGRATED = "migrated";

  private TestPostgres() {}

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setPort(Ports.unused())
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        PostgresDatabase.open(create(server, MIGRATED, "template1"), 2).close();
        return server;
      } catch (IOException e) {
        throw new IllegalStateException(
            "The tests need PostgreSQL, and the embedded one did not start", e);
      }
    }
  }

  /** The URL of a database with the schema and nothing in it. */
  static String freshUrl() {
    return create(Holder.SERVER, "test" + NEXT.incrementAndGet(), MIGRATED);
  }

  /** The URL of a database without even the schema. */
  static String emptyUrl() {
    return create(Holder.SERVER, "test" + NEXT.incrementAndGet(), "template1");
  }

  /** The URL of a copy of a database that nobody is connected to, as a restored backup is one. */
  public static String copyOf(String url) {
    return create(Holder.SERVER, "test" + NEXT.incrementAndGet(), name(url));
  }

  /** Drops a database: to delete all of them when the run ends can take half a minute. */
  static void drop(String url) {
    execute(Holder.SERVER, "DROP DATABASE " + name(url) + " WITH (FORCE)");
  }

  private static String name(String url) {
    return url.replaceFirst(".*/([a-z0-9]+)\\?.*", "$1");
  }

  private static String create(EmbeddedPostgres server, String name, String template) {
    execute(server, "CREATE DATABASE " + name + " TEMPLATE " + template);
    return server.getJdbcUrl("postgres", name);
  }

  private static void execute(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
