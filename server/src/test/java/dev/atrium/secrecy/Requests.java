// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.http.Route;
import dev.atrium.testing.Client.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws requests of every route that the server has, for what a {@link World} hides, shows and has
 * not: the same ones for the same seed. A route that is added later is drawn without a word here;
 * only those are left out whose answers are random.
 */
final class Requests {
  private static final Pattern OURS =
      Pattern.compile(Pattern.quote(World.URL) + "([^\"<>{}\\[\\],\\s]*)");
  private static final Pattern CONTENTS =
      Pattern.compile("\\{space_number\\}/(sources|documents|search|context)");
  private static final Set<String> RANDOM = Set.of("/zen", "/login/device/code");
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final List<String> ACCEPTED =
      List.of(
          "text/html",
          "application/vnd.github.raw+json",
          "application/vnd.github.html+json",
          "application/vnd.github.object+json",
          "application/vnd.github.diff",
          "application/vnd.github.patch",
          "application/vnd.github.sha",
          "application/vnd.github.v3.repository+json");

  private final World world;
  private final Random random;
  private final List<Route> routes;

  /** Those that show the content of spaces: they are drawn more often than others. */
  private final List<Route> contents;

  private final Map<String, List<String>> values;
  private final Bodies.Words words;
  private final Bodies bodies;

  Requests(World world, Random random) {
    this.world = world;
    this.random = random;
    this.routes =
        world.server.routes().stream().filter(route -> !RANDOM.contains(route.path())).toList();
    this.contents = routes.stream().filter(route -> CONTENTS.matcher(route.path()).find()).toList();
    this.values = values(world);
    this.words = new Bodies.Words(random, values);
    this.bodies = new Bodies(random, words);
  }

  /** Whether the route is among those that are drawn. */
  boolean draws(Route route) {
    return routes.contains(route);
  }

  /** Whether the route is left out, since its answers are random. */
  static boolean isRandom(Route route) {
    return RANDOM.contains(route.path());
  }

  /** The parameters of paths that there are values for. */
  Set<String> names() {
    return values.keySet();
  }

  private static Map<String, List<String>> values(World world) {
    Map<String, List<String>> values = new HashMap<>();
    for (Target target : world.targets) {
      target
          .names()
          .forEach(
              (name, value) -> values.computeIfAbsent(name, key -> new ArrayList<>()).add(value));
    }
    List<String> people =
        List.of("owner", "keeper", "keeper-before", "member", "confidant", "outsider", "acme");
    values.computeIfAbsent("username", key -> new ArrayList<>()).addAll(people);
    values.computeIfAbsent("actor_identifier", key -> new ArrayList<>()).addAll(people);
    values.computeIfAbsent("actor_type", key -> new ArrayList<>()).add("User");
    values
        .computeIfAbsent("document_id", key -> new ArrayList<>())
        .addAll(values.getOrDefault("space_resource_id", List.of()));
    values.put("word", words(world, values));
    return values;
  }

  /** What is searched for: words of everything, in whole and in part. */
  private static List<String> words(World world, Map<String, List<String>> values) {
    List<String> words =
        new ArrayList<>(List.of("open", "granted", "heading", "comment", "t", "e"));
    words.addAll(List.of("add", "message", "-open", "\"open heading\"", "open OR reason", "path:"));
    words.addAll(values.getOrDefault("path", List.of()));
    world.canaries.of(EnumSet.allOf(Secret.class)).stream().sorted().forEach(words::add);
    return words;
  }

  /** Bodies that name the same things. */
  Bodies bodies() {
    return bodies;
  }

  /**
   * The next one.
   *
   * @param last what the caller was answered before, of which an address may be followed
   */
  Call next(String caller, @Nullable Answer last) {
    Optional<String> followed = last == null || random.nextInt(6) > 0 ? Optional.empty() : in(last);
    if (followed.isPresent()) {
      return new Call(caller, one(List.of("GET", "DELETE")), followed.get(), null, headers());
    }
    Route route = route();
    while (!Group.asks(caller, route)) {
      route = route();
    }
    String method =
        switch (random.nextInt(12)) {
          case 0 -> one(METHODS);
          case 1 -> route.method().equals("GET") ? "HEAD" : route.method();
          default -> route.method();
        };
    String path = (random.nextInt(4) == 0 ? "/api/v3" : "") + path(route) + query(route);
    boolean body = List.of("POST", "PUT", "PATCH").contains(method);
    return new Call(caller, method, path, body ? bodies.next() : null, headers());
  }

  private Route route() {
    return one(random.nextInt(4) == 0 ? contents : routes);
  }

