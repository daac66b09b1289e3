// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** GitHub Apps: registered, and speaking for themselves. */
@EachDatabase
class AppsApiTest extends AppTest {
  @Test
  void anAppsOwnOperations_areAnsweredAsDescribed() {
    long installation = install();
    Client self = jwt();
    Answer answer = hold("apps/get-authenticated", 200, self.get("/app"));
    assertThat(answer.json("client_id").asText()).isEqualTo(app.get("client_id").asText());
    assertThat(answer.json("installations_count").asLong()).isEqualTo(1);
    hold("apps/list-installations", 200, self.get("/app/installations"));
    hold("apps/get-installation", 200, self.get("/app/installations/" + installation));
    hold("apps/get-org-installation", 200, self.get("/orgs/" + org + "/installation"));
    self.get("/users/octocat/installation").expect(404);
    self.get("/app/installations/999999").expect(404);
    Answer shown = octocat.get("/apps/" + app.get("slug").asText()).expect(200);
    assertThat(shown.json().has("installations_count")).isFalse();
    assertThat(
            octocat.get("/orgs/" + org + "/installations").expect(200).json("total_count").asInt())
        .isEqualTo(1);
    server.user("outsider").get("/orgs/" + org + "/installations").expect(403);
    hold(
        "apps/list-repos-accessible-to-installation",
        200,
        token(installation, "{}").get("/installation/repositories"));
  }

  @Test
  void aJsonWebToken_opensNothingButTheAppsOwnOperations() {
    install();
    Client self = jwt();
    self.get("/user").expect(403);
    self.get("/orgs/" + org + "/copilot-spaces").expect(403);
    self.get("/repos/" + org + "/one").expect(403);
    self.get("/admin/apps").expect(403);
    octocat.get("/app").expect(401);
    admin.get("/app").expect(401);
    admin.anonymous().get("/app").expect(401);
  }

  @Test
  void anInstallation_isFoundByTheNameOfAnyAccountAndOfItsRepositories() {
    long installation = install();
    for (String path :
        List.of(
            "/orgs/" + org, "/users/" + org, "/repos/" + org + "/one", "/repos/" + org + "/two")) {
      Answer found = hold("apps/get-installation", 200, jwt().get(path + "/installation"));
      assertThat(found.json("id").asLong()).isEqualTo(installation);
    }
    admin
        .post(
            "/admin/apps/" + app.get("slug").asText() + "/installations",
            json(
                "account", org, "repository_selection", "selected", "repository_ids", List.of(one)))
        .expect(200);
    jwt().get("/repos/" + org + "/one/installation").expect(200);
    jwt().get("/repos/" + org + "/two/installation").expect(404);
    jwt().get("/repos/" + org + "/none/installation").expect(404);
    jwt().get("/orgs/octocat/installation").expect(404);
    octocat.get("/repos/" + org + "/one/installation").expect(401);
    app = register(Map.of("contents", "read"), false);
    jwt().get("/repos/" + org + "/one/installation").expect(404);
    jwt().get("/users/" + org + "/installation").expect(404);
  }

  @Test
  void anInstallation_isNoUser() {
    Client acting = token(install(), "{}");
    for (String path : List.of("/user", "/user/repos", "/user/orgs", "/user/teams")) {
      assertThat(acting.get(path).expect(403).json("message").asText())
          .isEqualTo("Resource not accessible by integration");
    }
    acting.post("/user/repos", json("name", "mine")).expect(403);
  }

  @Test
  void anIssuer_thatCannotBeOne_isToldWhatIsWrong() {
    assertThat(refusal(Map.of("iss", "absent")))
        .isEqualTo("Missing 'issuer' claim ('iss') in assertion");
    for (Object wrong : List.of(true, 1.5, "my-app", List.of(1))) {
      assertThat(refusal(Map.of("iss", wrong)))
          .isEqualTo("'Issuer' claim ('iss') must be an Integer");
    }
    for (Object unknown : List.of(999_999, "999999", "Iv23liAAAAAAAAAAAAAA")) {
      assertThat(refusal(Map.of("iss", unknown)))
          .isEqualTo("A JSON web token could not be decoded");
    }
  }

