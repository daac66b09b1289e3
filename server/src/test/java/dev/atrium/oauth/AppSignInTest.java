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
import dev.atrium.access.TokenKind;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.tokens.TestTokens;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in to GitHub Apps: their tokens do no more than the tokens that their users used. */
@EachDatabase
class AppSignInTest extends SignInTest {
  /** Answers the code of a GitHub App that octocat's token signs in to, on its only place. */
  private String code(Client user, JsonNode app, long installation) {
    Map<String, String> fields =
        fields(user.get("/login/oauth/authorize?" + asked(app)).expect(200));
    String yes = form(fields, "decision", "approve", "installation", Long.toString(installation));
    Answer answer = post(user, "/login/oauth/authorize", yes).expect(302);
    return parameter(answer, "code").orElseThrow();
  }

  private long install(JsonNode app, Object... more) {
    return admin
        .post(
            "/admin/apps/" + app.get("slug").asText() + "/installations",
            json(object("account", "acme"), more))
        .json("id")
        .asLong();
  }

  @Test
  void aGitHubApp_doesNothingThatItsUserSignedInWithout() {
    Client weak = server.token("octocat", "repo", "user", "admin:org");
    JsonNode app = app("permissions", object("administration", "write"));
    long installation = install(app);
    Answer refused = weak.get("/login/oauth/authorize?" + asked(app)).expect(403);
    assertThat(refused.text()).contains("delete_repo");
    JsonNode token = fetch(app, code(octocat, app, installation));
    assertThat(token.has("expires_in")).isFalse();
    new Samples(octocat, "/orgs/acme").privateRepository("doomed");
    admin.with(token.get("access_token").asText()).delete("/repos/acme/doomed").expect(204);
  }

  @Test
  void aGitHubApp_thatGetsMoreAfterTheYes_getsNoToken() {
    Client weak = server.token("octocat", "repo", "user", "admin:org");
    JsonNode app = app("permissions", object("contents", "read"));
    long installation = install(app);
    String code = code(weak, app, installation);
    String all = json("permissions", object("contents", "read", "administration", "write"));
    admin.patch("/admin/apps/" + app.get("slug").asText(), all).expect(200);
    install(app);
    assertThat(fetch(app, code).get("error").asText()).isEqualTo("access_denied");
  }

  @Test
  void anAppsToken_endsWithTheTokenThatItsUserSignedInWith() {
    List<String> scopes = List.of("repo", "user", "admin:org");
    long until = Instant.now().plusSeconds(3_000).getEpochSecond();
    TestTokens tokens = new TestTokens(server.database(), Clock.systemUTC());
    Client brief = admin.with(tokens.scoped(TokenKind.CLASSIC, "octocat", scopes, until));
    JsonNode app = app("permissions", object("contents", "read"));
    long installation = install(app);
    JsonNode oauth = oauthApp();
    for (JsonNode token :
        List.of(fetch(app, code(brief, app, installation)), fetch(oauth, code(brief, oauth)))) {
      assertThat(token.get("expires_in").asLong()).isBetween(1L, 3_000L);
      Answer user = admin.with(token.get("access_token").asText()).get("/user").expect(200);
      assertThat(user.header("GitHub-Authentication-Token-Expiration")).isPresent();
    }
  }

  @Test
  void aGitHubApp_actsForItsUserOnOneInstallation() {
    long repository = new Samples(octocat, "/orgs/acme").privateRepositoryWithReadme("r" + made);
    JsonNode app = app("permissions", object("contents", "read"));
    Answer none = octocat.get("/login/oauth/authorize?" + asked(app)).expect(200);
    assertThat(none.text()).contains("not installed");
    long installation =
        admin
            .post(
                "/admin/apps/" + app.get("slug").asText() + "/installations",
                json(
                    "account",
                    "acme",
                    "repository_selection",
                    "selected",
                    "repository_ids",
                    List.of(repository)))
            .expect(201)
            .json("id")
            .asLong();
    server.token("octocat", "repo").get("/login/oauth/authorize?" + asked(app)).expect(403);
    Map<String, String> fields =
        fields(octocat.get("/login/oauth/authorize?" + asked(app)).expect(200));
    String at = "/login/oauth/authorize";
    post(octocat, at, form(fields, "decision", "approve", "installation", "0")).expect(400);
    Answer answer =
        post(
                octocat,
                at,
                form(fields, "decision", "approve", "installation", Long.toString(installation)))
            .expect(302);
    JsonNode token = fetch(app, parameter(answer, "code").orElseThrow());
    assertThat(token.get("access_token").asText()).startsWith("ghu_");
    Client client = admin.with(token.get("access_token").asText());
    String file = "/repositories/" + repository + "/contents/README.md";
    client.get(file).expect(200);
    String settings = "/orgs/acme/copilot/coding-agent/permissions";
    admin.patch("/admin/apps/" + app.get("slug").asText(), "{\"coding_agent\":true}").expect(200);
    octocat.put(settings, "{\"enabled_repositories\":\"none\"}").expect(204);
    client.get(file).expect(403);
    octocat.put(settings, "{\"enabled_repositories\":\"all\"}").expect(204);
    client.get("/orgs/acme/copilot-spaces").expect(403);
    admin
        .delete("/admin/apps/" + app.get("slug").asText() + "/installations/" + installation)
        .expect(204);
    client.get(file).expect(401);
  }
}
