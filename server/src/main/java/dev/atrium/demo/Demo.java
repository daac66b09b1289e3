// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.git.GitRepositories;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The sample organization {@code acme}: an owner, a member and a team, three repositories with
 * history, an issue and a pull request, and four spaces with a resource of every type.
 */
public final class Demo {
  public static final String ORGANIZATION = "acme";
  public static final String LOGIN = "octocat";
  public static final String MEMBER = "monalisa";

  private static final long LOOK_MILLIS = 100;
  private static final long INDEX_SECONDS = 30;

  private final ApiClient admin;
  private final GitRepositories git;

  public Demo(String url, String adminToken, GitRepositories git) {
    this.admin = new ApiClient(url, adminToken);
    this.git = git;
  }

  /**
   * Creates the sample organization on an empty server.
   *
   * @param source this repository's folder; empty if there is none to import
   * @param second another local repository of the user
   * @return the tokens of {@link #LOGIN} and {@link #MEMBER}
   */
  public Tokens setUp(Optional<Path> source, Optional<Path> second) {
    user(LOGIN);
    user(MEMBER);
    String token = token(LOGIN);
    ApiClient octocat = admin.as(token);
    admin.call(
        "POST",
        "/admin/organizations",
        Map.of("login", ORGANIZATION, "admin", LOGIN, "profile_name", "Acme"));
    octocat.call("PUT", "/orgs/acme/memberships/" + MEMBER, Map.of("role", "member"));
    octocat.call(
        "POST",
        "/orgs/acme/teams",
        Map.of("name", "Maintainers", "description", "Who keeps Atrium running"));
    octocat.call(
        "PUT", "/orgs/acme/teams/maintainers/memberships/" + MEMBER, Map.of("role", "member"));
    long payments = repository(octocat, "payments", "How Acme is paid", Optional.empty());
    DemoFiles.PAYMENTS.forEach((path, text) -> write(octocat, "payments", path, text));
    DemoSpaces.createPayments(octocat, payments);
    long atrium = repository(octocat, "atrium", "A self-hosted Copilot Spaces server", source);
    String secondName = second.map(Demo::name).orElse("handbook");
    long handbook = repository(octocat, secondName, "How we work", second);
    if (second.isEmpty()) {
      write(octocat, "handbook", "README.md", "# Handbook\n\nHow the team works.\n");
      write(
          octocat,
          "handbook",
          "docs/reviews.md",
          "# Reviews\n\nRead the tests first; then the code.\n");
    }
    if (source.isEmpty()) {
      write(octocat, "atrium", "README.md", "# Atrium\n");
    }
    long issue =
        octocat
            .call(
                "POST",
                "/repos/acme/atrium/issues",
                Map.of("title", "Explain how a space is made", "body", "With an example, please."))
            .get("number")
            .asLong();
    long pull = pullRequest(octocat, atrium);
    DemoSpaces.create(octocat, atrium, handbook, issue, pull);
    awaitIndex(octocat);
    return new Tokens(token, token(MEMBER));
  }

  /**
   * Waits until the first space can be searched. If that takes long, the search says what it lacks.
   */
  private static void awaitIndex(ApiClient octocat) {
    CountDownLatch indexed = new CountDownLatch(1);
    Runnable look =
        () -> {
          JsonNode sources = octocat.call("GET", "/orgs/acme/copilot-spaces/1/sources", null);
          if (sources.get("indexed").asLong() >= sources.get("documents").asLong()) {
            indexed.countDown();
          }
        };
    try (ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> looks =
          asking.scheduleWithFixedDelay(look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      var _ = indexed.await(INDEX_SECONDS, TimeUnit.SECONDS);
      looks.cancel(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The tokens of the organization's owner, and of its member who is no owner. */
  public record Tokens(String owner, String member) {}

  private static String name(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    // The root of the file system has no name.
    return last == null ? "root" : last.toString().replaceAll("[^A-Za-z0-9._-]", "-");
  }

  private void user(String login) {
    admin.call("POST", "/admin/users", Map.of("login", login));
  }

  private String token(String login) {
    List<String> scopes = List.of("repo", "user", "admin:org", "delete_repo");
    return admin
        .call("POST", "/admin/users/" + login + "/authorizations", Map.of("scopes", scopes))
        .get("token")
        .asText();
  }

  private long repository(ApiClient owner, String name, String description, Optional<Path> from) {
    JsonNode made =
        owner.call(
            "POST",
            "/orgs/acme/repos",
            Map.of("name", name, "description", description, "private", true));
    long id = made.get("id").asLong();
    if (from.isPresent()) {
      String branch = git.importFrom(id, from.get());
      owner.call("PATCH", "/repos/acme/" + name, Map.of("default_branch", branch));
    }
    return id;
  }

  private static JsonNode write(ApiClient writer, String repository, String path, String text) {
    String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return writer.call(
        "PUT",
        "/repos/acme/" + repository + "/contents/" + path,
        Map.of("message", "Write " + path, "content", content));
  }

  /**
   * Creates a pull request from a new branch with one more commit, as a push would create it.
   * Returns its number.
   */
  private long pullRequest(ApiClient octocat, long repositoryId) {
    String base = git.open(repositoryId, "main").defaultBranch();
    git.open(repositoryId, base).writer().branch("demo-notes", base);
    String content =
        Base64.getEncoder().encodeToString("Notes of the demo.\n".getBytes(StandardCharsets.UTF_8));
    octocat.call(
        "PUT",
        "/repos/acme/atrium/contents/NOTES.md",
        Map.of("message", "Add notes", "content", content, "branch", "demo-notes"));
    JsonNode made =
        octocat.call(
            "POST",
            "/repos/acme/atrium/pulls",
            Map.of("title", "Add notes", "head", "demo-notes", "base", base));
    return made.get("number").asLong();
  }
}
