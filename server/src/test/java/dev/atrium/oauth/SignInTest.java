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
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Apps of each kind, and what they and their users send in the web flow. */
@SuppressWarnings("NullAway.Init") // JUnit starts the server before any test.
abstract class SignInTest extends ServerTest {
  static final String CALLBACK = "https://app.example.com/callback";
  static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-all";
  int made;

  Client admin;
  Client octocat;

  @Override
  protected void prepare() {
    admin = server.admin();
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
  }

  JsonNode app(Object... more) {
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

  JsonNode oauthApp() {
    return app("kind", "oauth");
  }

  static String challenge() {
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

  String code(Client user, JsonNode app, String... more) {
    Answer page = user.get("/login/oauth/authorize?" + asked(app, more)).expect(200);
    Answer answer =
        post(user, "/login/oauth/authorize", form(fields(page), "decision", "approve")).expect(302);
    assertThat(answer.header("Location").orElseThrow()).startsWith(CALLBACK + "?");
    assertThat(parameter(answer, "state")).contains("a b&c");
    return parameter(answer, "code").orElseThrow();
  }

  static String asked(JsonNode app, String... more) {
    Map<String, String> fields = new HashMap<>();
    fields.put("client_id", app.get("client_id").asText());
    fields.put("redirect_uri", CALLBACK);
    fields.put("state", "a b&c");
    fields.put("scope", "repo read:org");
    return form(fields, more);
  }

  JsonNode fetch(JsonNode app, String code, String... more) {
    Map<String, String> fields = new HashMap<>();
    fields.put("client_id", app.get("client_id").asText());
    fields.put("client_secret", app.get("client_secret").asText());
    fields.put("code", code);
    return post(admin.anonymous(), "/login/oauth/access_token", form(fields, more))
        .expect(200)
        .json();
  }
}
