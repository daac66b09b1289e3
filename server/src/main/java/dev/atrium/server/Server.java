// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import dev.atrium.access.Access;
import dev.atrium.access.AccessTable;
import dev.atrium.agents.AgentsWing;
import dev.atrium.apps.AppsWing;
import dev.atrium.audit.AuditWing;
import dev.atrium.collaborators.CollaboratorsWing;
import dev.atrium.contents.ContentsWing;
import dev.atrium.context.ContextWing;
import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.db.SqliteDatabase;
import dev.atrium.directory.DirectoryWing;
import dev.atrium.git.GitRepositories;
import dev.atrium.http.AccessLog;
import dev.atrium.http.ClientWatch;
import dev.atrium.http.Dispatcher;
import dev.atrium.http.HttpServer;
import dev.atrium.http.HttpsOnly;
import dev.atrium.http.RateLimit;
import dev.atrium.http.Route;
import dev.atrium.http.SelfCheck;
import dev.atrium.http.Urls;
import dev.atrium.issues.IssuesWing;
import dev.atrium.jobs.JobHandler;
import dev.atrium.jobs.JobRunner;
import dev.atrium.jobs.Jobs;
import dev.atrium.jobs.Schedule;
import dev.atrium.mcp.McpWing;
import dev.atrium.meta.MetaWing;
import dev.atrium.oauth.OAuthWing;
import dev.atrium.platform.FeedUpkeep;
import dev.atrium.platform.Platform;
import dev.atrium.platform.ReservedNames;
import dev.atrium.platform.Wing;
import dev.atrium.repositories.MissingContent;
import dev.atrium.repositories.RepositoriesWing;
import dev.atrium.resources.ResourcesWing;
import dev.atrium.spaces.SpacesWing;
import dev.atrium.tls.ServerCertificate;
import dev.atrium.tokens.TokensWing;
import dev.atrium.work.HeavyWork;
import dev.atrium.work.OneAtATime;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The composition root, and the table of contents: the platform, the wings in the order of what
 * needs what, their routes joined, start and stop.
 */
public final class Server implements AutoCloseable {
  /** Connections to PostgreSQL, of one server. */
  private static final int CONNECTIONS = 16;

  private static final Duration GRACE = Duration.ofSeconds(10);

  /** How often a write is tried while writes fail. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Platform platform;
  private final List<Wing> wings = new ArrayList<>();
  private final AppsWing apps;
  private final RepositoriesWing repositories;
  private final List<Route> routes;
  private final JobRunner runner;
  private final Optional<AccessLog> log;
  private final Optional<ServerCertificate> certificate;
  private final HttpServer http;

  /** Opens the database and makes everything; {@link #start} takes requests. */
  public Server(Config config) {
    this(config, AccessTable.STANDARD);
  }

  /** Decides by another table: for tests that ask whether a row of it is tested. */
  public Server(Config config, AccessTable table) {
    this(config, table, Clock.systemUTC());
  }

  /** Takes the time from another clock: for tests that stand at a second. */
  public Server(Config config, AccessTable table, Clock clock) {
    Logging.start();
    certificate =
        config.tls().map(files -> new ServerCertificate(files, HttpsOnly.answer(), clock));
    Folders.createPrivate(config.data());
    int port = config.port() == 0 ? freePort() : config.port();
    platform = platform(config, port, table, clock);
    RateLimit limit = new RateLimit(config.limits(), clock);

    add(new MetaWing(platform, limit, version()));
    DirectoryWing directory = add(new DirectoryWing(platform));
    TokensWing tokens = add(new TokensWing(platform, directory.users(), config.adminToken()));
    AuditWing audit = add(new AuditWing(platform, config.auditRetention()));
    repositories = add(new RepositoriesWing(platform, directory));
    add(new ContentsWing(platform, repositories));
    ResourcesWing resources = add(new ResourcesWing(platform, config.maxResources()));
    SpacesWing spaces = add(new SpacesWing(platform, directory.users(), resources));
    add(new CollaboratorsWing(platform));
    add(new AgentsWing(platform));
    apps = add(new AppsWing(platform, directory.users(), tokens.tokens()));
    add(new OAuthWing(platform, apps.apps(), apps.installations(), tokens.tokens()));
    add(new IssuesWing(platform, repositories));
    ContextWing context =
        add(
            new ContextWing(
                platform, resources, config.data().resolve("index"), config.contextLimits()));
    add(
        new McpWing(
            platform,
            version(),
            McpWing.spaces(platform, directory.users(), spaces, resources, context)));

    routes = wings.stream().flatMap(wing -> wing.routes().stream()).toList();
    platform.reserved().reserve(routes);
    wings.stream()
        .flatMap(wing -> wing.subscribers().stream())
        .forEach(platform.database()::subscribe);
    runner = new JobRunner(platform.database(), platform.jobs(), clock, jobs());
    log =
        config.accessLog()
            ? Optional.of(
                new AccessLog(
                    new FileOutputStream(FileDescriptor.err), clock, platform.schedule()::every))
            : Optional.empty();
    Dispatcher dispatcher =
        new Dispatcher(routes, apps.authenticator(), limit, platform.urls(), log, audit.refusals());
    http =
        new HttpServer(
            dispatcher,
            config.bind(),
            port,
            config.connections(),
            GRACE,
            certificate.map(each -> each::context));
  }

