// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import dev.atrium.access.Access;
import dev.atrium.access.AccessTable;
import dev.atrium.agents.AgentsApi;
import dev.atrium.apps.AppAdminApi;
import dev.atrium.apps.AppTokens;
import dev.atrium.apps.Apps;
import dev.atrium.apps.AppsApi;
import dev.atrium.apps.Authenticators;
import dev.atrium.apps.Installations;
import dev.atrium.audit.AuditApi;
import dev.atrium.audit.RefusedAccess;
import dev.atrium.audit.Retention;
import dev.atrium.collaborators.SpaceCollaborators;
import dev.atrium.collaborators.SpaceCollaboratorsApi;
import dev.atrium.db.Database;
import dev.atrium.db.PostgresDatabase;
import dev.atrium.db.Settings;
import dev.atrium.db.SqliteDatabase;
import dev.atrium.directory.AdminApi;
import dev.atrium.directory.Logins;
import dev.atrium.directory.Memberships;
import dev.atrium.directory.MembershipsApi;
import dev.atrium.directory.Organizations;
import dev.atrium.directory.OrganizationsApi;
import dev.atrium.directory.TeamMembers;
import dev.atrium.directory.TeamMembersApi;
import dev.atrium.directory.TeamPaths;
import dev.atrium.directory.Teams;
import dev.atrium.directory.TeamsApi;
import dev.atrium.directory.Tokens;
import dev.atrium.directory.TokensApi;
import dev.atrium.directory.Users;
import dev.atrium.directory.UsersApi;
import dev.atrium.git.GitRepositories;
import dev.atrium.http.AccessLog;
import dev.atrium.http.Cursors;
import dev.atrium.http.Dispatcher;
import dev.atrium.http.HttpServer;
import dev.atrium.http.HttpsOnly;
import dev.atrium.http.RateLimit;
import dev.atrium.http.Urls;
import dev.atrium.issues.Comments;
import dev.atrium.issues.CommentsApi;
import dev.atrium.issues.Issues;
import dev.atrium.issues.IssuesApi;
import dev.atrium.issues.PullRequests;
import dev.atrium.issues.PullRequestsApi;
import dev.atrium.jobs.JobRunner;
import dev.atrium.jobs.Jobs;
import dev.atrium.jobs.Schedule;
import dev.atrium.meta.MetaApi;
import dev.atrium.oauth.OAuthApi;
import dev.atrium.repositories.Collaborators;
import dev.atrium.repositories.CollaboratorsApi;
import dev.atrium.repositories.Committers;
import dev.atrium.repositories.Contents;
import dev.atrium.repositories.ContentsApi;
import dev.atrium.repositories.HistoryApi;
import dev.atrium.repositories.Repositories;
import dev.atrium.repositories.RepositoriesApi;
import dev.atrium.repositories.RepositoryImport;
import dev.atrium.repositories.RepositoryPaths;
import dev.atrium.repositories.RepositorySettings;
import dev.atrium.repositories.RepositorySweep;
import dev.atrium.repositories.TeamRepositories;
import dev.atrium.repositories.TeamRepositoriesApi;
import dev.atrium.repositories.Transfers;
import dev.atrium.resources.Resources;
import dev.atrium.resources.ResourcesApi;
import dev.atrium.resources.Sources;
import dev.atrium.spaces.SpacesApi;
import dev.atrium.tls.ServerCertificate;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The composition root: everything is made here, once, in the order of what needs what. */
public final class Server implements AutoCloseable {
  /** Connections to PostgreSQL, of one server. */
  private static final int CONNECTIONS = 16;

  private static final Duration GRACE = Duration.ofSeconds(10);

  final Database database;
  final GitRepositories git;
  final Access access;
  final AccessTable table;
  final AuditApi audit;
  final MetaApi meta;
  final Users people;
  final UsersApi users;
  final AdminApi admin;
  final TokensApi tokens;
  final OrganizationsApi organizations;
  final MembershipsApi memberships;
  final TeamsApi teams;
  final TeamMembersApi teamMembers;
  final SpacesApi spaces;
  final ResourcesApi resources;
  final SpaceCollaboratorsApi collaborators;
  final AgentsApi agents;
  final AppsApi apps;
  final AppAdminApi appAdmin;
  final OAuthApi oauth;
  final RepositoryPaths repositoryPaths;
  final RepositoriesApi repositories;
  final CollaboratorsApi repositoryCollaborators;
  final TeamRepositoriesApi teamRepositories;
  final IssuesApi issues;
  final CommentsApi comments;
  final PullRequestsApi pullRequests;
  final RepositoryImport imports;
  final ContentsApi contents;
  final HistoryApi history;
  final Urls urls;
  private final RefusedAccess refusals;
  private final Schedule schedule = new Schedule();
  private final JobRunner runner;
  private final Tokens keys;
  private final Optional<AccessLog> log;
  private final Optional<ServerCertificate> certificate;
  private final HttpServer http;

  /** Opens the database and makes everything; {@link #start} takes requests. */
  public Server(Config config) {
    this(config, AccessTable.STANDARD);
  }

  /** The same, deciding by another table: for tests that ask whether a row of it is tested. */
  public Server(Config config, AccessTable table) {
    this(config, table, Clock.systemUTC());
  }

