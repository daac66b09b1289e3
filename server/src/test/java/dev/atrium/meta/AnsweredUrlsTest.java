// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.meta;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** That the addresses in answers are answered. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class AnsweredUrlsTest extends ServerTest {
  /** The fields whose addresses no GET of an API client is meant for. */
  private static final Set<String> NOT_FOR_GET =
      Set.of(
          "access_tokens_url", // POST only, as on GitHub.
          "merges_url", // POST only, as on GitHub.
          "protection_url", // 404 for a branch that is not protected, as on GitHub.
          "subscription_url"); // 404 for who does not watch the repository, as on GitHub.

  /** The fields that GitHub's description requires and that lead nowhere yet. */
  private static final Set<String> NOT_YET =
      Set.of(
          "blob_url",
          "clone_url",
          "diff_url",
          "html_url",
          "issues_url of an organization",
          "patch_url",
          "svn_url",
          "tarball_url",
          "zipball_url");

  private final Deque<String> next = new ArrayDeque<>();
  private final Set<String> seen = new TreeSet<>();
  private final Map<String, String> unanswered = new TreeMap<>();
  private Client octocat;

  @Override
  protected void prepare() {
    octocat =
        server.token(
            server.user("octocat").get("/user").json("login").asText(),
            List.of("repo", "user", "admin:org", "delete_repo", "read:audit_log"));
    server.user("hubot");
    server.organization("acme", "octocat");
    Samples acme = new Samples(octocat, "/orgs/acme");
    acme.member("hubot");
    acme.team("justice");
    long id = acme.repository("hello", "auto_init", true);
    octocat.put("/orgs/acme/teams/justice/repos/acme/hello", json("permission", "push"));
    octocat.put("/repos/acme/hello/contents/docs/a.md", json("message", "m", "content", "YQ=="));
    server.commitOnBranch(id, "feature", "f.txt");
    String issues = "/repos/acme/hello/issues";
    octocat.post(issues, json("title", "t", "labels", List.of("bug"))).expect(201);
    octocat.post(issues + "/1/comments", json("body", "b")).expect(201);
    octocat
        .post("/repos/acme/hello/pulls", json("title", "t", "head", "feature", "base", "main"))
        .expect(201);
    acme.space("Docs");
  }

  /** Follows what answers name, until nothing is new. */
  @Test
  void urls_ofAnswers_areAnswered() {
    String repository = "/repos/acme/hello";
    for (String path :
        List.of(
            "/",
            "/user",
            "/users/acme",
            "/user/orgs",
            "/user/repos",
            "/orgs/acme",
            "/orgs/acme/teams",
            "/orgs/acme/members",
            "/orgs/acme/memberships/hubot",
            "/orgs/acme/copilot-spaces",
            "/orgs/acme/audit-log",
            repository,
            repository + "/branches/main",
            repository + "/commits",
            repository + "/commits/main",
            repository + "/contents",
            repository + "/contents/docs/a.md",
            repository + "/git/trees/main?recursive=1",
            repository + "/git/refs",
            repository + "/readme",
            repository + "/issues",
            repository + "/issues/1/comments",
            repository + "/pulls/2",
            repository + "/pulls/2/files")) {
      read(octocat.get(path).expect(200));
    }
    while (!next.isEmpty()) {
      String[] one = next.remove().split(" ", 2);
      Answer answer = octocat.get(one[1]);
      if (answer.status() >= 400) {
        unanswered.putIfAbsent(one[0], one[1] + " " + answer.status());
      } else if (seen.size() < 1_000) {
        read(answer);
      }
    }
    assertThat(unanswered).isEmpty();
    assertThat(seen).hasSizeGreaterThan(80);
  }

  /** The list of what leads nowhere can only shrink. */
  @Test
  void notYet_namesOnlyFieldsThatGitHubRequires() {
    assertThat(NOT_YET).hasSizeLessThanOrEqualTo(9);
  }

  /** What a client of GitHub may ask for, and {@code api/README.md} says that there is not. */
  @Test
  void notSupported_is404_andSaid() throws IOException {
    String path = "/repos/%s/copilot/cloud-agent/configuration";
    assertThat(Files.readString(Path.of("../api/README.md")))
        .contains("**Not supported:** `GET " + path.formatted("{owner}/{repo}") + "`");
    octocat.get(path.formatted("acme/hello")).expect(404);
  }

  @Test
  void root_namesOnlyWhatIsAnswered() {
    List<String> templates = new ArrayList<>();
    octocat.get("/").expect(200).json().forEach(url -> templates.add(url.asText()));
    assertThat(templates).hasSizeGreaterThan(8);
    for (String template : templates) {
      String url =
          template
              .replaceAll("\\{[?&/][^}]*}", "")
              .replace("{org}", "acme")
              .replace("{owner}/{repo}", "acme/hello")
              .replace("{user}", "hubot");
      // Without limits there is no rate limit to tell, as on GitHub Enterprise Server.
      octocat.get(url).expect(url.endsWith("/rate_limit") ? 404 : 200);
    }
  }

  private void read(Answer answer) {
    if (answer.header("Content-Type").orElse("").startsWith("application/json")) {
      read(answer.json());
    }
  }

  private void read(JsonNode value) {
    value
        .properties()
        .forEach(field -> {
          if (field.getValue().isTextual()) {
            read(value, field.getKey(), field.getValue().asText());
          }
        });
    value
        .properties()
        .forEach(field -> {
          if (field.getKey().equals("_links")) {
            field
                .getValue()
                .properties()
                .forEach(link ->
                    read(value, link.getKey() + "_url", link.getValue().path("href").asText()));
          } else {
            read(field.getValue());
          }
        });
    if (value.isArray()) {
      value.forEach(this::read);
    }
  }

  private void read(JsonNode owner, String field, String url) {
    boolean ours = url.startsWith(server.url()) && !url.contains("{");
    if (ours
        && !NOT_FOR_GET.contains(field)
        && !NOT_YET.contains(field)
        && !NOT_YET.contains(field + " of " + kind(owner))
        && !field.equals("rate_limit_url")
        && seen.add(url)) {
      next.add(field + " " + url);
    }
  }

  private static String kind(JsonNode owner) {
    return owner.has("commit")
        ? "a commit"
        : owner.has("hooks_url") ? "an organization" : "another";
  }
}
