// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.PostgresDatabase;
import dev.atrium.testing.Client;
import dev.atrium.testing.Ports;
import dev.atrium.testing.Product;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.ParseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The ways to give the password of a PostgreSQL that asks for one. None of them shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts PostgreSQL before any test.
class DatabasePasswordTest {
  private static final String PASSWORD = "s3cret+/?@:%";
  private static final String ENCODED = "s3cret%2B%2F%3F%40%3A%25";

  private EmbeddedPostgres postgres;
  private String place;

  @BeforeAll
  void start() throws IOException, SQLException {
    Path data = Product.temporaryFolder().resolve("postgresql");
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setPort(Ports.unused())
            .setServerConfig("fsync", "off")
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
    place = "127.0.0.1:" + postgres.getPort();
    Path access = data.resolve("pg_hba.conf");
    Files.writeString(
        access,
        """
        host all atrium all scram-sha-256
        host all guest all scram-sha-256
        """
            + Files.readString(access));
    sql(
        "SELECT pg_reload_conf()",
        "CREATE ROLE atrium LOGIN PASSWORD '%s'".formatted(PASSWORD),
        "CREATE ROLE guest LOGIN PASSWORD '%s'".formatted(PASSWORD),
        "CREATE DATABASE atrium OWNER atrium",
        "CREATE DATABASE other",
        "REVOKE CREATE ON DATABASE other FROM PUBLIC");
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  @Test
  void everyWayWorks_andShowsNothing() throws IOException, InterruptedException {
    String url = "postgresql://atrium@" + place + "/atrium";
    String withPassword = "postgres://atrium:" + ENCODED + "@" + place + "/atrium";
    Path pgpass =
        Files.writeString(
            Product.temporaryFolder().resolve("pgpass"),
            "127.0.0.1:*:*:atrium:" + PASSWORD.replace(":", "\\:") + "\n");
    Files.setPosixFilePermissions(pgpass, PosixFilePermissions.fromString("rw-------"));
    assertThat(serves(Map.of("ATRIUM_DATABASE_PASSWORD", PASSWORD), "--database", url)).isEmpty();
    assertThat(serves(Map.of("PGPASSFILE", pgpass.toString()), "--database", url)).isEmpty();
    assertThat(serves(Map.of(), "--database", withPassword))
        .contains("can see the password in --database");
  }

  /** Starts a server, which must answer, and returns what it warns of. */
  private static String serves(Map<String, String> variables, String... options)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("ATRIUM_ADMIN_TOKEN", "an admin token");
    try (Launched server = Launched.serve(List.of(), environment, options)) {
      assertThat(server.serves()).as(server.said()).isTrue();
      new Client(server.url(), "").anonymous().get("/health/ready").expect(200);
      server.signal("TERM");
      server.end();
      assertThat(server.said()).doesNotContain("s3cret");
      return server.said().lines().filter(line -> line.contains("level=WARN")).collect(joining());
    }
  }

  @Test
  void aFileAndTheOtherFormOfUrl_workToo() throws IOException, ParseException {
    Path file = Files.writeString(Product.temporaryFolder().resolve("password"), PASSWORD + "\n");
    connects(
        "--database-password-file",
        file.toString(),
        "--database",
        "postgresql://atrium@" + place + "/atrium");
    connects(
        "--database", "jdbc:postgresql://" + place + "/atrium?user=atrium&password=" + ENCODED);
  }

  private static void connects(String... options) throws ParseException {
    CommandLine line = new DefaultParser().parse(ServerOptions.options(), options);
    String url = DatabaseOptions.url(line).orElseThrow();
    try (PostgresDatabase database = PostgresDatabase.open(url, 4)) {
      assertThat(database.product()).startsWith("PostgreSQL ");
    }
  }

  @Test
  void whatIsRefused_isSaidInOneLine_withoutThePassword() {
    assertThat(refused("atrium:s3cretwrong", "atrium"))
        .contains("password authentication failed for user \"atrium\"");
    assertThat(refused("atrium:" + ENCODED, "nowhere"))
        .contains("database \"nowhere\" does not exist");
    assertThat(refused("guest:" + ENCODED, "other"))
        .contains("permission denied for schema public", "GRANT CREATE ON SCHEMA public");
    assertThat(refused("atrium", "atrium")).contains("no password was provided");
  }

  @Test
  void aWrongPassword_isNotLogged() throws IOException, InterruptedException {
    String url = "postgres://atrium:s3cretwrong@" + place + "/atrium";
    try (Launched server = Launched.serve(List.of(), Map.of("ATRIUM_DATABASE", url))) {
      assertThat(server.end()).as(server.said()).isEqualTo(1);
      assertThat(server.said()).contains("atrium: PostgreSQL").doesNotContain("s3cret");
    }
  }

  private String refused(String user, String database) {
    String data = Product.temporaryFolder().toString();
    String url = "postgres://" + user + "@" + place + "/" + database;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(err, true, UTF_8);
    String[] line = {"serve", "--port", "0", "--data", data, "--database", url};
    assertThat(Commands.run(line, to, to)).isEqualTo(1);
    String said = err.toString(UTF_8);
    assertThat(said).startsWith("atrium: ").hasLineCount(1).doesNotContain("s3cret");
    return said;
  }
}
