// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import static dev.atrium.oauth.Forms.fields;
import static dev.atrium.oauth.Forms.form;
import static dev.atrium.oauth.Forms.parameter;
import static dev.atrium.oauth.Forms.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Signing in to apps by the web flow, with PKCE. */
@Order(7)
@EachDatabase
class WebFlowTest extends SignInTest {
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
}
