// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.git.GitUser;
import dev.atrium.http.Route;
import dev.atrium.server.AuditedOperations.Step;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.Statements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That no change goes by the audit log, and no text or secret into it. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets all of them before each test.
class AuditedOperationsTest {
  private static final String ADMIN_TOKEN = "a-site-admin's-own-token";

  @Parameter Product product;
  private Server server;
  private Client admin;
  private Client octocat;
  private final Map<String, String> kept = new HashMap<>();

  @BeforeEach
  void start() {
    Config config =
        Config.of(Product.temporaryFolder())
            .database(product.freshUrl())
            .adminToken(ADMIN_TOKEN)
            .rateLimit(0)
            .build();
    server = new Server(config).start();
    admin = new Client("http://127.0.0.1:" + server.port(), ADMIN_TOKEN);
    admin.post("/admin/users", "{\"login\":\"octocat\"}").expect(201);
    String scopes =
        "{\"scopes\":[\"repo\",\"user\",\"admin:org\",\"delete_repo\"],\"note\":\"CANARY\"}";
    Answer made = admin.post("/admin/users/octocat/authorizations", scopes).expect(201);
    kept.put("SECRET0", made.json("token").asText());
    octocat = admin.with(made.json("token").asText());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyOperationThatChangesSomething_isInTheLog_andNoTextOfIt() {
    Set<String> done = new TreeSet<>();
    for (Step step : AuditedOperations.all()) {
      prepare(step);
      String body = step.body().isEmpty() ? null : filled(step.body());
      String type = body == null || body.startsWith("{") ? "json" : "x-www-form-urlencoded";
      Answer answer = send(step, body, "application/" + type);
      assertThat(answer.status()).as("%s: %s", answer.request(), answer.text()).isBetween(200, 302);
      answer
          .header("Location")
          .filter(url -> url.contains("?code="))
          .ifPresent(url -> kept.put("SECRET8", url.replaceAll(".*code=|&.*", "")));
      step.keeps().forEach(keep -> keep(keep, answer));
      check(step, entries(answer));
      done.add(step.operation());
    }
    assertThat(done)
        .as("every route that is no GET has its request in AuditedOperations")
        .isEqualTo(
            server.routes().stream()
                .filter(route -> !route.method().equals("GET"))
                .map(Route::operation)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(table()).isNotEmpty().doesNotContainIgnoringCase("CANARY");
    kept.forEach((name, value) -> {
      if (name.startsWith("SECRET")) {
        assertThat(table())
            .doesNotContain(value)
            .doesNotContain(value.substring(value.length() - 5));
      }
    });
    assertThat(table()).doesNotContain(ADMIN_TOKEN).doesNotContain("Q0FOQVJZ");
  }

  /** Asks, and holds the operation to begin no statement while the rows of another are read. */
  private Answer send(Step step, @Nullable String body, String type) {
    List<Answer> answers = new ArrayList<>();
    Statements statements =
        Statements.of(
            server.platform().database(),
            () ->
                answers.add(
                    client(step)
                        .send(
                            step.method(),
                            filled(step.path()),
                            body,
                            "Content-Type",
                            type,
                            "Accept",
                            "application/json")));
    assertThat(statements.insideOthers()).as("%s", step.operation()).isEmpty();
    return answers.getFirst();
  }

  private static void check(Step step, List<JsonNode> entries) {
    assertThat(entries)
        .as("%s %s", step.operation(), step.path())
        .extracting(entry -> entry.get("action").asText())
        .containsExactlyInAnyOrderElementsOf(step.actions());
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.at("/data/operation").asText()).isEqualTo(step.operation());
          assertThat(entry.at("/data/actor_ip").asText()).isEqualTo("127.0.0.1");
          boolean app = step.who().equals("app");
          if (step.who().equals("nobody")) {
            assertThat(entry.path("actor").isTextual()).isFalse();
          } else {
            String actor = app || step.who().equals("installation") ? "helper[bot]" : step.who();
            assertThat(entry.get("actor").asText()).isEqualTo(actor);
            assertThat(entry.at("/data/token_last_four").asText()).hasSize(4);
            assertThat(entry.at("/data/token_id").asLong() > 0).isEqualTo(!app);
          }
        });
  }

  private Client client(Step step) {
    return switch (step.who()) {
      case "octocat" -> octocat;
      case "app" -> admin.with(AppJwt.of(Long.parseLong(kept("APP")), kept("PEM")));
      case "installation" -> admin.with(kept("SECRET6"));
      case "nobody" -> admin.anonymous();
      default -> admin;
    };
  }

  private String kept(String name) {
    return Objects.requireNonNull(kept.get(name), name);
  }

  private List<JsonNode> entries(Answer of) {
    String id = of.header("X-GitHub-Request-Id").orElseThrow();
    JsonNode found =
        admin.get("/admin/audit-log?include=all&phrase=request:" + id).expect(200).json();
    return found.valueStream().toList();
  }

  /** What has no operation, or comes of no answer. */
  private void prepare(Step step) {
    switch (step.operation()) {
      case "pulls/create" -> {
        long id = Long.parseLong(kept("REPOSITORY"));
        GitUser identity = new GitUser("octocat", "octocat@example.com", Instant.EPOCH);
        var writer = server.platform().git().open(id, "main").writer();
        writer.branch("proposal", "main");
        writer.commit("proposal", Map.of("new", new byte[] {'n'}), "Add", identity);
      }
      case "atrium/revoke-token-of-user" -> {
        JsonNode tokens = admin.get("/admin/users/octocat/tokens").expect(200).json();
        kept.put("FINE", tokens.get(tokens.size() - 1).get("id").asText());
      }
      case "atrium/answer-app" ->
          keepProof(
              "/login/oauth/authorize?client_id=%s&state=CANARY&redirect_uri=https://CANARY.example.com/cb"
                  .formatted(kept("CLIENT")));
      case "atrium/answer-device" -> keepProof("/login/device?user_code=" + kept("USERCODE"));
      default -> {
        // Everything is there.
      }
    }
  }

  private void keepProof(String page) {
    String text = octocat.get(page).expect(200).text();
    kept.put("PROOF", text.replaceAll("(?s).*name=\"proof\" value=\"|\".*", ""));
  }

  private void keep(String keep, Answer answer) {
    int equals = keep.indexOf('=');
    kept.put(keep.substring(0, equals), answer.json(keep.substring(equals + 1)).asText());
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> entry : kept.entrySet()) {
      filled = filled.replaceAll("\\$" + entry.getKey() + "\\b", entry.getValue());
    }
    return filled;
  }

  /** All of it, every column. */
  private String table() {
    return server
        .platform()
        .database()
        .<String>read(handle ->
            handle
                .createQuery("SELECT * FROM audit_entry ORDER BY id")
                .mapToMap()
                .list()
                .toString());
  }
}
