// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.http.ConnectionLimits;
import dev.atrium.http.LimitSettings;
import dev.atrium.http.Proxies;
import dev.atrium.server.Config;
import dev.atrium.tls.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The options of a server. Other commands share some of them. */
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
          "A PostgreSQL database, such as jdbc:postgresql://host/name?user=…&password=…, instead of the embedded one.");
  private static final Setting DATABASE_WAIT =
      new Setting(
          "database-wait",
          "SECONDS",
          "60",
          "Seconds that a start waits for PostgreSQL to accept connections.");
  private static final Setting TLS_CERT =
      new Setting(
          "tls-cert",
          "FILE",
          "",
          "Serve HTTPS with this PEM certificate, followed by its intermediates. Reloaded when the file changes.");
  private static final Setting TLS_KEY =
      new Setting(
          "tls-key", "FILE", "", "Private key of the certificate, PEM, without a passphrase.");
  private static final Setting PUBLIC_URL =
      new Setting(
          "public-url",
          "URL",
          "",
          "URL at which clients reach the server; by default http://BIND:PORT, or https:// with --tls-cert.");
  private static final Setting RATE_LIMIT =
      new Setting(
          "rate-limit", "N", "5000", "Requests per token per hour; off to disable all limits.");
  private static final Setting ADDRESS_LIMIT =
      new Setting(
          "address-limit", "N", "60", "Requests per address per hour without a valid token.");
  private static final Setting SECONDARY_LIMIT =
      new Setting("secondary-limit", "N", "off", "Writes per token per minute; off to disable.");
  private static final Setting LOGIN_ATTEMPTS =
      new Setting(
          "login-attempts",
          "N",
          "10",
          "Invalid tokens an address may send within five minutes before it is throttled; off to disable.");
  private static final Setting TRUSTED_PROXIES =
      new Setting(
          "trusted-proxies",
          "LIST",
          "",
          "Proxies whose X-Forwarded-For is trusted: addresses and networks, such as 10.0.0.0/8,::1.");
  private static final Setting MAX_CONNECTIONS =
      new Setting(
          "max-connections",
          "N",
          "",
          "Maximum number of connections, half of them from one address; by default 8 a MiB of heap.");
  private static final Setting MAX_RESOURCES =
      new Setting("max-resources", "N", "500", "Maximum number of resources in a space.");
  private static final Setting ACCESS_LOG =
      new Setting("access-log", "on|off", "on", "Log every request on standard error.");
  private static final Setting AUDIT_RETENTION =
      new Setting(
          "audit-retention",
          "DAYS",
          "180",
          "Days to keep entries of the audit log; forever to keep them all.");
  private static final List<Setting> ALL =
      List.of(
          PORT,
          BIND,
          DATA,
          DATABASE,
          DATABASE_WAIT,
          TLS_CERT,
          TLS_KEY,
          PUBLIC_URL,
          RATE_LIMIT,
          ADDRESS_LIMIT,
          SECONDARY_LIMIT,
          LOGIN_ATTEMPTS,
          TRUSTED_PROXIES,
          MAX_CONNECTIONS,
          MAX_RESOURCES,
          ACCESS_LOG,
          AUDIT_RETENTION);

  static final int LAST_PORT = 65_535;
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_SECONDS = 86_400;

  private ServerOptions() {}

  static Options options() {
    return options(ALL);
  }

  /**
   * Returns the options that locate a server's data, for commands that run while no server does.
   */
  static Options storage() {
    return options(List.of(DATA, DATABASE, DATABASE_WAIT));
  }

  /**
   * Reads the settings for a command that works on existing data.
   *
   * @throws IllegalArgumentException if no server has used the folder
   */
  static Config existing(CommandLine line) {
    Path data = Path.of(DATA.text(line));
    if (DATABASE.value(line).isEmpty() && !Files.exists(data.resolve("atrium.db"))) {
      throw new IllegalArgumentException(
          "There is no server's data in %s: name its folder with --data".formatted(data));
    }
    return config(line);
  }

  private static Options options(List<Setting> settings) {
    Options options = new Options();
    settings.forEach(setting -> options.addOption(setting.option()));
    return options;
  }

  static Config config(CommandLine line) {
    return Config.of(Path.of(DATA.text(line)))
        .port(PORT.number(line, 0, LAST_PORT))
        .bind(BIND.text(line))
        .database(DATABASE.value(line))
        .databaseWait(Duration.ofSeconds(DATABASE_WAIT.number(line, 0, MOST_SECONDS)))
        .tls(tls(line))
        .publicUrl(PUBLIC_URL.value(line))
        .adminToken(
            Optional.ofNullable(System.getenv("ATRIUM_ADMIN_TOKEN"))
                .filter(token -> !token.isBlank()))
        .limits(limits(line))
        .connections(
            MAX_CONNECTIONS.value(line).isEmpty()
                ? ConnectionLimits.ofHeap()
                : ConnectionLimits.ofMost(MAX_CONNECTIONS.number(line, 1, 1_000_000)))
        .maxResources(MAX_RESOURCES.number(line, 1, Integer.MAX_VALUE))
        .accessLog(ACCESS_LOG.on(line))
        .auditRetention(auditRetention(line))
        .synchronous(!"off".equals(System.getenv("ATRIUM_SYNCHRONOUS")))
        .build();
  }

  private static LimitSettings limits(CommandLine line) {
    return new LimitSettings(
        orOff(RATE_LIMIT, line),
        ADDRESS_LIMIT.number(line, 1, Integer.MAX_VALUE),
        orOff(SECONDARY_LIMIT, line),
        orOff(LOGIN_ATTEMPTS, line),
        TRUSTED_PROXIES.value(line).map(Proxies::of).orElseGet(Proxies::none));
  }

  private static int orOff(Setting setting, CommandLine line) {
    return setting.text(line).equals("off") ? 0 : setting.number(line, 1, Integer.MAX_VALUE);
  }

  private static Optional<TlsFiles> tls(CommandLine line) {
    Optional<Path> certificate = TLS_CERT.value(line).map(Path::of);
    Optional<Path> key = TLS_KEY.value(line).map(Path::of);
    if (certificate.isPresent() && key.isEmpty()) {
      throw new IllegalArgumentException(
          "--tls-cert needs --tls-key: the file with the certificate's private key");
    }
    if (key.isPresent() && certificate.isEmpty()) {
      throw new IllegalArgumentException(
          "--tls-key needs --tls-cert: the file with the certificate, followed by its intermediates");
    }
    return certificate.map(file -> new TlsFiles(file, key.orElseThrow()));
  }

  private static Optional<Duration> auditRetention(CommandLine line) {
    return AUDIT_RETENTION.text(line).equals("forever")
        ? Optional.empty()
        : Optional.of(Duration.ofDays(AUDIT_RETENTION.number(line, 1, MOST_DAYS)));
  }
}