  /** The same, at the time of another clock: for tests that stand at a second. */
  public Server(Config config, AccessTable table, Clock clock) {
    Logging.start();
    certificate =
        config.tls().map(files -> new ServerCertificate(files, HttpsOnly.answer(), clock));
    Folders.createPrivate(config.data());
    database = open(config);
    int port = config.port() == 0 ? freePort() : config.port();
    String scheme = config.tls().isPresent() ? "https://" : "http://";
    urls = new Urls(config.publicUrl().orElse(scheme + config.bind() + ":" + port));
    git = new GitRepositories(Folders.createPrivate(config.data().resolve("repositories")));
    access = new Access(database, table, clock);
    this.table = table;
    RateLimit limit = new RateLimit(config.limits(), clock);
    Logins logins = new Logins(Routes.firstSegments());
    people = new Users(database, logins, clock, git::delete);
    keys = new Tokens(database, clock, schedule);
    Organizations orgs = new Organizations(database, people, logins, clock);
    Memberships belonging = new Memberships(database, SpaceCollaborators::left);
    keys.installAdmin(config.adminToken());

    refusals = new RefusedAccess(database, schedule);
    byte[] auditKey = Settings.secret(database, "audit_key");
    audit = new AuditApi(database, access, refusals, auditKey, urls);
    Optional<Retention> retention =
        config.auditRetention().map(kept -> new Retention(database, clock, kept));
    Jobs jobs = new Jobs(database, clock);
    runner = new JobRunner(database, jobs, clock, retention.map(Retention::job).stream().toList());
    meta = new MetaApi(database, limit, urls, version());
    users = new UsersApi(people, urls);
    admin = new AdminApi(people, urls);
    tokens = new TokensApi(keys, people, urls);
    organizations = new OrganizationsApi(orgs, people, urls);
    memberships = new MembershipsApi(orgs, belonging, urls);
    Teams groups = new Teams(database, clock);
    TeamPaths teamPaths = new TeamPaths(orgs, groups);
    teams = new TeamsApi(teamPaths, groups, urls);
    teamMembers = new TeamMembersApi(teamPaths, new TeamMembers(database), urls);

    Resources sources =
        new Resources(
            database, access, new Sources(database, access, git), clock, config.maxResources());
    Cursors cursors = new Cursors(Settings.secret(database, "cursor_key"));
    spaces = new SpacesApi(database, access, sources, cursors, urls, clock);
    resources = new ResourcesApi(sources);
    collaborators = new SpaceCollaboratorsApi(new SpaceCollaborators(database, access), urls);
    agents = new AgentsApi(database, access, urls);
    Apps registered = new Apps(database, people, clock);
    Installations installed = new Installations(database, keys, clock);
    apps = new AppsApi(database, registered, installed, keys, people, urls);
    appAdmin = new AppAdminApi(registered, installed, people, urls, clock);
    oauth = new OAuthApi(database, registered, installed, keys, urls, clock);
    AppTokens appTokens = new AppTokens(database, clock);

    Repositories lookup = new Repositories(database);
    Committers committers = new Committers(database, urls, clock);
    RepositorySettings settings = new RepositorySettings(database, lookup, git, committers, clock);
    repositoryPaths = new RepositoryPaths(lookup, urls);
    Transfers transfers = new Transfers(database, lookup, clock);
    repositories = new RepositoriesApi(database, settings, transfers, orgs, urls);
    repositoryCollaborators =
        new CollaboratorsApi(new Collaborators(database, lookup), urls, clock);
    teamRepositories =
        new TeamRepositoriesApi(new TeamRepositories(database, lookup), teamPaths, groups, urls);

    Issues reports = new Issues(database, lookup, clock);
    PullRequests proposals = new PullRequests(database, lookup, reports, git, clock);
    issues = new IssuesApi(database, reports, proposals, urls);
    comments = new CommentsApi(database, reports, new Comments(database, lookup, clock), urls);
    pullRequests = new PullRequestsApi(database, proposals, urls);
    new RepositorySweep(database, git).run();
    imports = new RepositoryImport(database, access, git, settings, clock);
    Contents files = new Contents(git, settings);
    contents = new ContentsApi(files, committers, urls);
    history = new HistoryApi(files, committers, urls);

    log =
        config.accessLog()
            ? Optional.of(
                new AccessLog(new FileOutputStream(FileDescriptor.err), clock, schedule::every))
            : Optional.empty();
    Dispatcher dispatcher =
        new Dispatcher(Routes.of(this), new Authenticators(keys, appTokens), limit, log, refusals);
    http =
        new HttpServer(
            dispatcher, config.bind(), port, GRACE, certificate.map(ServerCertificate::context));
  }

  /** Loads what a server consists of on a second thread, while the first opens the database. */
  static void warmUp() {
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

  public Server start() {
    try {
      http.start();
      certificate.ifPresent(files -> files.watch(schedule::every));
      runner.start();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Whether it can do what it is there for: take connections, and write. */
  public boolean isServing() {
    return database.takesWrites() && http.isListening();
  }

  HttpServer http() {
    return http;
  }

  /** The port that requests are taken on. */
  public int port() {
    return http.port();
  }

  public Urls urls() {
    return urls;
  }

  /** Lets requests under way end, then closes the database. */
  @Override
  public void close() {
    certificate.ifPresent(ServerCertificate::close);
    http.close();
    runner.close();
    schedule.close();
    log.ifPresent(AccessLog::close);
    refusals.close();
    keys.close();
    git.close();
    database.close();
  }

  private static Database open(Config config) {
    return config
        .database()
        .<Database>map(url -> PostgresDatabase.open(url, CONNECTIONS))
        .orElseGet(() -> SqliteDatabase.open(config.data(), config.synchronous()));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("No free port", e);
    }
  }

  static String version() {
    String version = Server.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