  private Optional<String> in(Answer last) {
    List<String> found = new ArrayList<>();
    Matcher address = OURS.matcher(last.response().headers().map().toString() + "\n" + last.text());
    while (address.find()) {
      found.add(address.group(1));
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(one(found));
  }

  private String path(Route route) {
    Map<String, String> target = target(route).names();
    return Arrays.stream(route.path().split("/", -1))
        .map(segment -> segment.startsWith("{") ? value(segment, target) : segment)
        .collect(Collectors.joining("/"));
  }

  /** Any target; for the content of a space one whose space is there. */
  private Target target(Route route) {
    String of = route.path().startsWith("/user") ? "user" : "organization";
    return one(
        contents.contains(route)
            ? world.targets.stream()
                .filter(each -> each.space().get("space_of").equals(of))
                .toList()
            : world.targets);
  }

  private String value(String segment, Map<String, String> target) {
    String name = segment.replaceAll("[{}.]", "");
    String right = target.getOrDefault(name, words.pick(name));
    String value =
        switch (random.nextInt(10)) {
          case 0 -> words.pick(name);
          case 1 -> near(name, right);
          case 2 -> name.equals("repo") ? target.getOrDefault("former_repo", right) : right;
          case 3 ->
              name.equals("owner") || name.equals("org") || name.equals("username")
                  ? right + "-before"
                  : right;
          default -> right;
        };
    String encoded = encoded(value).replace("+", "%20");
    return segment.endsWith("...}") ? encoded.replace("%2F", "/") : encoded;
  }

  /** A near miss. */
  private String near(String name, String right) {
    if (right.matches("[0-9]{1,9}")) {
      return Long.toString(
          Long.parseLong(right) + one(List.of(1L, -1L, 2L, 100_000L, Long.MAX_VALUE / 2)));
    }
    return switch (random.nextInt(4)) {
      case 0 -> right.toUpperCase(Locale.ROOT);
      case 1 -> right.substring(0, right.length() - 1);
      case 2 -> right + "x";
      default -> name;
    };
  }

  private String query(Route route) {
    List<String> pairs = new ArrayList<>();
    boolean content = contents.contains(route);
    if (content && random.nextInt(8) > 0) {
      pairs.add("q=" + encoded(words.pick("word")));
    }
    while (random.nextInt(3) == 0) {
      pairs.add(content && random.nextBoolean() ? ofContents() : pair());
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  /** A parameter of the operations on the content of spaces. */
  private String ofContents() {
    return switch (random.nextInt(9)) {
      case 0 -> "mode=" + one(List.of("exact", "words", "auto", "none"));
      case 1 -> "limit=" + one(List.of("1", "2", "100", "101", "0", "x"));
      case 2 -> "lines=" + one(List.of("1", "1-2", "1-100000", "2-1", "90000"));
      case 3 -> "state=" + one(List.of("ready", "indexing", "missing", "withheld", "gone"));
      case 4 -> "resource_id=" + words.pick("space_resource_id");
      case 5 -> "language=" + one(List.of("Markdown", "text", "Java"));
      case 6 -> "path=" + one(List.of("open", "*", "**/*.md", "open-*/", "?"));
      case 7 -> "budget=" + one(List.of("1", "100", "100000"));
      default ->
          "after="
              + Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(words.pick("document_id").getBytes(StandardCharsets.UTF_8));
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String pair() {
    return switch (random.nextInt(14)) {
      case 0, 1 -> "per_page=" + one(List.of("1", "2", "100"));
      case 2 -> "page=" + one(List.of("1", "2", "3"));
      case 3 -> one(List.of("after=", "before=")) + one(world.cursors);
      case 4 -> "sort=" + one(List.of("created", "updated", "pushed", "full_name"));
      case 5 -> "direction=" + one(List.of("asc", "desc"));
      case 6 -> "type=" + one(List.of("all", "private", "member", "owner"));
      case 7 -> one(List.of("visibility=private", "affiliation=organization_member,collaborator"));
      case 8 -> one(List.of("ref=", "sha=", "base=", "head=keeper:")) + words.pick("branch");
      case 9 -> "path=" + words.pick("path");
      case 10 -> one(List.of("state=all", "recursive=1", "role=all", "protected=false"));
      case 11 -> one(List.of("creator=", "assignee=", "author=")) + words.pick("username");
      case 12 -> one(List.of("phrase=", "q=", "query=")) + words.pick("repo");
      default -> "since=2020-01-01T00:00:00Z";
    };
  }

  private List<String> headers() {
    return switch (random.nextInt(8)) {
      case 0 -> List.of("If-None-Match", one(world.etags));
      case 1 -> List.of("If-None-Match", "*");
      case 2, 3 -> List.of("Accept", one(ACCEPTED));
      case 4 -> List.of("X-GitHub-Api-Version", one(List.of("2026-03-10", "2020-01-01")));
      default -> List.of();
    };
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
