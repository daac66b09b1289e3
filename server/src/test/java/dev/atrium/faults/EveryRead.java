// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import dev.atrium.db.Database;
import dev.atrium.http.Route;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every route that reads, asked once about everything that is stored. */
final class EveryRead {
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)(?:\\.\\.\\.)?\\}");

  /** What is different at every request, or is changed by those that are made here. */
  private static final Pattern CHANGING =
      Pattern.compile("/zen|.*audit-log|.*/tokens|/login/.*|/health/.*|/rate_limit");

  /** Things to read, most telling first: a path takes the first that has all that it names. */
  private static final List<String> THINGS =
      List.of(
          "SELECT 1 AS id",
          """
          SELECT login AS org, id AS organization_id, login AS username, id AS account_id, login AS owner
          FROM account WHERE kind <> 'Bot' ORDER BY id
          """,
          "SELECT slug AS app_slug, id AS installation_id FROM app ORDER BY id",
          """
          SELECT team.slug AS team_slug, team.id AS team_id, team.org_id AS organization_id, account.login AS org,
            'u1' AS username
          FROM team JOIN account ON account.id = team.org_id ORDER BY team.id
          """,
          """
          SELECT space.number AS space_number, account.login AS org, account.login AS username, account.login AS owner,
            account.id AS organization_id, account.id AS account_id,
            coalesce((SELECT max(id) FROM space_resource WHERE space_id = space.id), 0) AS space_resource_id
          FROM space JOIN account ON account.id = space.owner_id ORDER BY space.id
          """,
          """
          SELECT account.login AS owner, repository.name AS repo, repository.id AS repository_id,
            account.login AS org, account.id AS organization_id, 't1' AS team_slug, 1 AS team_id,
            'u1' AS username, 1 AS issue_number, 2 AS pull_number, 'README.md' AS path, 'docs' AS dir,
            'main' AS branch, 'main' AS ref, 'main' AS tree_sha, 'bug' AS name,
            '0000000000000000000000000000000000000000' AS file_sha,
            '0000000000000000000000000000000000000000' AS commit_sha,
            '0000000000000000000000000000000000000000' AS tag_sha,
            coalesce((SELECT max(c.id) FROM issue_comment c JOIN issue i ON i.id = c.issue_id
              WHERE i.repository_id = repository.id), 0) AS comment_id
          FROM repository JOIN account ON account.id = repository.owner_id ORDER BY repository.id
          """);

  private final List<Route> routes;
  private final List<List<Map<String, Object>>> things;

  EveryRead(List<Route> routes, Database database) {
    this.routes = routes;
    this.things =
        THINGS.stream()
            .map(sql ->
                database.<List<Map<String, Object>>>read(
                    handle -> handle.createQuery(sql).mapToMap().list()))
            .toList();
  }

  /** The paths, of at most that many things of a kind. */
  List<String> paths(int most) {
    return routes.stream()
        .filter(route -> route.method().equals("GET"))
        .flatMap(route -> paths(route, most))
        .toList();
  }

  private Stream<String> paths(Route route, int most) {
    for (List<Map<String, Object>> kind : things) {
      if (!kind.isEmpty() && filled(route.path(), kind.getFirst()) != null) {
        List<Map<String, Object>> some = new ArrayList<>(kind);
        Collections.reverse(some);
        return some.stream().limit(most).map(thing -> String.valueOf(filled(route.path(), thing)));
      }
    }
    return Stream.empty();
  }

  private static @Nullable String filled(String path, Map<String, Object> thing) {
    Matcher names = PARAMETER.matcher(path);
    while (names.find()) {
      if (!thing.containsKey(names.group(1))) {
        return null;
      }
    }
    return PARAMETER
        .matcher(path)
        .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(thing.get(found.group(1)))));
  }

  /**
   * Asks for all paths.
   *
   * @return what was answered: a status, and a hash of the body
   */
  static SortedMap<String, String> answers(List<String> paths, List<Client> clients) {
    SortedMap<String, String> answers = new ConcurrentSkipListMap<>();
    Crowd.share(
        8,
        paths.size() * clients.size(),
        number -> {
          int client = number % clients.size();
          String path = paths.get(number / clients.size());
          Answer answer = clients.get(client).get(path);
          boolean changing = CHANGING.matcher(path).matches();
          String body = changing || answer.status() >= 500 ? "" : answer.text();
          answers.put(client + " " + path, answer.status() + " " + body);
        });
    return new TreeMap<>(answers);
  }
}
