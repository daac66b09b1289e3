// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.db.SqliteDatabase;
import dev.atrium.git.GitRepositories;
import dev.atrium.http.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What tests reach of a server besides what it answers. */
public final class ServerParts {
  private ServerParts() {}

  /** All routes, so that a test of every route forgets none that is added. */
  public static List<Route> routes(Server server) {
    return server.routes();
  }

  public static Database database(Server server) {
    return server.platform().database();
  }

  public static GitRepositories git(Server server) {
    return server.platform().git();
  }

  /**
   * Settles the keys that cursors and forms are signed with, before there is a server.
   *
   * @param url of PostgreSQL; without one the folder's SQLite
   */
  public static void keepKeys(Path data, Optional<String> url, String hex) {
    try (Database database =
        url.<Database>map(given -> PostgresDatabase.open(given, 2))
            .orElseGet(() -> SqliteDatabase.open(data, true))) {
      database.write(transaction ->
          transaction
              .handle()
              .createUpdate(
                  "INSERT INTO setting (name, value) VALUES ('cursor_key', :hex), ('form_key', :hex)")
              .bind("hex", hex)
              .execute());
    }
  }

  /** Returns the operations that have a request in the test of the audit log. */
  public static Set<String> auditedOperations() {
    return AuditedOperations.all().stream()
        .map(AuditedOperations.Step::operation)
        .collect(Collectors.toSet());
  }
}
