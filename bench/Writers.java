// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The largest writes that bodies may ask for, and larger ones, while somebody else writes a little
 * again and again. {@code Writers.java URL ADMIN_TOKEN ROUNDS NAME} prints a row each: the status,
 * the longest that the write took, and the longest that any write of the other one took meanwhile.
 * It fails if the other one ever waited a second.
 */
final class Writers {
  private static final int REPOSITORIES = 5_000;
  private static final int SELECTED = 1_000;
  private static final int OF_TOKENS = 500;
  private static final int PEOPLE = 100;
  private static final int RESOURCES = 500;
  private static final int LONG_NOTE = 190_000;
  private static final long BAR = 1_000_000_000;
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern RESOURCE = Pattern.compile("\"id\":(\\d+),\"resource_type\"");

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String admin;
  private final int rounds;
  private final String name;
  private String owner = "";
  private String other = "";
  private String others = "";
  private boolean held = true;

  private Writers(String[] args) {
    url = args[0];
    admin = args[1];
    rounds = Integer.parseInt(args[2]);
    name = args[3];
  }

  public static void main(String[] args) throws Exception {
    Writers writers = new Writers(args);
    try (HttpClient http = writers.http) {
      writers.run();
    }
    System.exit(writers.held ? 0 : 1);
  }

