// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Holds the schema's version, and what a database of another version meets. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets both before each test.
class SchemaTest {
  private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
  private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z_]+\\.sql");

  @Parameter Product product;
  private Supplier<Database> opener;

  /** A way in beside Atrium's. */
  private Jdbi beside;

  @BeforeEach
  void place() {
    Path folder = Product.temporaryFolder();
    String url = product.emptyUrl().orElse("");
    opener =
        url.isEmpty()
            ? () -> SqliteDatabase.open(folder, true)
            : () -> PostgresDatabase.open(url, 2);
    beside = Jdbi.create(url.isEmpty() ? "jdbc:sqlite:" + folder.resolve("atrium.db") : url);
  }

  @Test
  void version_isThatOfTheNewestMigration() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      List<Integer> numbers =
          files.map(file -> number(file.getFileName().toString())).sorted().toList();
      assertThat(numbers).doesNotHaveDuplicates();
      assertThat(numbers.getLast()).isEqualTo(Schema.VERSION);
    }
  }

  @Test
  void open_again_changesNothing() {
    List<String> first;
    try (Database database = opener.get()) {
      put(database);
      first = database.read(SchemaTest::history);
    }
    try (Database database = opener.get()) {
      assertThat(database.<List<String>>read(SchemaTest::history)).isEqualTo(first).isNotEmpty();
      assertThat(database.<Boolean>read(SchemaTest::has)).isTrue();
    }
  }

  @Test
  void open_ofANewerSchema_isRefusedAndTouchesNothing() {
    try (Database database = opener.get()) {
      put(database);
    }
    beside.useHandle(handle -> addVersion(handle, Schema.VERSION + 1));
    List<String> before = beside.withHandle(SchemaTest::history);
    assertThatThrownBy(() -> opener.get())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("schema version " + (Schema.VERSION + 1))
        .hasMessageContaining("only version " + Schema.VERSION)
        .hasMessageContaining("not touched");
    assertThat(beside.withHandle(SchemaTest::history)).isEqualTo(before);
    beside.useHandle(handle ->
        handle.execute(
            "DELETE FROM flyway_schema_history WHERE version = ?",
            String.valueOf(Schema.VERSION + 1)));
    try (Database database = opener.get()) {
      assertThat(database.<Boolean>read(SchemaTest::has)).isTrue();
    }
  }

  private static int number(String file) {
    Matcher matcher = NAME.matcher(file);
    assertThat(matcher.matches()).as("%s is named V<number>__<words>.sql", file).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static void put(Database database) {
    database.write(transaction ->
        transaction.handle().execute("INSERT INTO setting (name, value) VALUES ('kept', '')"));
  }

  private static boolean has(Handle handle) {
    return handle
            .createQuery("SELECT count(*) FROM setting WHERE name = 'kept'")
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  private static List<String> history(Handle handle) {
    return handle
        .createQuery("SELECT version FROM flyway_schema_history ORDER BY installed_rank")
        .mapTo(String.class)
        .list();
  }

  private static void addVersion(Handle handle, int version) {
    handle
        .createUpdate(
            """
            INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
              checksum, installed_by, execution_time, success)
            SELECT max(installed_rank) + 1, :version, 'newer', 'SQL', 'V.sql', 0, 'test', 0, true
            FROM flyway_schema_history
            """)
        .bind("version", String.valueOf(version))
        .execute();
  }
}
