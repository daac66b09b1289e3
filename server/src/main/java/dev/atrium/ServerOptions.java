// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The settings that every command with a data folder has. */
final class ServerOptions {
  private static final Setting PORT = new Setting("port", "N", "8080", "Port; 0 for a free one.");
  private static final Setting BIND =
      new Setting("bind", "ADDRESS", "127.0.0.1", "Address to listen on.");
  private static final Setting DATA =
      new Setting(
          "data",
          "DIR",
          ".atrium/data",
          "Folder of the embedded database and of the repositories.");
  private static final Setting DATABASE =
      new Setting(
          "database",
          "URL",
          "",
          "A PostgreSQL database, as jdbc:postgresql://host/name?user=…&password=…, instead of the embedded one.");
  private static final Setting PUBLIC_URL =
      new Setting(
          "public-url", "URL", "", "Where clients reach the server; without it http://BIND:PORT.");
  private static final Setting RATE_LIMIT =
      new Setting("rate-limit", "N", "5000", "Requests an hour a token; off for no limit at all.");
  private static final Setting MAX_RESOURCES =
      new Setting("max-resources", "N", "500", "The most resources in a space.");
  private static final Setting ACCESS_LOG =
      new Setting("access-log", "on|off", "on", "A line on standard error for every request.");
  private static final Setting AUDIT_RETENTION =
      new Setting(
          "audit-retention",
          "DAYS",
          "180",
          "Days that entries of the audit log are kept; forever to keep them all.");
  private static final List<Setting> ALL =
      List.of(
          PORT,
          BIND,
          DATA,
          DATABASE,
          PUBLIC_URL,
          RATE_LIMIT,
          MAX_RESOURCES,
          ACCESS_LOG,
          AUDIT_RETENTION);

  static final int LAST_PORT = 65_535;
  private static final int MOST_DAYS = 36_500;

  private ServerOptions() {}

  static Options options() {
    Options options = new Options();
    ALL.forEach(setting -> options.addOption(setting.option()));
    return options;
  }

  static Config config(CommandLine line) {
    return Config.of(Path.of(DATA.text(line)))
        .port(PORT.number(line, 0, LAST_PORT))
        .bind(BIND.text(line))
        .database(DATABASE.value(line))
        .publicUrl(PUBLIC_URL.value(line))
        .adminToken(
            Optional.ofNullable(System.getenv("ATRIUM_ADMIN_TOKEN"))
                .filter(token -> !token.isBlank()))
        .rateLimit(
            RATE_LIMIT.text(line).equals("off") ? 0 : RATE_LIMIT.number(line, 1, Integer.MAX_VALUE))
        .maxResources(MAX_RESOURCES.number(line, 1, Integer.MAX_VALUE))
        .accessLog(ACCESS_LOG.on(line))
        .auditRetention(auditRetention(line))
        .synchronous(!"off".equals(System.getenv("ATRIUM_SYNCHRONOUS")))
        .build();
  }

  private static Optional<Duration> auditRetention(CommandLine line) {
    return AUDIT_RETENTION.text(line).equals("forever")
        ? Optional.empty()
        : Optional.of(Duration.ofDays(AUDIT_RETENTION.number(line, 1, MOST_DAYS)));
  }
}
