// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import static dev.atrium.oauth.Forms.fields;
import static dev.atrium.oauth.Forms.form;
import static dev.atrium.oauth.Forms.post;
import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.ServerTest;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in to apps by the device flow. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class DeviceFlowTest extends ServerTest {
  private static final String GH = "178c6fc778ccc68e1d6a";
  private static final String FETCH = "/login/oauth/access_token";

  private Client admin;
  private Client octocat;
  private Client device;

  @Override
  protected void prepare() {
    admin = server.admin();
    octocat = server.user("octocat");
    device = admin.anonymous();
  }

  private JsonNode app(String name, Object... more) {
    Map<String, ?> app = object("name", name, "owner", "octocat", "kind", "oauth");
    return admin.post("/admin/apps", json(app, more)).expect(201).json();
  }

  private JsonNode started(String client, String... more) {
    Map<String, String> fields = Map.of("client_id", client);
    return post(device, "/login/device/code", form(fields, more)).expect(200).json();
  }

  /** The page of the code that the person types. */
  private Answer page(String typed) {
    return octocat.get("/login/device?user_code=" + typed).expect(200);
  }

  private Answer decide(Answer page, String decision) {
    return post(octocat, "/login/device", form(fields(page), "decision", decision));
  }

  private static String asked(String client, JsonNode started) {
    return form(
        "client_id",
        client,
        "device_code",
        started.get("device_code").asText(),
        "grant_type",
        "urn:ietf:params:oauth:grant-type:device_code");
  }

  private JsonNode poll(String client, JsonNode started) {
    return post(device, FETCH, asked(client, started)).json();
  }

  @Test
  void theFlow_signsTheCommandLineIn() {
    JsonNode started = started(GH, "scope", "repo,read:org,gist");
    assertThat(poll(GH, started).get("error").asText()).isEqualTo("authorization_pending");
    JsonNode hasty = poll(GH, started);
    assertThat(hasty.get("error").asText()).isEqualTo("slow_down");
    assertThat(hasty.get("interval").asInt()).isEqualTo(10);
    assertThat(octocat.get("/login/device").expect(200).text()).contains("user_code");
    String typed = started.get("user_code").asText().toLowerCase(Locale.ROOT).replace("-", "");
    Answer page = page(typed);
    assertThat(page.text()).contains("GitHub CLI").contains("<code>repo</code>");
    decide(page, "approve").expect(200);
    JsonNode token = poll(GH, started);
    assertThat(token.get("scope").asText()).isEqualTo("repo,read:org");
    admin.with(token.get("access_token").asText()).get("/user").expect(200);
    assertThat(poll(GH, started).get("error").asText()).isEqualTo("incorrect_device_code");
    assertThat(octocat.get("/login/device?user_code=" + typed).text())
        .contains("invalid or has expired");
    String plain =
        device
            .post(FETCH, asked(GH, started), "Content-Type", "application/x-www-form-urlencoded")
            .text();
    assertThat(plain).startsWith("error=incorrect_device_code&error_description=");
  }

  @Test
  void aFlow_thatIsSwitchedOffMeanwhile_givesNothing() {
    JsonNode app = app("Editor");
    String id = app.get("client_id").asText();
    JsonNode started = started(id);
    decide(page(started.get("user_code").asText()), "approve").expect(200);
    admin.patch("/admin/apps/" + app.get("slug").asText(), "{\"device_flow\":false}").expect(200);
    assertThat(poll(id, started).get("error").asText()).isEqualTo("device_flow_disabled");
  }

  @Test
  void aDevice_thatIsDenied_getsNothing() {
    JsonNode started = started(GH, "scope", "repo");
    Answer page = page(started.get("user_code").asText());
    decide(page, "deny").expect(200);
    assertThat(poll(GH, started).get("error").asText()).isEqualTo("access_denied");
    decide(page, "approve");
    assertThat(poll(GH, started).get("error").asText()).isEqualTo("access_denied");
    JsonNode off = app("Television", "device_flow", false);
    assertThat(started(off.get("client_id").asText()).get("error").asText())
        .isEqualTo("device_flow_disabled");
  }
}
