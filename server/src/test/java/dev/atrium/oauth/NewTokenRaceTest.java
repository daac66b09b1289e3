// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import static dev.atrium.oauth.Forms.fields;
import static dev.atrium.oauth.Forms.form;
import static dev.atrium.oauth.Forms.parameter;
import static dev.atrium.oauth.Forms.post;
import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.Statements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A token that is made while what it depends on is taken away. The change begins when all checks
 * are done, right before the token is stored. It must wait for the token and then revoke it.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class NewTokenRaceTest extends ServerTest {
  private static final String CALLBACK = "https://app.example.com/callback";
  private int made;

  private Client admin;
  private Client octocat;
  private String org;
  private String readme;
  private long repository;
  private JsonNode app;
  private long installation;

  @Override
  protected void prepare() {
    admin = server.admin();
    octocat = server.user("octocat");
    server.user("monalisa");
  }

  @BeforeEach
  void anInstallation() {
    org = "orbit" + made++;
    server.organization(org, "octocat");
    repository = new Samples(octocat, "/orgs/" + org).privateRepositoryWithReadme("one");
    readme = "/repositories/" + repository + "/contents/README.md";
    app =
        admin
            .post(
                "/admin/apps",
                json(
                    "name",
                    "Helper " + made++,
                    "owner",
                    "octocat",
                    "callback_urls",
                    List.of(CALLBACK),
                    "permissions",
                    object("contents", "read")))
            .expect(201)
            .json();
    installation =
        admin.post(ofApp("/installations"), json("account", org)).expect(201).json("id").asLong();
  }

  private String ofApp(String more) {
    return "/admin/apps/" + app.get("slug").asText() + more;
  }

  private Client self() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims =
        Map.of("iss", app.get("id").asLong(), "iat", now - 30, "exp", now + 540);
    return admin.with(AppJwt.sign(claims, app.get("pem").asText()));
  }

  private Answer installationToken() {
    return self().post("/app/installations/" + installation + "/access_tokens", "{}");
  }

  private void suspend() {
    self().put("/app/installations/" + installation + "/suspended", null).expect(204);
  }

  private void narrow() {
    String other = json("account", org, "repository_selection", "selected");
    admin.post(ofApp("/installations"), other).expect(200);
  }

  private void takeContents() {
    admin.patch(ofApp(""), json("permissions", object("metadata", "read"))).expect(200);
  }

  private void transfer() {
    octocat
        .post("/repositories/" + repository + "/transfer", json("new_owner", "octocat"))
        .expect(202);
  }

  /** Returns a client with the token that a request makes while a change is made beside it. */
  private Client made(Runnable change, Supplier<Answer> request) {
    CompletableFuture<Void> changed = new CompletableFuture<>();
    SqlLogger atInsert =
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            if (context.getRenderedSql().contains("INSERT INTO token ")) {
              server.database().watch(null);
              changed.completeAsync(() -> {
                change.run();
                return null;
              });
              letRun(changed);
            }
          }
        };
    server
        .database()
        .watch(transaction ->
            transaction && Statements.carriesRequest() ? atInsert : SqlLogger.NOP_SQL_LOGGER);
    JsonNode answer = request.get().json();
    assertThat(answer.findValue("message")).as("%s", answer).isNull();
    changed.join();
    JsonNode token = answer.has("token") ? answer.get("token") : answer.get("access_token");
    return admin.with(token.asText());
  }

  /** Waits for the end of a change that nothing holds up; one that waits is left to wait. */
  private static void letRun(CompletableFuture<Void> change) {
    try {
      change.get(700, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // It waits for this transaction, as it must.
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInstallationsToken_whileItIsSuspended() {
    made(this::suspend, this::installationToken).get(readme).expect(401);
  }

  @Test
  void anInstallationsToken_whileItIsNarrowed() {
    made(this::narrow, this::installationToken).get(readme).expect(401);
  }

  @Test
  void anInstallationsToken_whileItsAppLosesAPermission() {
    made(this::takeContents, this::installationToken).get(readme).expect(401);
  }

  @Test
  void aUsersTokenOfTheApp_whileTheInstallationIsSuspended() {
    String asked =
        form(
            "client_id",
            app.get("client_id").asText(),
            "redirect_uri",
            CALLBACK,
            "state",
            "s",
            "scope",
            "");
    String at = "/login/oauth/authorize";
    Map<String, String> fields = fields(octocat.get(at + "?" + asked).expect(200));
    String decision =
        form(fields, "decision", "approve", "installation", Long.toString(installation));
    String code = parameter(post(octocat, at, decision).expect(302), "code").orElseThrow();
    String fetch =
        form(
            "client_id",
            app.get("client_id").asText(),
            "client_secret",
            app.get("client_secret").asText(),
            "code",
            code,
            "redirect_uri",
            CALLBACK);
    made(this::suspend, () -> post(admin.anonymous(), "/login/oauth/access_token", fetch))
        .get(readme)
        .expect(401);
  }

  @Test
  void aTokenOfSelectedRepositories_whileOneIsTransferred() {
    String body =
        json(
            "name",
            "t",
            "resource_owner",
            org,
            "repository_selection",
            "selected",
            "repository_ids",
            List.of(repository),
            "permissions",
            object("contents", "read"));
    Client token =
        made(this::transfer, () -> admin.post("/admin/users/octocat/fine-grained-tokens", body));
    token.get("/user").expect(200);
    token.get(readme).expect(404);
    JsonNode tokens = admin.get("/admin/organizations/" + org + "/tokens").expect(200).json();
    assertThat(tokens.findValue("repository_ids")).as("%s", tokens).isEmpty();
  }
}
