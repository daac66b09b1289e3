// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
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
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.ServerTest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GitHub Apps: registered, installed, speaking for themselves, and their installations' tokens. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class AppsApiTest extends ServerTest {
  private static int made;

  private Client admin;
  private Client octocat;
  private String org;
  private JsonNode app;
  private long one;
  private long two;

  @Override
  protected void prepare() {
    admin = server.admin();
    octocat = server.user("octocat");
  }

  @BeforeEach
  void anAppAndAnOrganizationOfItsOwn() {
    org = "orbit" + made++;
    server.organization(org, "octocat");
    one = repository("one");
    two = repository("two");
    app = register(object("contents", "read", "organization_copilot_spaces", "write"), false);
  }

  private long repository(String name) {
    String path = "/orgs/" + org + "/repos";
    String body = json("name", name, "private", true, "auto_init", true);
    return octocat.post(path, body).expect(201).json("id").asLong();
  }

  private JsonNode register(Map<String, ?> permissions, boolean agent) {
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

  private long install(Object... more) {
    return admin
        .post(
            "/admin/apps/" + app.get("slug").asText() + "/installations",
            json(object("account", org), more))
        .json("id")
        .asLong();
  }

  private Client jwt(Map<String, Object> changes) {
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

  private Client jwt() {
    return jwt(Map.of());
  }

  private Client token(long installation, String body) {
    return admin.with(
        hold(
                "apps/create-installation-access-token",
                201,
                jwt().post("/app/installations/" + installation + "/access_tokens", body))
            .json("token")
            .asText());
  }

  private static Answer hold(String operation, int status, Answer answer) {
    answer.expect(status);
    assertThat(GitHubSchema.faults(operation, status, answer.json()))
        .as(answer.request())
        .isEmpty();
    return answer;
  }

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
  void aJsonWebToken_thatIsNotRight_isRefused() throws JOSEException {
    long now = Instant.now().getEpochSecond();
    jwt(Map.of("iss", app.get("client_id").asText())).get("/app").expect(200);
    jwt(Map.of("iss", app.get("id").asText())).get("/app").expect(200);
    for (Map<String, Object> wrong :
        java.util.List.<Map<String, Object>>of(
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
            .encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
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
  void aToken_reachesWhatTheInstallationHas_andNoMore() {
    long installation = install("repository_selection", "selected", "repository_ids", List.of(one));
    Client token = token(installation, "{}");
    token.get("/repos/" + org + "/one/contents/README.md").expect(200);
    token.get("/repos/" + org + "/two/contents/README.md").expect(404);
    token.post("/repos/" + org + "/one/issues", "{\"title\":\"a\"}").expect(403);
    String at = "/app/installations/" + installation + "/access_tokens";
    jwt().post(at, "{\"repositories\":[\"two\"]}").expect(422);
    jwt().post(at, "{\"repositories\":[\"none\"]}").expect(422);
    jwt().post(at, json("repository_ids", List.of(two))).expect(422);
    jwt().post(at, "{\"permissions\":{\"contents\":\"write\"}}").expect(422);
    jwt().post(at, "{\"permissions\":{\"issues\":\"read\"}}").expect(422);
    Client narrow =
        token(
            installation,
            "{\"permissions\":{\"metadata\":\"read\"},\"repositories\":[\"one\"]}"
                .replace("metadata", "contents"));
    narrow.get("/orgs/" + org + "/copilot-spaces").expect(403);
    narrow.get("/repos/" + org + "/one/contents/README.md").expect(200);
  }

  @Test
  void aToken_endsWithWhatItIsOf() {
    long installation = install();
    Client token = token(installation, "{}");
    String file = "/repos/" + org + "/one/contents/README.md";
    token.get(file).expect(200);
    install("permissions", object("contents", "write", "organization_copilot_spaces", "write"));
    token.get(file).expect(200);
    install("repository_selection", "selected", "repository_ids", List.of(one));
    token.get(file).expect(401);
    Client second = token(installation, "{}");
    jwt().put("/app/installations/" + installation + "/suspended", null).expect(204);
    second.get(file).expect(401);
    jwt().post("/app/installations/" + installation + "/access_tokens", "{}").expect(403);
    jwt().delete("/app/installations/" + installation + "/suspended").expect(204);
    Client third = token(installation, "{}");
    third.get(file).expect(200);
    third.delete("/installation/token").expect(204);
    third.get(file).expect(401);
    Client fourth = token(installation, "{}");
    jwt().delete("/app/installations/" + installation).expect(204);
    fourth.get(file).expect(401);
    Client fifth = token(install(), "{}");
    Client self = jwt();
    admin.delete("/admin/apps/" + app.get("slug").asText()).expect(204);
    fifth.get(file).expect(401);
    self.get("/app").expect(401);
  }

  @Test
  void anInstallation_neverHasMoreThanItsApp() {
    String all = "/admin/apps/" + app.get("slug").asText();
    String more = json("account", org, "permissions", object("contents", "write"));
    assertThat(admin.post(all + "/installations", more).expect(422).text())
        .contains("within those of the app");
    long installation = install();
    Client before = token(installation, "");
    before.get("/repositories/" + one + "/contents/README.md").expect(200);
    admin.patch(all, "{\"permissions\":{\"metadata\":\"read\"}}").expect(200);
    before.get("/repositories/" + one).expect(401);
    Client after = token(installation, "");
    after.get("/repositories/" + one).expect(200);
    after.get("/repositories/" + one + "/contents/README.md").expect(403);
    assertThat(jwt().get("/app/installations/" + installation).json("permissions"))
        .hasToString("{\"metadata\":\"read\"}");
    admin.patch(all, "{\"callback_urls\":[\"https://elsewhere.example.com/\"]}").expect(200);
    assertThat(
            admin
                .get("/admin/audit-log?phrase=action:integration.update")
                .json("0/data/fields")
                .toString())
        .isEqualTo("[\"callback_urls\"]");
  }

  @Test
  void anotherAppsInstallation_isNotThere() {
    long installation = install();
    app = register(object("contents", "read"), false);
    jwt().get("/app/installations/" + installation).expect(404);
    jwt().post("/app/installations/" + installation + "/access_tokens", "{}").expect(404);
    jwt().delete("/app/installations/" + installation).expect(404);
    jwt().put("/app/installations/" + installation + "/suspended", null).expect(404);
  }

  @Test
  void aCodingAgent_getsContentOnlyWhereThePolicyEnablesIt() {
    app =
        register(
            object(
                "contents",
                "write",
                "metadata",
                "read",
                "pull_requests",
                "read",
                "organization_copilot_spaces",
                "write"),
            true);
    Client agent = token(install(), "{}");
    String readme = "/contents/README.md";
    String settings = "/orgs/" + org + "/copilot/coding-agent/permissions";
    String first = "/repos/" + org + "/one";
    String second = "/repositories/" + two;
    agent.get(first + readme).expect(200);
    octocat.put(settings, "{\"enabled_repositories\":\"selected\"}").expect(204);
    octocat.put(settings + "/repositories/" + one, null).expect(204);
    agent.get(first + readme).expect(200);
    for (String path :
        java.util.List.of(
            readme,
            "/branches",
            "/branches/main",
            "/commits",
            "/commits/main",
            "/git/trees/main")) {
      Answer refused = agent.get(second + path).expect(403);
      assertThat(refused.json("message").asText()).contains(org + "/two").contains("not enabled");
    }
    agent.get("/raw/" + org + "/two/main/README.md").expect(403);
    agent.put(second + "/contents/new", "{\"message\":\"m\",\"content\":\"YQ==\"}").expect(403);
    agent.get(second).expect(200);
    octocat.put(settings, "{\"enabled_repositories\":\"none\"}").expect(204);
    agent.get(first + readme).expect(403);
    octocat.get(first + readme).expect(200);
    // What a space names stays as it is: only content is withheld.
    JsonNode space =
        agent
            .post(
                "/orgs/" + org + "/copilot-spaces",
                json(
                    "name",
                    "s",
                    "resources_attributes",
                    List.of(
                        object(
                            "resource_type",
                            "repository",
                            "metadata",
                            object("repository_id", two)))))
            .expect(201)
            .json();
    assertThat(space.get("resources_attributes")).hasSize(1);
    // And so whether a file is there.
    agent
        .post(
            "/orgs/%s/copilot-spaces/%s/resources".formatted(org, space.get("number")),
            json(
                "resource_type",
                "github_file",
                "metadata",
                object("repository_id", two, "file_path", "no.md")))
        .expect(201);
    String at = "/admin/apps/" + app.get("slug").asText();
    admin.patch(at, "{\"coding_agent\":false}").expect(200);
    agent.get(first + readme).expect(200);
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