  private static Platform platform(Config config, int port, AccessTable table, Clock clock) {
    Database database = open(config);
    String scheme = config.tls().isPresent() ? "https://" : "http://";
    return new Platform(
        database,
        new GitRepositories(
            Folders.createPrivate(config.data().resolve("repositories")),
            new HeavyWork(ClientWatch::isGone),
            MissingContent.recordedIn(database)),
        new Access(database, table, clock),
        table,
        config.publicUrl().map(Urls::new).orElseGet(() -> Urls.at(scheme, config.bind(), port)),
        clock,
        new Jobs(database, clock),
        new Schedule(),
        new OneAtATime(),
        new ReservedNames());
  }

  private List<JobHandler> jobs() {
    List<JobHandler> jobs = new ArrayList<>(List.of(FeedUpkeep.job(platform.database().changes())));
    wings.forEach(wing -> jobs.addAll(wing.jobs()));
    return jobs;
  }

  private <W extends Wing> W add(W wing) {
    wings.add(wing);
    return wing;
  }

  /** Loads what a server consists of on a second thread, while the first opens the database. */
  public static void warmUp() {
    Thread.ofPlatform()
        .daemon()
        .name("warm-up")
        // What fails here fails in the constructor again, which can say so.
        .uncaughtExceptionHandler((thread, e) -> {})
        .start(() -> {
          Logging.start();
          SqliteDatabase.load();
          HttpServer.load();
        });
  }

  /** Takes requests from here on. */
  public Server start() {
    try {
      http.start();
      certificate.ifPresent(files -> files.watch(platform.schedule()::every));
      platform.schedule().every(RETRY, platform::retry);
      runner.start();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Asks it whether it answers, as a client does; counts as refused if writes are over, too.
   *
   * @param most how long to wait for the answer
   */
  public SelfCheck.Outcome ask(Duration most) {
    return platform.database().takesWrites() ? http.ask(most) : SelfCheck.Outcome.REFUSED;
  }

  HttpServer http() {
    return http;
  }

  public Platform platform() {
    return platform;
  }

  public List<Route> routes() {
    return routes;
  }

  public AppsWing apps() {
    return apps;
  }

  public RepositoriesWing repositories() {
    return repositories;
  }

  /** The port that requests are taken on. */
  public int port() {
    return http.port();
  }

  public Urls urls() {
    return platform.urls();
  }

  /** Lets requests under way end, then closes the wings, and the database last. */
  @Override
  public void close() {
    certificate.ifPresent(ServerCertificate::close);
    http.close();
    runner.close();
    platform.schedule().close();
    log.ifPresent(AccessLog::close);
    wings.reversed().forEach(Wing::close);
    platform.git().close();
    platform.database().close();
  }

  private static Database open(Config config) {
    return config
        .database()
        .<Database>map(url -> PostgresDatabase.open(url, CONNECTIONS, config.databaseWait()))
        .orElseGet(() -> SqliteDatabase.open(config.data(), config.synchronous()));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("No free port", e);
    }
  }

  public static String version() {
    String version = Server.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