  private String refusal(Map<String, Object> claims) {
    return jwt(claims).get("/app").expect(401).json("message").asText();
  }

  @Test
  void aJsonWebToken_thatIsNotRight_isRefused() throws JOSEException {
    long now = Instant.now().getEpochSecond();
    jwt(Map.of("iss", app.get("client_id").asText())).get("/app").expect(200);
    jwt(Map.of("iss", app.get("id").asText())).get("/app").expect(200);
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("exp", now - 1),
            Map.of("exp", now + 3600),
            Map.of("exp", "absent"),
            Map.of("exp", "soon"),
            Map.of("nbf", now + 300),
            Map.of("iat", now + 600),
            Map.of("iat", "absent"),
            Map.of("iss", 999_999),
            Map.of("iss", "absent"),
            Map.of("iss", "178c6fc778ccc68e1d6a"),
            Map.of("iss", true))) {
      jwt(wrong).get("/app").expect(401);
    }
    JsonNode mine = app;
    JsonNode other = register(Map.of(), false);
    String foreign =
        AppJwt.sign(
            Map.of("iss", mine.get("id").asLong(), "iat", now, "exp", now + 60),
            other.get("pem").asText());
    admin.with(foreign).get("/app").expect(401);
    JWSObject keyed =
        new JWSObject(
            new JWSHeader(JWSAlgorithm.HS256),
            new Payload(
                Map.<String, Object>of(
                    "iss", mine.get("id").asLong(), "iat", now, "exp", now + 60)));
    keyed.sign(new MACSigner(mine.get("client_secret").asText()));
    admin.with(keyed.serialize()).get("/app").expect(401);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    String[] parts = foreign.split("\\.", -1);
    admin.with(none + "." + parts[1] + ".").get("/app").expect(401);
    admin.with("ey.ey.ey").get("/app").expect(401);
    admin.with("eyJ").get("/app").expect(401);
  }

  @Test
  void aKey_thatWasDeleted_signsNoMore() {
    String slug = app.get("slug").asText();
    JsonNode second = admin.post("/admin/apps/" + slug + "/keys", null).expect(201).json();
    long now = Instant.now().getEpochSecond();
    String signed =
        AppJwt.sign(
            Map.of("iss", app.get("id").asLong(), "iat", now, "exp", now + 60),
            second.get("pem").asText());
    admin.with(signed).get("/app").expect(200);
    admin.delete("/admin/apps/" + slug + "/keys/" + second.get("id").asLong()).expect(204);
    admin.with(signed).get("/app").expect(401);
    jwt().get("/app").expect(200);
  }

  @Test
  void registering_tellsEveryFault() {
    Answer answer =
        admin.post(
            "/admin/apps",
            "{\"name\":\"***\",\"owner\":\"nobody\",\"url\":\"x\",\"callback_urls\":[\"http://example.com\"],\"permissions\":{\"contens\":\"read\",\"issues\":\"all\"}}");
    assertThat(answer.expect(422).json("errors").findValuesAsText("field"))
        .contains("owner", "url", "callback_urls", "permissions");
    assertThat(answer.text()).contains("contens is not a permission", "issues must be read,");
    admin.post("/admin/apps", "{\"name\":\"Haunted\",\"owner\":\"ghost\"}").expect(422);
    String at = "/admin/apps/" + app.get("slug").asText() + "/installations";
    admin.post(at, "{\"account\":\"ghost\"}").expect(422);
    admin
        .post("/admin/apps", json("name", app.get("name").asText(), "owner", "octocat"))
        .expect(422);
    octocat.post("/admin/apps", "{}").expect(403);
    assertThat(admin.get("/admin/apps").expect(200).text())
        .doesNotContain("pem")
        .doesNotContain("client_secret");
  }
}
