// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.context.ContextLimits;
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
      new Setting("bind", "ADDRESS", "127.0.0.1", "Address to listen on; 0.0.0.0 for all.");
  private static final Setting DATA =
      new Setting(
          "data",
          "DIR",
          ".atrium/data",
          "Folder of the embedded database and of the repositories.");
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
          "URL at which clients reach the server; by default http://BIND:PORT, or https:// with --tls-cert. Required with --bind 0.0.0.0.");
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
          "Maximum number of connections, half of them from one address; by default 8 per MiB of heap, and no more than half of the files it may open.");
  private static final Setting MAX_RESOURCES =
      new Setting("max-resources", "N", "500", "Maximum number of resources in a space.");
  private static final Setting MAX_FILE_BYTES =
      new Setting(
          "max-file-bytes",
          "N",
          "1048576",
          "Size in bytes up to which a file of a space is read for models.");
  private static final Setting MAX_SOURCE_FILES =
      new Setting(
          "max-source-files",
          "N",
          "50000",
          "Maximum number of files that one source of a space is read with.");
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
          MAX_FILE_BYTES,
          MAX_SOURCE_FILES,
          ACCESS_LOG,
          AUDIT_RETENTION);

  static final int LAST_PORT = 65_535;
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_FILE_BYTES = 16 * 1024 * 1024;
  private static final int MOST_SOURCE_FILES = 200_000;

  private ServerOptions() {}

  static Options options() {
    return options(ALL).addOptions(options(DatabaseOptions.ALL));
  }

  /**
   * Returns the options that locate a server's data, for commands that run while no server does.
   */
  static Options storage() {
    return options(List.of(DATA)).addOptions(options(DatabaseOptions.ALL));
  }

  /**
   * Reads the settings for a command that works on existing data.
   *
   * @throws IllegalArgumentException if no server has used the folder
   */
  static Config existing(CommandLine line) {
    Config config = config(line);
    if (config.database().isEmpty() && !Files.exists(config.data().resolve("atrium.db"))) {
      throw DATA.wrong(line, "the folder of a server's data, with the file atrium.db");
    }
    DataFolder.prepare(DATA, line);
    return config;
  }

  private static Options options(List<Setting> settings) {
    Options options = new Options();
    settings.forEach(setting -> options.addOption(setting.option()));
    return options;
  }

  /**
   * Reads the settings for a command that serves, and makes the data folder.
   *
   * @throws IllegalArgumentException if a value is wrong
   */
  static Config serving(CommandLine line) {
    Config config = config(line);
    Reach.check(config);
    DataFolder.prepare(DATA, line);
    return config;
  }

  static Config config(CommandLine line) {
    return Config.of(Path.of(DATA.text(line)))
        .port(PORT.number(line, 0, LAST_PORT))
        .bind(
            BIND.parsed(line, Reach::checkedBind, "an address of this machine, or 0.0.0.0 for all")
                .orElseThrow())
        .database(DatabaseOptions.url(line))
        .databaseWait(DatabaseOptions.patience(line))
        .tls(tls(line))
        .publicUrl(
            PUBLIC_URL.parsed(
                line,
                Reach::checkedPublicUrl,
                "the URL at which clients reach the server, such as https://atrium.example.com"))
        .adminToken(
            Optional.ofNullable(System.getenv("ATRIUM_ADMIN_TOKEN"))
                .filter(token -> !token.isBlank()))
        .limits(limits(line))
        .connections(
            MAX_CONNECTIONS.value(line).isEmpty()
                ? ConnectionLimits.ofProcess()
                : ConnectionLimits.ofMost(MAX_CONNECTIONS.number(line, 1, 1_000_000)))
        .maxResources(MAX_RESOURCES.number(line, 1, Integer.MAX_VALUE))
        .contextLimits(
            new ContextLimits(
                MAX_FILE_BYTES.number(line, 1, MOST_FILE_BYTES),
                MAX_SOURCE_FILES.number(line, 1, MOST_SOURCE_FILES)))
        .accessLog(ACCESS_LOG.on(line))
        .auditRetention(auditRetention(line))
        .synchronous(!"off".equals(System.getenv("ATRIUM_SYNCHRONOUS")))
        .build();
  }

  private static LimitSettings limits(CommandLine line) {
    return new LimitSettings(
        RATE_LIMIT.numberOr("off", line, 1, Integer.MAX_VALUE),
        ADDRESS_LIMIT.number(line, 1, Integer.MAX_VALUE),
        SECONDARY_LIMIT.numberOr("off", line, 1, Integer.MAX_VALUE),
        LOGIN_ATTEMPTS.numberOr("off", line, 1, Integer.MAX_VALUE),
        TRUSTED_PROXIES
            .parsed(line, Proxies::of, "addresses and networks, such as 192.0.2.1,10.0.0.0/8,::1")
            .orElseGet(Proxies::none));
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
    return Optional.of(AUDIT_RETENTION.numberOr("forever", line, 1, MOST_DAYS))
        .filter(days -> days > 0)
        .map(Duration::ofDays);
  }
}
