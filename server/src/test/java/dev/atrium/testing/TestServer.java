// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;

import dev.atrium.access.AccessTable;
import dev.atrium.context.ContextLimits;
import dev.atrium.db.Database;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.git.GitUser;
import dev.atrium.http.LimitSettings;
import dev.atrium.http.Route;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.server.ServerParts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real server on a free port and an empty database, with a site admin. Its commits do not wait
 * for the disk: what is durable is tested by {@code faults}.
 */
public final class TestServer implements AutoCloseable {
  public static final String ADMIN_TOKEN = "test-admin-token";

  private final Server server;
  private final Path data;
  private final Optional<String> database;

  private TestServer(Server server, Config config) {
    this.server = server;
    this.data = config.data();
    this.database = config.database();
  }

  /** No request is limited, as most tests want it. */
  public static TestServer start(Product product) {
    return start(product, 0);
  }

  public static TestServer start(Product product, int rateLimit) {
    return start(product, LimitSettings.standard().perToken(rateLimit));
  }

  /** With these limits. */
  public static TestServer start(Product product, LimitSettings limits) {
    Path data = product.freshFolder();
    Config config = config(data).database(product.freshUrl()).limits(limits).build();
    return new TestServer(new Server(config).start(), config);
  }

  /** With these limits of what is read for models. */
  public static TestServer start(Product product, ContextLimits limits) {
    Path data = product.freshFolder();
    Config config =
        config(data).database(product.freshUrl()).rateLimit(0).contextLimits(limits).build();
    return new TestServer(new Server(config).start(), config);
  }

  /** One whose connections to PostgreSQL {@link RoundTrips} counts. */
  public static TestServer counted(Product product) {
    Path data = product.freshFolder();
    Config config =
        config(data).database(product.freshUrl().map(RoundTrips::counted)).rateLimit(0).build();
    return new TestServer(new Server(config).start(), config);
  }

  /** One whose time is the clock's. */
  public static TestServer start(Product product, Clock clock) {
    Path data = product.freshFolder();
    Config config = config(data).database(product.freshUrl()).rateLimit(0).build();
    return new TestServer(new Server(config, AccessTable.STANDARD, clock).start(), config);
  }

  /**
   * One of several that answer alike, byte for byte, when they were asked the same: at the time of
   * the clock, under one public URL, with one key for cursors and forms.
   */
  public static TestServer alike(Product product, Clock clock, String publicUrl) {
    Path data = product.freshFolder();
    Optional<String> database = product.freshUrl();
    ServerParts.keepKeys(data, database, "00".repeat(32));
    Config config =
        config(data).database(database).publicUrl(Optional.of(publicUrl)).rateLimit(0).build();
    return new TestServer(new Server(config, AccessTable.STANDARD, clock).start(), config);
  }

  /** On SQLite in that folder, which may have been used, deciding by that table. */
  public static TestServer on(Path data, AccessTable table) {
    Config config = config(data).rateLimit(0).build();
    return new TestServer(new Server(config, table).start(), config);
  }

  private static Config.Builder config(Path data) {
    return Config.of(data).adminToken(ADMIN_TOKEN).synchronous(false);
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** All routes that it answers on. */
  public List<Route> routes() {
    return ServerParts.routes(server);
  }

  /** The database that it runs on. */
  public Database database() {
    return ServerParts.database(server);
  }

  public int port() {
    return server.port();
  }

  public Path data() {
    return data;
  }

  /** A client with the site admin's token. */
  public Client admin() {
    return new Client(url(), ADMIN_TOKEN);
  }

  /** A client with a classic token of that user, who is made when there is none. */
  public Client user(String login, String... scopes) {
    admin().post("/admin/users", json("login", login));
    return token(login, scopes);
  }

  /** A client with a new classic token; with every scope when none is named. */
  public Client token(String login, String... scopes) {
    List<String> list =
        scopes.length == 0 ? List.of("repo", "user", "admin:org", "delete_repo") : List.of(scopes);
    return token(login, list);
  }

  /** A client with a new classic token of these scopes, and no other. */
  public Client token(String login, List<String> scopes) {
    return made("/admin/users/" + login + "/authorizations", json("scopes", scopes));
  }

  /** A client with a new fine-grained token of that user, for what the resource owner has. */
  public Client fineGrained(
      String login, String resourceOwner, Map<String, ?> permissions, Object... more) {
    Map<String, ?> body =
        object("name", "t", "resource_owner", resourceOwner, "permissions", permissions);
    return made("/admin/users/" + login + "/fine-grained-tokens", json(body, more));
  }

  /** A client with a new token of the app that the organization has of its own. */
  public Client installation(String organization, Map<String, ?> permissions, Object... more) {
    String path = "/admin/organizations/" + organization + "/installation-tokens";
    return made(path, json(object("permissions", permissions), more));
  }

  private Client made(String path, String body) {
    return new Client(url(), admin().post(path, body).expect(201).json("token").asText());
  }

  /** An organization owned by a user who must exist. */
  public void organization(String login, String owner) {
    admin().post("/admin/organizations", json("login", login, "admin", owner)).expect(201);
  }

  /** Puts the times of all spaces back to 1970, past the server: lists show what moves them. */
  public void ageSpaces() {
    database()
        .write(transaction -> transaction.handle().execute("UPDATE space SET updated_at = 0"));
  }

  /** A branch off the default one with one more file, as a push would make it. */
  public void commitOnBranch(long repositoryId, String branch, String path) {
    try (GitRepositories repositories = new GitRepositories(data.resolve("repositories"))) {
      GitRepository repository = repositories.open(repositoryId, "main");
      GitUser identity = new GitUser("octocat", "octocat@example.com", Instant.EPOCH);
      repository.writer().branch(branch, "main");
      repository.writer().commit(branch, Map.of(path, new byte[] {'c'}), "Add " + path, identity);
    }
  }

  @Override
  public void close() {
    server.close();
    database.ifPresent(TestPostgres::drop);
  }
}
