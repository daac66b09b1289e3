// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;

import dev.atrium.faults.RandomOperations.Operation;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What random requests name: few names, so that they meet, and the ids and tokens that were
 * answered last, most of which are still good.
 */
final class RandomWorld {
  private static final Pattern CHOICE = Pattern.compile("<([^<>]*)>");
  private static final Pattern VARIABLE = Pattern.compile("\\$([a-z0-9]+)");
  private static final int KEPT = 16;
  private static final int KEPT_TOKENS = 24;

  /** Paths that are named before there is anything of the name. */
  private static final Map<String, String> NOTHING =
      Map.of(
          "space", "/orgs/o0/copilot-spaces/1",
          "attached", "/orgs/o0/copilot-spaces/1/resources/1",
          "shared", "/orgs/o0/copilot-spaces/1/collaborators/User/u0",
          "stored", "/repositories/1/contents/README.md",
          "issue", "/repositories/1/issues/1",
          "pull", "/repositories/1/pulls/1",
          "agent", "/orgs/o0/copilot/coding-agent/permissions/repositories/1");

  private static final String PERMISSIONS =
      """
      {"metadata":"read","contents":"write","issues":"write","pull_requests":"write","administration":"write",\
      "members":"write","organization_copilot_spaces":"write","organization_copilot_seat_management":"write",\
      "organization_copilot_agent_settings":"write"}\
      """;

  private final Client admin;
  private final Map<String, List<String>> kept = new ConcurrentHashMap<>();
  private final List<Caller> people = new ArrayList<>();
  private final List<Caller> others = new ArrayList<>();
  private final List<App> apps = new ArrayList<>();

  RandomWorld(Client admin) {
    this.admin = admin;
  }

  Client admin() {
    return admin;
  }

  /** A request of that kind. */
  Drawn draw(RandomGenerator random, Operation operation) {
    Caller caller = caller(random, operation.who());
    String path = filled(random, caller, operation.path());
    String body = operation.body().isEmpty() ? null : filled(random, caller, operation.body());
    return new Drawn(caller.client(), path, body);
  }

  /** Keeps what an answer gave, for later requests. */
  void keep(Operation operation, Drawn drawn, Answer answer) {
    if (operation.method().equals("DELETE")) {
      kept.values().forEach(list -> remove(list, drawn.path()));
    }
    for (String keep : operation.keep().split(" ", -1)) {
      int equals = keep.indexOf('=');
      if (equals > 0) {
        String field = keep.substring(equals + 1);
        String value = field.isEmpty() ? "" : answer.json(field).asText();
        keep(keep.substring(0, equals), value, drawn, answer);
      }
    }
  }

  private void keep(String name, String value, Drawn drawn, Answer answer) {
    String path = drawn.path();
    switch (name) {
      case "shared" -> keep(list(name), KEPT, path + "/" + actor(String.valueOf(drawn.body())));
      case "res" -> {
        keep(list(name), KEPT, value);
        keep(list("attached"), KEPT, path + "/" + value);
      }
      case "sha" -> {
        keep(list(name), KEPT, value);
        keep(list("stored"), KEPT, path + "?message=m&sha=" + value);
      }
      case "repoid" -> {
        keep(list(name), KEPT, value);
        if (path.startsWith("/orgs/")) {
          String settings = "/copilot/coding-agent/permissions/repositories/";
          keep(list("agent"), KEPT, path.replaceFirst("/repos$", "") + settings + value);
        }
      }
      case "person" -> keep(people, KEPT_TOKENS, caller(drawn.path(), value));
      case "token" -> keep(others, KEPT_TOKENS, caller(drawn.path(), value));
      case "app" -> keep(apps, KEPT, new App(Long.parseLong(value), answer.json("pem").asText()));
      default -> keep(list(name), KEPT, value.replaceFirst("^https?://[^/]+(/api/v3)?", ""));
    }
  }

  /** The end of a collaborator's path. */
  private static String actor(String body) {
    return body.replaceFirst(
        ".*\"actor_type\":\"([^\"]*)\",\"actor_identifier\":\"([^\"]*)\".*", "$1/$2");
  }

  /** A token, with the login that it was made for where the path says so. */
  private Caller caller(String path, String token) {
    String login = path.startsWith("/admin/users/") ? path.split("/", -1)[3] : "nobody";
    return new Caller(admin.with(token), login);
  }

  private List<String> list(String name) {
    return kept.computeIfAbsent(name, key -> new ArrayList<>());
  }

  private static <T> void keep(List<T> list, int most, T value) {
    synchronized (list) {
      list.add(value);
      if (list.size() > most) {
        list.removeFirst();
      }
    }
  }

