// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;

import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.db.SqliteDatabase;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Product;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A data folder and a database, which outlive the servers that run on them.
 *
 * @param database a JDBC URL of PostgreSQL; without one the folder's SQLite
 */
record Installation(Path data, Optional<String> database) {
  static final String ADMIN_TOKEN = "test-admin-token";

  static Installation fresh(Product product) {
    return new Installation(product.freshFolder(), product.freshUrl());
  }

  /** A server in this process, without any limit. */
  Server serve() {
    return new Server(
            Config.of(data).database(database).adminToken(ADMIN_TOKEN).rateLimit(0).build())
        .start();
  }

  /** The database itself: of SQLite only while no server runs. */
  Database open() {
    return database
        .<Database>map(url -> PostgresDatabase.open(url, 2))
        .orElseGet(() -> SqliteDatabase.open(data, true));
  }

  /** A new user with a classic token of every scope. */
  static Client user(String url, String login) {
    Client admin = new Client(url, ADMIN_TOKEN);
    admin.post("/admin/users", json("login", login)).expect(201);
    String token =
        admin
            .post(
                "/admin/users/" + login + "/authorizations",
                "{\"scopes\":[\"repo\",\"user\",\"admin:org\"]}")
            .expect(201)
            .json("token")
            .asText();
    return new Client(url, token);
  }
}
