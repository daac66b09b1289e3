// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** An app for each test, and an organization where it can be installed, with two repositories. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
abstract class AppTest extends ServerTest {
  private int made;

  Client admin;
  Client octocat;
  String org;
  Samples samples;
  JsonNode app;
  long one;
  long two;

  @Override
  protected void prepare() {
    admin = server.admin();
    octocat = server.user("octocat");
  }

  @BeforeEach
  void anAppAndAnOrganizationOfItsOwn() {
    org = "orbit" + made++;
    server.organization(org, "octocat");
    samples = new Samples(octocat, "/orgs/" + org);
    one = samples.privateRepositoryWithReadme("one");
    two = samples.privateRepositoryWithReadme("two");
    app = register(object("contents", "read", "organization_copilot_spaces", "write"), false);
  }

  JsonNode register(Map<String, ?> permissions, boolean agent) {
    return admin
        .post(
            "/admin/apps",
            json(
                "name",
                "Helper " + made++,
                "owner",
                "octocat",
                "permissions",
                permissions,
                "coding_agent",
                agent))
        .expect(201)
        .json();
  }

  long install(Object... more) {
    return admin
        .post(
            "/admin/apps/" + app.get("slug").asText() + "/installations",
            json(object("account", org), more))
        .json("id")
        .asLong();
  }

  Client jwt(Map<String, Object> changes) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", app.get("id").asLong());
    claims.put("iat", now - 30);
    claims.put("exp", now + 540);
    changes.forEach((name, value) -> {
      if (value.equals("absent")) {
        claims.remove(name);
      } else {
        claims.put(name, value);
      }
    });
    return admin.with(AppJwt.sign(claims, app.get("pem").asText()));
  }

  Client jwt() {
    return jwt(Map.of());
  }

  Client token(long installation, String body) {
    return admin.with(
        hold(
                "apps/create-installation-access-token",
                201,
                jwt().post("/app/installations/" + installation + "/access_tokens", body))
            .json("token")
            .asText());
  }

  static Answer hold(String operation, int status, Answer answer) {
    answer.expect(status);
    assertThat(GitHubSchema.faults(operation, status, answer.json()))
        .as(answer.request())
        .isEmpty();
    return answer;
  }
}
