// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Restores a database that is older than the repositories, and looks for what it does not know. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class DoctorCommandTest {
  private static final String TOKEN = "test-admin-token";
  @Parameter Product product;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path data;
  private Optional<String> database;

  @BeforeEach
  void loseTheNewestRow() throws IOException {
    data = product.freshFolder();
    database = product.freshUrl();
    serve(admin -> create(admin, "old"));
    Optional<String> backup = database.map(TestPostgres::copyOf);
    Path kept = Product.temporaryFolder();
    copyEmbedded(data, kept);
    serve(admin -> create(admin, "new"));
    database = backup;
    copyEmbedded(kept, data);
  }

  /**
   * Copies the file of the embedded database alone: it has everything once the server has stopped.
   */
  private static void copyEmbedded(Path from, Path to) throws IOException {
    assertThat(from.resolve("atrium.db-wal")).doesNotExist();
    if (Files.exists(from.resolve("atrium.db"))) {
      Files.copy(
          from.resolve("atrium.db"), to.resolve("atrium.db"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void whatARestoredDatabaseDoesNotKnow_isListedAndBroughtBack() throws IOException {
    serve(admin -> {
      admin.get("/repos/admin/new").expect(404);
      admin.get("/repos/admin/old/contents/README.md").expect(200);
    });
    String list = doctor(0);
    assertThat(list).contains("aside-").doesNotContain("No repository");
    String folder = list.lines().filter(line -> line.endsWith(".git")).toList().getFirst().strip();
    assertThat(doctor(0, "--bring-back", folder, "--as", "admin/new")).contains("admin/new");
    serve(admin -> admin.get("/repos/admin/new/contents/README.md").expect(200));
    assertThat(Path.of(folder)).isNotEmptyDirectory();
  }

  @Test
  void onlyAFolderOfTheListComesBack() {
    doctor(2, "--bring-back", data.toString(), "--as", "admin/new");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("takes a folder that `atrium doctor` lists");
    doctor(2, "--as", "admin/new");
  }

  private static void create(Client admin, String name) {
    admin.post("/user/repos", json("name", name, "auto_init", true)).expect(201);
  }

  private void serve(Consumer<Client> work) {
    Config config = Config.of(data).database(database).adminToken(TOKEN).rateLimit(0).build();
    try (Server server = new Server(config).start()) {
      work.accept(new Client("http://127.0.0.1:" + server.port(), TOKEN));
    }
  }

  private String doctor(int code, String... more) {
    List<String> args = new ArrayList<>(List.of("doctor", "--data", data.toString()));
    database.ifPresent(url -> args.addAll(List.of("--database", url)));
    args.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(Commands.run(args.toArray(String[]::new), System.out, errors)).isEqualTo(code);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