  private void run() throws Exception {
    owner = user("octocat");
    other = user("hubot");
    others = space(other, "/users/hubot", "");
    made(admin, "POST", "/admin/organizations", "{\"login\":\"acme\",\"admin\":\"octocat\"}");
    made(admin, "POST", "/admin/organizations", "{\"login\":\"elsewhere\",\"admin\":\"octocat\"}");
    long[] ids = new long[REPOSITORIES];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = number(ID, made(owner, "POST", "/orgs/acme/repos", "{\"name\":\"r" + i + "\"}"));
    }
    for (int i = 0; i < PEOPLE; i++) {
      user("m" + i);
      made(owner, "PUT", "/orgs/acme/memberships/m" + i, "{\"role\":\"member\"}");
    }
    for (int round = 0; round < 2; round++) { // Unmeasured, so that what is measured is warm.
      small();
    }
    spaces();
    teams();
    selection(ids);
    installations(ids);
    departures();
  }

  private void spaces() throws Exception {
    String space = space(owner, "/orgs/acme", "");
    String first = made(owner, "PUT", space, attributes(RESOURCES, i -> note(i, 100)));
    long[] resources = RESOURCE.matcher(first).results().mapToLong(m -> Long.parseLong(m.group(1))).toArray();
    measure("PUT of 500 changed notes of 16 KB", "PUT", round -> space, round ->
        attributes(RESOURCES, i -> changed(resources[i], round, 16_000)));
    String full = space(owner, "/orgs/acme", "");
    long[][] present = {new long[0]};
    measure("PUT of 500 removed and 500 new notes of 15 KB", "PUT", round -> full, round ->
        "{\"resources_attributes\":["
            + list(present[0].length, i -> "{\"id\":" + present[0][i] + ",\"_destroy\":true}")
            + (present[0].length == 0 ? "" : ",")
            + list(RESOURCES, i -> note(i, 15_000))
            + "]}",
        answer -> present[0] =
            RESOURCE.matcher(answer).results().mapToLong(m -> Long.parseLong(m.group(1))).toArray());
    String few = space(owner, "/orgs/acme", "");
    String answered = made(owner, "PUT", few, attributes(40, i -> note(i, LONG_NOTE)));
    long[] large = RESOURCE.matcher(answered).results().mapToLong(m -> Long.parseLong(m.group(1))).toArray();
    measure("PUT of 40 changed names of notes of 190 KB", "PUT", round -> few, round ->
        attributes(40, i -> "{\"id\":" + large[i] + ",\"metadata\":{\"name\":\"n" + round + "\"}}"));
    measure("PUT of 3,000 changes of one note of 190 KB", "PUT", round -> few, round ->
        attributes(3_000, i -> "{\"id\":" + large[0] + ",\"metadata\":{\"name\":\"n" + i + "\"}}"));
    measure("PUT of 1,000 changes of one note of 190 KB", "PUT", round -> few, round ->
        attributes(1_000, i -> "{\"id\":" + large[0] + ",\"metadata\":{\"name\":\"n" + i + "\"}}"));
  }

  private void teams() throws Exception {
    measure("POST team of 100 maintainers and 500 repositories", "POST", round -> "/orgs/acme/teams", round ->
        "{\"name\":\"t%d\",\"maintainers\":[%s],\"repo_names\":[%s]}"
            .formatted(round, list(PEOPLE, i -> "\"m" + i + "\""), list(OF_TOKENS, i -> "\"r" + i + "\"")));
    measure("POST team of 100,000 repositories", "POST", round -> "/orgs/acme/teams", round ->
        "{\"name\":\"u%d\",\"repo_names\":[%s]}".formatted(round, list(100_000, i -> "\"r" + i + "\"")));
    String teams =
        list(
            PEOPLE,
            i -> String.valueOf(number(ID, made(owner, "POST", "/orgs/elsewhere/teams", "{\"name\":\"g" + i + "\"}"))));
    for (int round = 0; round < rounds; round++) {
      made(owner, "POST", "/orgs/acme/repos", "{\"name\":\"moved" + round + "\"}");
    }
    measure("POST transfer to 100 teams", "POST", round -> "/repos/acme/moved" + round + "/transfer", round ->
        "{\"new_owner\":\"elsewhere\",\"team_ids\":[" + teams + "]}");
  }

  private void selection(long[] ids) throws Exception {
    String settings = "/orgs/acme/copilot/coding-agent/permissions";
    made(owner, "PUT", settings, "{\"enabled_repositories\":\"selected\"}");
    measure("PUT of 1,000 selected repositories for 1,000 others", "PUT", round -> settings + "/repositories", round ->
        "{\"selected_repository_ids\":["
            + list(SELECTED, i -> String.valueOf(ids[i + round % 2 * SELECTED]))
            + "]}");
    measure("PUT of 40,000 selected repositories", "PUT", round -> settings + "/repositories", round ->
        "{\"selected_repository_ids\":[" + list(40_000, String::valueOf) + "]}");
  }

  private void installations(long[] ids) throws Exception {
    made(admin, "POST", "/admin/apps", "{\"name\":\"bot\",\"owner\":\"acme\",\"permissions\":{\"contents\":\"read\"}}");
    measure("POST installation on 5,000 repositories", "POST", admin, round -> "/admin/apps/bot/installations", round ->
        "{\"account\":\"acme\",\"repository_selection\":\"selected\",\"repository_ids\":["
            + list(REPOSITORIES, i -> String.valueOf(ids[i]))
            + "]}", answer -> {});
    measure("POST token of 500 repositories", "POST", admin, round -> "/admin/users/octocat/fine-grained-tokens", round ->
        "{\"resource_owner\":\"acme\",\"repository_selection\":\"selected\",\"repository_ids\":["
            + list(OF_TOKENS, i -> String.valueOf(ids[i]))
            + "]}", answer -> {});
  }

  private void departures() throws Exception {
    for (int round = 0; round < rounds; round++) {
      long id = number(ID, made(owner, "POST", "/orgs/acme/repos", "{\"name\":\"named" + round + "\"}"));
      for (int i = 0; i < RESOURCES; i++) {
        space(owner, "/orgs/acme",
            ",\"resources_attributes\":[{\"resource_type\":\"repository\",\"metadata\":{\"repository_id\":" + id + "}}]");
      }
    }
    measure("DELETE of a repository that 500 spaces name", "DELETE", round -> "/repos/acme/named" + round, round -> "");
    for (int round = 0; round < rounds; round++) {
      String leaver = user("leaver" + round);
      for (int i = 0; i < RESOURCES; i++) {
        space(leaver, "/users/leaver" + round, "");
        made(admin, "POST", "/admin/users/leaver" + round + "/authorizations", "{\"scopes\":[\"repo\"]}");
      }
    }
    measure("DELETE of 500 tokens of a user", "DELETE", admin,
        round -> "/admin/users/leaver" + round + "/authorizations", round -> "", answer -> {});
    measure("DELETE of a user with 500 spaces", "DELETE", admin,
        round -> "/admin/users/leaver" + round, round -> "", answer -> {});
  }

  // --- measuring ----------------------------------------------------------------------------------

  private void measure(String what, String method, IntFunction<String> path, IntFunction<String> body)
      throws Exception {
    measure(what, method, owner, path, body, answer -> {});
  }

  private void measure(
      String what, String method, IntFunction<String> path, IntFunction<String> body,
      Consumer<String> then)
      throws Exception {
    measure(what, method, owner, path, body, then);
  }

  private void measure(
      String what, String method, String token, IntFunction<String> path, IntFunction<String> body,
      Consumer<String> then)
      throws Exception {
    long longest = 0;
    long waited = 0;
    int status = 0;
    for (int round = 0; round < rounds; round++) {
      String sent = body.apply(round);
      AtomicBoolean done = new AtomicBoolean();
      try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
        Future<Long> meanwhile = pool.submit(() -> {
          long most = 0;
          do {
            most = Math.max(most, small());
          } while (!done.get());
          return most;
        });
        long start = System.nanoTime();
        HttpResponse<String> answer = send(token, method, path.apply(round), sent);
        longest = Math.max(longest, System.nanoTime() - start);
        done.set(true);
        waited = Math.max(waited, meanwhile.get());
        status = answer.statusCode();
        if (status >= 500) {
          throw new IOException(what + " answers " + status + ": " + answer.body());
        }
        if (status < 300) {
          then.accept(answer.body());
        }
      }
    }
    held &= waited < BAR;
    System.out.printf(
        "| %s, %s | %d | %.0f | %.0f | %s |%n",
        what, name, status, longest / 1e6, waited / 1e6, waited < BAR ? "yes" : "no");
  }

  private long small() throws IOException, InterruptedException {
    long start = System.nanoTime();
    made(other, "PUT", others, "{\"description\":\"" + start + "\"}");
    return System.nanoTime() - start;
  }

  // --- bodies and requests ------------------------------------------------------------------------

  private static String attributes(int count, IntFunction<String> element) {
    return "{\"resources_attributes\":[" + list(count, element) + "]}";
  }

  private static String note(int i, int length) {
    return "{\"resource_type\":\"free_text\",\"metadata\":{\"name\":\"n%d\",\"text\":\"%s\"}}"
        .formatted(i, "x".repeat(length));
  }

  private static String changed(long id, int round, int length) {
    return "{\"id\":%d,\"metadata\":{\"text\":\"%s\"}}".formatted(id, (round % 2 == 0 ? "y" : "z").repeat(length));
  }

  private static String list(int count, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(","));
  }

  private String user(String login) {
    made(admin, "POST", "/admin/users", "{\"login\":\"" + login + "\"}");
    Matcher token =
        TOKEN.matcher(
            made(admin, "POST", "/admin/users/" + login + "/authorizations",
                "{\"scopes\":[\"repo\",\"user\",\"admin:org\",\"delete_repo\"]}"));
    if (!token.find()) {
      throw new IllegalStateException("no token of " + login);
    }
    return token.group(1);
  }

  private String space(String token, String of, String more) {
    return of + "/copilot-spaces/"
        + number(NUMBER, made(token, "POST", of + "/copilot-spaces", "{\"name\":\"s\"" + more + "}"));
  }

  private static long number(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new IllegalStateException(answer);
    }
    return Long.parseLong(matcher.group(1));
  }

  private String made(String token, String method, String path, String body) {
    try {
      HttpResponse<String> answer = send(token, method, path, body);
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(method + " " + path + " answers " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(String token, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .header("User-Agent", "bench")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
