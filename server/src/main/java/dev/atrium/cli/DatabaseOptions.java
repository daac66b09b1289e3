// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.db.DatabaseUrl;
import dev.atrium.error.FileFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/**
 * The options that name a PostgreSQL database. The password has ways of its own, because others on
 * the machine can see the options of a process.
 */
final class DatabaseOptions {
  static final String PASSWORD_VARIABLE = "ATRIUM_DATABASE_PASSWORD";

  private static final Setting DATABASE =
      new Setting(
          "database",
          "URL",
          "",
          "PostgreSQL database to use instead of the embedded one, such as postgresql://atrium@db/atrium.");
  private static final Setting PASSWORD_FILE =
      new Setting(
          "database-password-file",
          "FILE",
          "",
          "File with the password of the database. Other ways: "
              + PASSWORD_VARIABLE
              + ", or the file .pgpass in the home folder.");

  private static final Setting WAIT =
      new Setting(
          "database-wait",
          "SECONDS",
          "60",
          "Seconds that a start waits for PostgreSQL to accept connections.");

  static final List<Setting> ALL = List.of(DATABASE, PASSWORD_FILE, WAIT);

  private static final int MOST_SECONDS = 86_400;

  private DatabaseOptions() {}

  /**
   * Returns the URL for the JDBC driver, with the password; empty for the embedded database.
   *
   * @throws IllegalArgumentException if a value is wrong; the message never shows the URL
   */
  static Optional<String> url(CommandLine line) {
    Optional<DatabaseUrl> url = DATABASE.value(line).map(text -> parse(text, line));
    Optional<String> password = password(line);
    if (url.isEmpty()) {
      if (password.isPresent()) {
        throw new IllegalArgumentException(
            "There is a password for a database, but no --database: name it, such as postgresql://atrium@db/atrium");
      }
      return Optional.empty();
    }
    if (url.get().hasPassword() && password.isPresent()) {
      throw new IllegalArgumentException(
          "There are two passwords for the database. Take the one in %s away."
              .formatted(DATABASE.source(line)));
    }
    return Optional.of(password.map(url.get()::withPassword).orElse(url.get()).jdbc());
  }

  /** Returns how long to wait for the database at the start. */
  static Duration patience(CommandLine line) {
    return Duration.ofSeconds(WAIT.number(line, 0, MOST_SECONDS));
  }

  /** Returns what the administrator must know: that others can see the password. */
  static List<String> notices(CommandLine line) {
    boolean shown =
        DATABASE.source(line).startsWith("--")
            && DATABASE
                .value(line)
                .filter(text -> DatabaseUrl.parse(text).hasPassword())
                .isPresent();
    return shown
        ? List.of(
            "Everybody on this machine can see the password in --database. Give it by %s, --database-password-file or .pgpass instead."
                .formatted(PASSWORD_VARIABLE))
        : List.of();
  }

  private static DatabaseUrl parse(String text, CommandLine line) {
    try {
      return DatabaseUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s takes postgresql://USER@HOST/NAME or jdbc:postgresql://HOST/NAME?user=USER: %s. The value is not shown here, since it may hold a password."
              .formatted(DATABASE.source(line), e.getMessage()),
          e);
    }
  }

  private static Optional<String> password(CommandLine line) {
    Optional<String> variable =
        Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)).filter(text -> !text.isEmpty());
    Optional<String> file = PASSWORD_FILE.value(line).map(name -> read(name, line));
    if (variable.isPresent() && file.isPresent()) {
      throw new IllegalArgumentException(
          "There are two passwords for the database: give either %s or %s"
              .formatted(PASSWORD_VARIABLE, PASSWORD_FILE.source(line)));
    }
    return variable.or(() -> file);
  }

  /** Reads the first line of a file. Editors end it with a line break that is no part of it. */
  private static String read(String name, CommandLine line) {
    String allowed = "a file with the password of the database in its first line";
    try {
      String first = Files.readString(Path.of(name)).lines().findFirst().orElse("");
      if (!first.isEmpty()) {
        return first;
      }
      throw Values.wrong(PASSWORD_FILE.source(line), allowed, name + ": its first line is empty");
    } catch (IOException e) {
      throw Values.wrong(PASSWORD_FILE.source(line), allowed, name + ": " + FileFaults.reason(e));
    }
  }
}
