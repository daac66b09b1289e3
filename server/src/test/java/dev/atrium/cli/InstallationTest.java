// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database and a data folder that do not belong together. */
@SuppressWarnings("NullAway.Init")
class InstallationTest {
  private static final String TOKEN = "test-admin-token";
  private static final String README = "/repos/admin/old/contents/README.md";
  private Path data;
  private Optional<String> own;

  @BeforeEach
  void makeARepository() {
    data = Product.temporaryFolder();
    own = Product.POSTGRESQL.freshUrl();
    serve(data, own, admin -> create(admin, "old"));
  }

  @Test
  void anotherDatabase_isRefused_whileTheFirstGoesOn() {
    serve(
        data,
        own,
        admin -> {
          isRefused(Product.POSTGRESQL.freshUrl());
          isRefused(Optional.empty());
          admin.get(README).expect(200);
        });
    Optional<String> other = Product.POSTGRESQL.freshUrl();
    serve(Product.temporaryFolder(), other, admin -> create(admin, "old"));
    isRefused(other);
    serve(data, own, admin -> admin.get(README).expect(200));
  }

  @Test
  void anEmptyFolder_isTaken_andSoIsADatabaseOfBeforeIds() throws IOException {
    Path empty = Product.temporaryFolder();
    serve(empty, own, admin -> admin.get("/repos/admin/old").expect(200));
    Optional<String> older = own.map(TestPostgres::copyOf);
    forget(older);
    serve(data, older, admin -> admin.get(README).expect(200));
    Files.delete(data.resolve("repositories/.installation"));
    serve(data, own, admin -> admin.get(README).expect(200));
  }

  @Test
  void withoutItsFile_theFolderGoesToAnotherDatabase_andDoctorBringsTheRepositoriesBack()
      throws IOException {
    Files.delete(data.resolve("repositories/.installation"));
    Optional<String> other = Product.POSTGRESQL.freshUrl();
    serve(data, other, admin -> admin.get(README).expect(404));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(
              Commands.run(
                  new String[] {
                    "doctor", "--data", data.toString(), "--database", other.orElseThrow()
                  },
                  System.out,
                  System.err))
          .isZero();
    } finally {
      System.setOut(before);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("aside-");
  }

  private void isRefused(Optional<String> database) {
    assertThatThrownBy(() -> serve(data, database, admin -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belong to another database")
        .hasMessageContaining("--data");
  }

  private static void forget(Optional<String> database) {
    try (Database open = PostgresDatabase.open(database.orElseThrow(), 2)) {
      open.write(transaction ->
          transaction
              .handle()
              .createUpdate("DELETE FROM setting WHERE name = 'installation'")
              .execute());
    }
  }

  private static void create(Client admin, String name) {
    admin.post("/user/repos", json("name", name, "auto_init", true)).expect(201);
  }

  private static void serve(Path data, Optional<String> database, Consumer<Client> work) {
    Config config = Config.of(data).database(database).adminToken(TOKEN).rateLimit(0).build();
    try (Server server = new Server(config).start()) {
      work.accept(new Client("http://127.0.0.1:" + server.port(), TOKEN));
    }
  }
}
