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
import dev.atrium.testing.ServerTest;
import dev.atrium.tokens.TestTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Signing in to apps by the web flow, with PKCE. */
@Order(7)
@EachDatabase
@SuppressWarnings("NullAway.Init")
class WebFlowTest extends ServerTest {
  private static final String CALLBACK = "https://app.example.com/callback";
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-all";
  private static int made;

  private Client admin;
  private Client octocat;

  @Override
  protected void prepare() {
    admin = server.admin();
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
  }

  private JsonNode app(Object... more) {
    return admin
        .post(
            "/admin/apps",
            json(
                object(
                    "name",
                    "Editor " + made++,
                    "owner",
                    "octocat",
                    "callback_urls",
                    List.of(CALLBACK, "http://127.0.0.1/cb")),
                more))
        .expect(201)
        .json();
  }

  private JsonNode oauthApp() {
    return app("kind", "oauth");
  }

  private static String challenge() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(VERIFIER.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String code(Client user, JsonNode app, String... more) {
    Answer page = user.get("/login/oauth/authorize?" + asked(app, more)).expect(200);
    Answer answer =
        post(user, "/login/oauth/authorize", form(fields(page), "decision", "approve")).expect(302);
    assertThat(answer.header("Location").orElseThrow()).startsWith(CALLBACK + "?");
    assertThat(parameter(answer, "state")).contains("a b&c");
    return parameter(answer, "code").orElseThrow();
  }

  private static String asked(JsonNode app, String... more) {
    Map<String, String> fields = new HashMap<>();
    fields.put("client_id", app.get("client_id").asText());
    fields.put("redirect_uri", CALLBACK);
    fields.put("state", "a b&c");
    fields.put("scope", "repo read:org");
    return form(fields, more);
  }

  private JsonNode fetch(JsonNode app, String code, String... more) {
    Map<String, String> fields = new HashMap<>();
    fields.put("client_id", app.get("client_id").asText());
    fields.put("client_secret", app.get("client_secret").asText());
    fields.put("code", code);
    return post(admin.anonymous(), "/login/oauth/access_token", form(fields, more))
        .expect(200)
        .json();
  }

  @Test
  void theWebFlow_givesATokenForAYes() {
    JsonNode app = oauthApp();
    String code = code(octocat, app);
    JsonNode token = fetch(app, code);
    assertThat(token.get("token_type").asText()).isEqualTo("bearer");
    assertThat(token.get("scope").asText()).isEqualTo("repo,read:org");
    Client client = admin.with(token.get("access_token").asText());
    assertThat(token.get("access_token").asText()).startsWith("gho_");
    Answer user = client.get("/user").expect(200);
    assertThat(user.json("login").asText()).isEqualTo("octocat");
    assertThat(user.header("X-OAuth-Scopes")).contains("read:org, repo");
    assertThat(fetch(app, code).get("error").asText()).isEqualTo("bad_verification_code");
    admin.delete("/admin/apps/" + app.get("slug").asText()).expect(204);
    client.get("/user").expect(401);
  }

  @Test
  void theToken_hasNoScopeThatItsUserSignedInWithout() {
    JsonNode app = oauthApp();
    Client weak = server.token("octocat", "read:org");
    Answer page =
        weak.get("/login/oauth/authorize?" + asked(app, "scope", "repo,admin:org,read:org"));
    assertThat(page.text()).contains("<s><code>repo</code></s>");
    JsonNode token = fetch(app, code(weak, app, "scope", "repo,admin:org,read:org"));
    assertThat(token.get("scope").asText()).isEqualTo("read:org");
    Client given = admin.with(token.get("access_token").asText());
    given.get("/login/oauth/authorize?" + asked(app)).expect(403);
  }

  @Test
  void aCode_isGoodForItsAppItsAddressAndItsVerifierOnly() {
    JsonNode app = oauthApp();
    JsonNode other = oauthApp();
    assertThat(fetch(other, code(octocat, app)).get("error").asText())
        .isEqualTo("bad_verification_code");
    assertThat(
            fetch(app, code(octocat, app), "redirect_uri", "http://127.0.0.1/cb")
                .get("error")
                .asText())
        .isEqualTo("redirect_uri_mismatch");
    assertThat(fetch(app, code(octocat, app), "client_secret", "x").get("error").asText())
        .isEqualTo("incorrect_client_credentials");
    String[] pkce = {"code_challenge", challenge(), "code_challenge_method", "S256"};
    assertThat(fetch(app, code(octocat, app, pkce)).get("error").asText())
        .isEqualTo("bad_verification_code");
    String code = code(octocat, app, pkce);
    assertThat(fetch(app, code, "code_verifier", "wrong").get("error").asText())
        .isEqualTo("bad_verification_code");
    assertThat(fetch(app, code, "code_verifier", VERIFIER).get("error").asText())
        .as("used up by the wrong try")
        .isEqualTo("bad_verification_code");
    assertThat(fetch(app, code(octocat, app, pkce), "code_verifier", VERIFIER).has("access_token"))
        .isTrue();
  }

  @Test
  void aVerifier_forACodeWithoutAChallenge_isRefused() {
    JsonNode app = oauthApp();
    assertThat(fetch(app, code(octocat, app), "code_verifier", VERIFIER).get("error").asText())
        .isEqualTo("bad_verification_code");
  }

  @Test
  void whoIsSuspendedSinceTheirYes_givesNothing() {
    JsonNode app = oauthApp();
    Client gone = server.user("gone" + made++);
    String login = gone.get("/user").json("login").asText();
    String code = code(gone, app);
    admin.put("/users/" + login + "/suspended", null).expect(204);
    assertThat(fetch(app, code).get("error").asText()).isEqualTo("access_denied");
    admin.delete("/users/" + login + "/suspended").expect(204);
  }

  @Test
  void nobodyIsSent_whereTheAppDidNotSay() {
    JsonNode app = oauthApp();
    for (String uri :
        new String[] {
          "https://evil.example.com/callback",
          CALLBACK + "/more",
          CALLBACK + "?x=1",
          "https://app.example.com@evil.example.com/callback",
          "http://app.example.com/callback",
          "http://127.0.0.1:99/other",
          "http://user@127.0.0.1/cb",
          "http://localhost/cb",
          "javascript:alert(1)",
          "%"
        }) {
      octocat.get("/login/oauth/authorize?" + asked(app, "redirect_uri", uri)).expect(400);
    }
    octocat
        .get("/login/oauth/authorize?" + asked(app, "redirect_uri", "http://127.0.0.1:4711/cb"))
        .expect(200);
    assertThat(
            octocat
                .get(
                    "/login/oauth/authorize?"
                        + asked(app, "redirect_uri", "http://127.0.0.1:4711/cb"))
                .header("Content-Security-Policy"))
        .contains(
            "default-src 'none'; base-uri 'none'; form-action 'self' http://127.0.0.1:4711; frame-ancestors 'none'");
    octocat.get("/login/oauth/authorize?" + asked(app, "client_id", "none")).expect(404);
    octocat.get("/login/oauth/authorize?" + asked(app, "code_challenge", "short")).expect(400);
    Answer anonymous =
        admin.anonymous().get("/login/oauth/authorize?" + asked(app), "Accept", "text/html");
    assertThat(anonymous.expect(401).header("WWW-Authenticate").orElseThrow()).startsWith("Basic");
  }

  @Test
  void aForm_thatIsNotOursIsRefused() {
    JsonNode app = oauthApp();
    Answer page = octocat.get("/login/oauth/authorize?" + asked(app)).expect(200);
    Map<String, String> fields = fields(page);
    String at = "/login/oauth/authorize";
    post(octocat, at, form(fields, "decision", "approve", "proof", "1.x")).expect(403);
    post(octocat, at, asked(app, "decision", "approve")).expect(403);
    post(octocat, at, form(fields, "decision", "approve", "scope", "admin:org")).expect(403);
    post(server.user("hubot"), at, form(fields, "decision", "approve")).expect(403);
    Answer denied = post(octocat, at, form(fields, "decision", "deny")).expect(302);
    assertThat(parameter(denied, "error")).contains("access_denied");
    assertThat(parameter(denied, "code")).isEmpty();
  }

  @Test
  void textsOfApps_areEscaped() {
    JsonNode app = app("name", "<b>Bold</b> " + made++, "kind", "oauth");
    Answer page =
        octocat.get(
            "/login/oauth/authorize?" + asked(app, "state", "\"><script>alert(1)</script>"));
    assertThat(page.text()).doesNotContain("<b>Bold").doesNotContain("<script>");
  }

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
