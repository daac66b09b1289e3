// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import dev.atrium.context.ContextLimits;
import dev.atrium.http.ConnectionLimits;
import dev.atrium.http.LimitSettings;
import dev.atrium.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a server. The command line and the environment fill it ({@code
 * cli.ServerOptions}). A test or the demo starts from {@link #of} and changes what differs.
 *
 * @param port 0 for a free port
 * @param data the folder of the embedded database and of the repositories
 * @param database a JDBC URL of PostgreSQL; empty for the embedded SQLite
 * @param databaseWait how long a start waits for PostgreSQL to be there
 * @param tls the certificate for HTTPS; if it is present, the server speaks only HTTPS
 * @param publicUrl the URL at which clients reach the server, for URLs in bodies; if it is empty,
 *     the URL is made from bind and port
 * @param adminToken the token of the site admin {@code admin}
 * @param limits the rate limits
 * @param connections the limits of connections, and the deadlines of clients
 * @param maxResources the maximum number of resources in a space
 * @param contextLimits the limits of what is read for models
 * @param accessLog whether a line is logged for every request
 * @param auditRetention how long entries of the audit log are kept; empty for ever
 * @param synchronous whether the embedded database waits for the disk at a commit; off only for
 *     measurements
 */
public record Config(
    int port,
    String bind,
    Path data,
    Optional<String> database,
    Duration databaseWait,
    Optional<TlsFiles> tls,
    Optional<String> publicUrl,
    Optional<String> adminToken,
    LimitSettings limits,
    ConnectionLimits connections,
    int maxResources,
    ContextLimits contextLimits,
    boolean accessLog,
    Optional<Duration> auditRetention,
    boolean synchronous) {

  public static final int DEFAULT_MAX_RESOURCES = 500;
  public static final Duration DEFAULT_AUDIT_RETENTION = Duration.ofDays(180);
  public static final Duration DEFAULT_DATABASE_WAIT = Duration.ofSeconds(60);

  /** Returns only the data folder, since the database's URL and the admin token are secret. */
  @Override
  public String toString() {
    return "Config of " + data;
  }

  /** Returns a builder with the defaults, a free port and no access log. */
  public static Builder of(Path data) {
    return new Builder(data);
  }

  /** A builder of a config. */
  public static final class Builder {
    private final Path data;
    private int port;
    private String bind = "127.0.0.1";
    private Optional<String> database = Optional.empty();
    private Duration databaseWait = DEFAULT_DATABASE_WAIT;
    private Optional<TlsFiles> tls = Optional.empty();
    private Optional<String> publicUrl = Optional.empty();
    private Optional<String> adminToken = Optional.empty();
    private LimitSettings limits = LimitSettings.standard();
    private ConnectionLimits connections = ConnectionLimits.ofProcess();
    private int maxResources = DEFAULT_MAX_RESOURCES;
    private ContextLimits contextLimits = ContextLimits.STANDARD;
    private boolean accessLog;
    private Optional<Duration> auditRetention = Optional.of(DEFAULT_AUDIT_RETENTION);
    private boolean synchronous = true;

    private Builder(Path data) {
      this.data = data;
    }

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder bind(String value) {
      bind = value;
      return this;
    }

    public Builder database(Optional<String> value) {
      database = value;
      return this;
    }

    public Builder databaseWait(Duration value) {
      databaseWait = value;
      return this;
    }

    public Builder tls(Optional<TlsFiles> value) {
      tls = value;
      return this;
    }

    public Builder publicUrl(Optional<String> value) {
      publicUrl = value;
      return this;
    }

    public Builder adminToken(Optional<String> value) {
      adminToken = value;
      return this;
    }

    public Builder adminToken(String value) {
      return adminToken(Optional.of(value));
    }

    public Builder limits(LimitSettings value) {
      limits = value;
      return this;
    }

    /** Sets the requests per token per hour; 0 switches every limit off. */
    public Builder rateLimit(int value) {
      return limits(limits.perToken(value));
    }

    public Builder connections(ConnectionLimits value) {
      connections = value;
      return this;
    }

    public Builder maxResources(int value) {
      maxResources = value;
      return this;
    }

    public Builder contextLimits(ContextLimits value) {
      contextLimits = value;
      return this;
    }

    public Builder accessLog(boolean value) {
      accessLog = value;
      return this;
    }

    public Builder auditRetention(Optional<Duration> value) {
      auditRetention = value;
      return this;
    }

    public Builder synchronous(boolean value) {
      synchronous = value;
      return this;
    }

    public Config build() {
      return new Config(
          port,
          bind,
          data,
          database,
          databaseWait,
          tls,
          publicUrl,
          adminToken,
          limits,
          connections,
          maxResources,
          contextLimits,
          accessLog,
          auditRetention,
          synchronous);
    }
  }
}
