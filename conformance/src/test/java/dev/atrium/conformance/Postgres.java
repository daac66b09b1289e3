// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Starts the program together with a PostgreSQL of its own. */
final class Postgres {
  private Postgres() {}

  /** A server on an empty PostgreSQL; both are stopped together. */
  static Target start() {
    EmbeddedPostgres database;
    try {
      database = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
    Target server = StartedTarget.start(Optional.of(database.getJdbcUrl("postgres", "postgres")));
    return new OnPostgres(server, database);
  }

  private record OnPostgres(Target server, EmbeddedPostgres database) implements Target {
    @Override
    public String url() {
      return server.url();
    }

    @Override
    public String adminToken() {
      return server.adminToken();
    }

    @Override
    public boolean branch(long repositoryId, String name) {
      return server.branch(repositoryId, name);
    }

    @Override
    public void close() {
      server.close();
      try {
        database.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
