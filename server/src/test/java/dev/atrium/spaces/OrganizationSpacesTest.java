// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.attributes;
import static dev.atrium.testing.Resources.changed;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class OrganizationSpacesTest extends ServerTest {
  private static final String SPACES = "/orgs/acme/copilot-spaces";

  private Client owner;
  private Client member;
  private Client outsider;
  private Samples acme;

  @Override
  protected void prepare() {
    owner = server.user("octocat");
    member = server.user("monalisa");
    outsider = server.user("hubot");
    server.organization("acme", "octocat");
    acme = new Samples(owner, "/orgs/acme");
    acme.member("monalisa");
  }

  @Test
  void create_showsTheOrganizationAsClientsTellIt() {
    Answer made = member.post(SPACES, "{\"name\":\"a\"}").expect(201);
    assertThat(made.json("owner/type").asText()).isEqualTo("Organization");
    assertThat(made.json("owner/hooks_url").asText()).endsWith("/orgs/acme/hooks");
    assertThat(made.json("creator/login").asText()).isEqualTo("monalisa");
    assertThat(made.json("html_url").asText()).contains("/copilot/spaces/acme/");
    assertThat(made.json("api_url").asText()).contains("/api/v3/organizations/");
    member.get(made.json("api_url").asText()).expect(200);
  }

  @Test
  void create_byAnOutsider_is403_andInNoOrganization_404() {
    outsider.post(SPACES, "{\"name\":\"a\"}").expect(403);
    outsider.post("/orgs/nowhere/copilot-spaces", "{\"name\":\"a\"}").expect(404);
    outsider.get(SPACES).expect(404);
    outsider.get("/orgs/octocat/copilot-spaces").expect(404);
  }

  @Test
  void baseRole_decidesWhatMembersMay() {
    String space = acme.space("a");
    member.get(space).expect(404);
    owner.put(space, "{\"base_role\":\"reader\"}").expect(200);
    member.get(space).expect(200);
    assertThat(member.put(space, "{\"name\":\"b\"}").expect(403).json("message").asText())
        .contains("writer");
    member.delete(space).expect(404);
    owner.put(space, "{\"base_role\":\"writer\"}").expect(200);
    member.put(space, "{\"name\":\"b\",\"base_role\":\"writer\"}").expect(200);
    member.put(space, "{\"base_role\":\"admin\"}").expect(403);
    member.delete(space).expect(404);
    owner.put(space, "{\"base_role\":\"admin\"}").expect(200);
    member.delete(space).expect(204);
    outsider.get(space).expect(404);
  }

  @Test
  void creator_isAdmin_whileAMember() {
    Client hubber = server.user("defunkt");
    acme.member("defunkt");
    String space = acme.by(hubber).space("mine");
    hubber.put(space, "{\"base_role\":\"no_access\",\"name\":\"still mine\"}").expect(200);
    owner.delete("/orgs/acme/memberships/defunkt").expect(204);
    hubber.get(space).expect(404);
    hubber.put(space, "{\"name\":\"x\"}").expect(404);
    hubber.get(SPACES).expect(404);
    owner.get(space).expect(200);
  }

  @Test
  void list_holdsWhatTheCallerSees() {
    String hidden = acme.space("hidden");
    String shared = acme.space("shared", "base_role", "reader");
    String own = acme.by(member).space("own");
    String list = member.get(SPACES + "?per_page=100").expect(200).text();
    assertThat(list).contains("\"shared\"", "\"own\"").doesNotContain("\"hidden\"");
    assertThat(owner.get(SPACES + "?per_page=100").expect(200).text()).contains("\"hidden\"");
    assertThat(hidden).isNotEqualTo(shared).isNotEqualTo(own);
  }

  @Test
  void page_ofASpace_isForWhoSeesIt_andEscapesWhatItShows() {
    String number = acme.space("<b>bold</b>").replaceAll(".*/", "");
    String page = "/copilot/spaces/acme/" + number;
    assertThat(owner.get(page).expect(200).text()).contains("&lt;b&gt;bold").doesNotContain("<b>");
    member.get(page).expect(404);
    Answer refused = owner.anonymous().get(page, "Accept", "text/html").expect(401);
    assertThat(refused.header("WWW-Authenticate").orElseThrow()).startsWith("Basic");
  }

  @Test
  void siteAdmin_hasNoRole_byBeingOne() {
    String space = acme.space("a", "base_role", "admin");
    server.admin().get(space).expect(404);
    server.admin().get(SPACES).expect(404);
    server.admin().post(SPACES, "{\"name\":\"x\"}").expect(403);
  }

  @Test
  void fineGrainedTokens_reachOneOrganization_withThePermission() {
    String space = acme.space("a");
    Client reads = fineGrained(object("organization_copilot_spaces", "read"), "acme");
    reads.get(space).expect(200);
    assertThat(reads.get(space).header("X-Accepted-GitHub-Permissions"))
        .contains("organization_copilot_spaces=read");
    reads.put(space, "{\"name\":\"b\"}").expect(403);
    assertThat(reads.get("/users/octocat/copilot-spaces").expect(403).json("message").asText())
        .isEqualTo("Resource not accessible by personal access token");
    fineGrained(object("organization_copilot_spaces", "write"), "acme")
        .put(space, "{\"name\":\"b\"}")
        .expect(200);
    fineGrained(object(), "acme").get(space).expect(403);
    server.organization("other", "octocat");
    fineGrained(object("organization_copilot_spaces", "read"), "other").get(space).expect(404);
  }

  @Test
  void installationTokens_actForTheApp() {
    String space = acme.space("a");
    Client app = server.installation("acme", object("organization_copilot_spaces", "write"));
    app.get(space).expect(200);
    assertThat(
            app.post(SPACES, "{\"name\":\"by the app\"}").expect(201).json("creator/type").asText())
        .isEqualTo("Bot");
    assertThat(app.get(SPACES + "?per_page=100").expect(200).text()).contains("by the app");
    app.delete(space).expect(204);
    server
        .installation("acme", object("organization_copilot_spaces", "read"))
        .post(SPACES, "{\"name\":\"x\"}")
        .expect(403);
  }

  @Test
  void installationToken_thatMayChangeMembers_mayNotEndTheOrganization() {
    Client app = server.installation("acme", object("members", "write"));
    app.get("/orgs/acme/members").expect(200);
    app.patch("/orgs/acme", "{\"default_repository_permission\":\"admin\"}").expect(403);
    app.delete("/orgs/acme").expect(403);
    server
        .installation("acme", object("organization_administration", "write"))
        .patch("/orgs/acme", "{\"company\":\"Acme\"}")
        .expect(200);
  }

  @Test
  void everyFaultOfASource_isListed() {
    String own = acme.space("a");
    long id = acme.attach(own, note("n", "t"));
    Answer nested = owner.put(own, attributes(changed(id, "name", "", "text", 5))).expect(422);
    assertThat(nested.json("errors").findValuesAsText("field")).containsExactly("name", "text");
    Answer file =
        owner
            .post(
                own + "/resources",
                json(resource("github_file", "repository_id", "x", "file_path", " ")))
            .expect(422);
    assertThat(file.json("errors").findValuesAsText("field"))
        .containsExactly("repository_id", "file_path");
  }

  private Client fineGrained(Map<String, ?> permissions, String resourceOwner) {
    return server.fineGrained("octocat", resourceOwner, permissions, "repository_selection", "all");
  }
}
