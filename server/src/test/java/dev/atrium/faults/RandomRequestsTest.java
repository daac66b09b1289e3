// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Database;
import dev.atrium.git.GitRepositories;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.server.ServerParts;
import dev.atrium.testing.Client;
import dev.atrium.testing.Product;
import dev.atrium.tokens.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random requests of twelve clients at once, of every kind that changes something: none is answered
 * 5xx or late, and what they leave behind agrees with itself, with the audit log, with the feed,
 * with the disk, and with what a server that starts anew answers.
 */
@Order(5)
class RandomRequestsTest {
  private static final int THREADS = 12;

  /** {@code -Datrium.seed} draws the same again. */
  private static final long SEED = Long.getLong("atrium.seed", new Random().nextInt(1_000_000));

  @ParameterizedTest
  @EnumSource(Product.class)
  void whatRandomRequestsLeave_agrees(Product product) {
    long began = System.nanoTime();
    Installation installation = Installation.fresh(product);
    int count = Counts.of(3_000, 100_000);
    int things = Counts.of(3, 40);
    OwnFiles files;
    List<String> paths;
    SortedMap<String, String> before;
    String reader;
    Set<Long> repositories;
    String as = "seed %d on %s".formatted(SEED, product);
    try (Server server = serve(installation)) {
      Database database = ServerParts.database(server);
      Client admin = new Client(url(server), Installation.ADMIN_TOKEN);
      RandomWorld world = new RandomWorld(admin);
      world.begin();
      files = new OwnFiles(world);
      RandomRequests requests = new RandomRequests(world, ServerParts.git(server), files);
      FeedReader feed = new FeedReader(database);
      requests.send(THREADS, count, SEED, feed::read);
      feed.read();
      System.out.printf(
          "%s: %d random requests in %d s, seed %d, %d changes%n",
          product, count, (System.nanoTime() - began) / 1_000_000_000, SEED, feed.seen().size());
      if (Boolean.getBoolean("atrium.answers")) {
        requests.answers().forEach((name, times) -> System.out.printf("%7d %s%n", times, name));
      }
      List<String> wrong = new ArrayList<>(requests.faults);
      wrong.addAll(Invariants.broken(database, product));
      wrong.addAll(log(database, requests));
      wrong.addAll(tokens(database, world));
      assertThat(wrong).as(as).isEmpty();
      assertThat(feed.seen()).as(as).isEqualTo(ids(database, "SELECT id FROM change"));
      reader = reader(database, admin);
      EveryRead reads = new EveryRead(ServerParts.routes(server), database);
      paths = reads.paths(things);
      before = EveryRead.answers(paths, List.of(admin, admin.with(reader)));
      repositories = ids(database, "SELECT id FROM repository");
    }
    try (GitRepositories git = new GitRepositories(installation.data().resolve("repositories"))) {
      assertThat(repositories).as("folders without a row, " + as).containsAll(git.ids());
      System.out.printf("%s: %d files%n", product, files.check(git, repositories));
    }
    try (Server server = serve(installation)) {
      Client admin = new Client(url(server), Installation.ADMIN_TOKEN);
      SortedMap<String, String> after =
          EveryRead.answers(paths, List.of(admin, admin.with(reader)));
      assertThat(after.entrySet()).as(as).noneMatch(each -> each.getValue().startsWith("5"));
      assertThat(different(before, after)).as("a server that starts anew, " + as).isEmpty();
      System.out.printf(
          "%s: %d reads, %d s in all%n",
          product, after.size(), (System.nanoTime() - began) / 1_000_000_000);
    }
  }

  private static Server serve(Installation installation) {
    Config config =
        Config.of(installation.data())
            .database(installation.database())
            .adminToken(Installation.ADMIN_TOKEN)
            .publicUrl(Optional.of("http://atrium.example"))
            .synchronous(false)
            .rateLimit(0)
            .build();
    return new Server(config).start();
  }

  private static String url(Server server) {
    return "http://127.0.0.1:" + server.port();
  }

  /**
   * What the log lacks of requests that were done, and has of others that were refused. Somebody
   * may delete a repository after a request changed it and before that is answered, with 404 then.
   */
  private static List<String> log(Database database, RandomRequests requests) {
    Map<String, String> all = actions(database, "");
    Map<String, String> standing =
        actions(
            database,
            "AND (repository_id IS NULL OR repository_id IN (SELECT id FROM repository))");
    List<String> wrong = new ArrayList<>();
    requests.done.forEach((id, request) -> {
      if (!all.containsKey(id)) {
        wrong.add("not in the log: " + request);
      }
    });
    requests.refused.forEach((id, request) -> {
      if (standing.containsKey(id)) {
        wrong.add("refused, but in the log: %s %s".formatted(standing.get(id), request));
      }
    });
    return wrong.stream().limit(20).toList();
  }

  /** Returns an action of each request that changed something, by the request's id. */
  private static Map<String, String> actions(Database database, String condition) {
    Map<String, String> actions = new TreeMap<>();
    database
        .<List<Map.Entry<String, String>>>read(handle ->
            handle
                .createQuery(
                    "SELECT request_id, action FROM audit_entry WHERE operation_type <> 'access' "
                        + condition)
                .map((row, context) ->
                    Map.entry(row.getString("request_id"), row.getString("action")))
                .list())
        .forEach(entry -> actions.put(entry.getKey(), entry.getValue()));
    return actions;
  }

  /** Tokens that are taken though they must not be, or the other way round. */
  private static List<String> tokens(Database database, RandomWorld world) {
    Map<String, Boolean> suspended = new TreeMap<>();
    database.read(handle ->
        handle
            .createQuery(
                "SELECT token.digest, account.suspended FROM token JOIN account ON account.id = token.account_id")
            .map((row, context) ->
                suspended.put(row.getString("digest"), row.getBoolean("suspended")))
            .list());
    List<String> wrong = new ArrayList<>();
    for (Client client : world.tokens()) {
      Boolean stored = suspended.get(TestTokens.digest(String.valueOf(client.token())));
      var answer = client.get("/zen");
      int expected = stored == null ? 401 : stored ? 403 : 200;
      if (answer.status() != expected) {
        wrong.add("a token is %s, and answered %s".formatted(expected, answer.text()));
      }
    }
    return wrong;
  }

  private static Set<Long> ids(Database database, String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).set());
  }

  /** The token of a user who owns every organization. */
  private static String reader(Database database, Client admin) {
    admin.post("/admin/users", json("login", "reader")).expect(201);
    List<String> organizations =
        database.read(handle ->
            handle
                .createQuery("SELECT login FROM account WHERE kind = 'Organization' ORDER BY id")
                .mapTo(String.class)
                .list());
    organizations.forEach(login ->
        admin.put("/orgs/" + login + "/memberships/reader", json("role", "admin")).expect(200));
    String scopes = "{\"scopes\":[\"repo\",\"user\",\"admin:org\"]}";
    return admin
        .post("/admin/users/reader/authorizations", scopes)
        .expect(201)
        .json("token")
        .asText();
  }

  private static List<String> different(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .filter(path -> !before.getOrDefault(path, "").equals(after.get(path)))
        .map(path -> "%s: %s, now %s".formatted(path, before.get(path), after.get(path)))
        .limit(10)
        .collect(Collectors.toList());
  }
}
