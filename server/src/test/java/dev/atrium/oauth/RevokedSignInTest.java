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
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.Test;

/** What was said yes to by a token that is revoked before the app fetches its own. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class RevokedSignInTest extends ServerTest {
  private static final String GITHUB_CLI = "178c6fc778ccc68e1d6a";
  private static final String FETCH = "/login/oauth/access_token";

  private Client admin;

  @Override
  protected void prepare() {
    admin = server.admin();
  }

  private void revokeAll(String login) {
    admin.delete("/admin/users/" + login + "/authorizations").expect(204);
  }

  @Test
  void aCodeOfTheWebFlow_isGoodNoMore() {
    Client user = server.user("octocat");
    JsonNode app =
        admin
            .post(
                "/admin/apps",
                "{\"name\":\"Late\",\"owner\":\"octocat\",\"kind\":\"oauth\",\"callback_urls\":[\"https://late.example.com/\"]}")
            .expect(201)
            .json();
    String client = app.get("client_id").asText();
    Answer page =
        user.get("/login/oauth/authorize?" + form("client_id", client, "scope", "repo"))
            .expect(200);
    Answer yes =
        post(user, "/login/oauth/authorize", form(fields(page), "decision", "approve")).expect(302);
    revokeAll("octocat");
    String secret = app.get("client_secret").asText();
    JsonNode answer =
        post(
                admin.anonymous(),
                FETCH,
                form(
                    "client_id",
                    client,
                    "client_secret",
                    secret,
                    "code",
                    parameter(yes, "code").orElseThrow()))
            .expect(200)
            .json();
    assertThat(answer.get("error").asText()).isEqualTo("bad_verification_code");
  }

  @Test
  void aCodeOfTheDeviceFlow_isGoodNoMore() {
    Client user = server.user("monalisa");
    Client device = admin.anonymous();
    JsonNode started =
        post(device, "/login/device/code", form("client_id", GITHUB_CLI, "scope", "repo")).json();
    Answer page = user.get("/login/device?user_code=" + started.get("user_code").asText());
    post(user, "/login/device", form(fields(page), "decision", "approve")).expect(200);
    revokeAll("monalisa");
    String poll =
        form(
            "client_id",
            GITHUB_CLI,
            "device_code",
            started.get("device_code").asText(),
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code");
    assertThat(post(device, FETCH, poll).json("error").asText()).isEqualTo("incorrect_device_code");
  }

  @Test
  void aFormThatIsNoForm_isRefusedBeforeItIsRead() {
    String large = "code=" + "x".repeat(10_000);
    admin.anonymous().post(FETCH, large).expect(413);
  }
}