  /** Forgets what was deleted: an id at the end of its path, or the path of a space. */
  private static void remove(List<String> list, String path) {
    synchronized (list) {
      list.removeIf(value -> path.endsWith(value.startsWith("/") ? value : "/" + value));
    }
  }

  private static <T> @Nullable T any(RandomGenerator random, List<T> list) {
    synchronized (list) {
      return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }
  }

  /** All tokens that were made last. */
  List<Client> tokens() {
    List<Client> all = new ArrayList<>(people());
    synchronized (others) {
      others.forEach(other -> all.add(other.client()));
    }
    return all;
  }

  /** The tokens of every scope that were made last. */
  List<Client> people() {
    synchronized (people) {
      return people.stream().map(Caller::client).toList();
    }
  }

  String drawn(RandomGenerator random, String name) {
    String value = any(random, list(name));
    return value == null ? NOTHING.getOrDefault(name, "0") : value;
  }

  private Caller caller(RandomGenerator random, String who) {
    int dice = random.nextInt(100);
    if ((who.equals("admin") && dice < 95) || (who.equals("owner") && dice < 50)) {
      return new Caller(admin, "admin");
    }
    App app = any(random, apps);
    if (who.equals("app") && dice < 95 && app != null) {
      return new Caller(admin.with(AppJwt.of(app.id(), app.pem())), "nobody");
    }
    Caller caller = any(random, dice % 4 == 0 ? others : people);
    return dice % 20 == 0 || caller == null ? new Caller(admin.anonymous(), "nobody") : caller;
  }

  private String filled(RandomGenerator random, Caller caller, String text) {
    String chosen =
        CHOICE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(choice(random, found)));
    String filled =
        VARIABLE
            .matcher(chosen)
            .replaceAll(found -> Matcher.quoteReplacement(value(random, caller, found.group(1))));
    return filled.contains("$") ? filled(random, caller, filled) : filled;
  }

  private static String choice(RandomGenerator random, MatchResult found) {
    String[] choices = found.group(1).split(",", -1);
    return choices[random.nextInt(choices.length)];
  }

  private String value(RandomGenerator random, Caller caller, String name) {
    return switch (name) {
      case "user" -> "u" + random.nextInt(9);
      case "org" -> "o" + random.nextInt(4);
      case "owner" -> random.nextBoolean() ? "$user" : "$org";
      case "me" -> caller.login();
      case "team" -> "t" + random.nextInt(5);
      case "name" -> "r" + random.nextInt(5);
      case "app" -> "a" + random.nextInt(3);
      case "repo" -> random.nextInt(3) > 0 ? "/repositories/$repoid" : "/repos/$owner/$name";
      case "file" -> random.nextInt(4) == 0 ? "README.md" : "docs/f" + random.nextInt(4);
      case "n" -> Integer.toString(1 + random.nextInt(5));
      case "text" -> "text " + random.nextInt(1_000);
      case "base64" ->
          Base64.getEncoder()
              .encodeToString(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
      case "permissions" -> random.nextInt(4) > 0 ? PERMISSIONS : "{\"metadata\":\"read\"}";
      case "resource" -> resource(random);
      default -> drawn(random, name);
    };
  }

  private static String resource(RandomGenerator random) {
    String repository = "\"metadata\":{\"repository_id\":$repoid";
    return switch (random.nextInt(5)) {
      case 0 ->
          "{\"resource_type\":\"free_text\",\"metadata\":{\"name\":\"$text\",\"text\":\"$text\"}}";
      case 1 -> "{\"resource_type\":\"repository\"," + repository + "}}";
      case 2 -> "{\"resource_type\":\"github_issue\"," + repository + ",\"number\":$n}}";
      default ->
          "{\"resource_type\":\"github_file\"," + repository + ",\"file_path\":\"README.md\"}}";
    };
  }

  /** Users, organizations and tokens to begin with. */
  void begin() {
    for (int i = 0; i < 8; i++) {
      String path = "/admin/users/u" + i + "/authorizations";
      admin.post("/admin/users", json("login", "u" + i)).expect(201);
      String scopes = "{\"scopes\":[\"repo\",\"user\",\"admin:org\",\"delete_repo\"]}";
      String token = admin.post(path, scopes).expect(201).json("token").asText();
      keep(people, KEPT_TOKENS, caller(path, token));
    }
    for (int i = 0; i < 3; i++) {
      admin.post("/admin/organizations", json("login", "o" + i, "admin", "u" + i)).expect(201);
    }
  }

  /** A request about to be sent. */
  record Drawn(Client client, String path, @Nullable String body) {}

  private record Caller(Client client, String login) {}

  private record App(long id, String pem) {}
}
