// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.file;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the tokens of an app's installations reach, and when they end. */
@EachDatabase
class InstallationTokensTest extends AppTest {
  @Test
  void aToken_reachesWhatTheInstallationHas_andNoMore() {
    long installation = install("repository_selection", "selected", "repository_ids", List.of(one));
    Client token = token(installation, "{}");
    token.get("/repos/" + org + "/one/contents/README.md").expect(200);
    token.get("/repos/" + org + "/two/contents/README.md").expect(404);
    token.post("/repos/" + org + "/one/issues", "{\"title\":\"a\"}").expect(403);
    String at = "/app/installations/" + installation + "/access_tokens";
    Answer unreachable = jwt().post(at, "{\"repositories\":[\"two\"]}").expect(422);
    assertThat(unreachable.json("message").asText())
        .isEqualTo(
            "There is at least one repository that does not exist or is not accessible to the parent installation.");
    jwt().post(at, "{\"repositories\":[\"none\"]}").expect(422);
    jwt().post(at, json("repository_ids", List.of(two))).expect(422);
    jwt().post(at, "{\"permissions\":{\"contents\":\"write\"}}").expect(422);
    Answer ungranted = jwt().post(at, "{\"permissions\":{\"issues\":\"read\"}}").expect(422);
    assertThat(ungranted.json("message").asText())
        .isEqualTo("The permissions requested are not granted to this installation.");
    Map<String, ?> contents = object("contents", "read");
    Client narrow =
        token(installation, json("permissions", contents, "repositories", List.of("one")));
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
        List.of(
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
    String spaces = "/orgs/" + org + "/copilot-spaces";
    JsonNode space =
        agent
            .post(spaces, json("name", "s", "resources_attributes", List.of(wholeRepository(two))))
            .expect(201)
            .json();
    assertThat(space.get("resources_attributes")).hasSize(1);
    // And so whether a file is there.
    samples.by(agent).attach(spaces + "/" + space.get("number"), file(two, "no.md"));
    String at = "/admin/apps/" + app.get("slug").asText();
    admin.patch(at, "{\"coding_agent\":false}").expect(200);
    agent.get(first + readme).expect(200);
  }
}
