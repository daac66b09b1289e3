// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init") // prepare() runs before any test.
class OrganizationsApiTest extends ServerTest {

  private Client octocat;
  private Client monalisa;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    server.organization("acme", "octocat");
  }

  private static String made(String login, String admin) {
    return json("login", login, "admin", admin, "profile_name", "The " + login);
  }

  @Test
  void create_makesTheAdminAnOwner() {
    JsonNode made =
        server.admin().post("/admin/organizations", made("Octo-Org", "octocat")).expect(201).json();
    assertThat(made.path("login").asText()).isEqualTo("Octo-Org");
    assertThat(made.path("node_id").asText()).startsWith("O_kgDO");
    assertThat(made.path("hooks_url").asText()).endsWith("/api/v3/orgs/Octo-Org/hooks");
    assertThat(octocat.get("/orgs/octo-org/memberships/octocat").expect(200).json("role").asText())
        .isEqualTo("admin");
    assertThat(octocat.get("/orgs/octo-org").expect(200).json("name").asText())
        .isEqualTo("The Octo-Org");
  }

  @Test
  void create_withFaults_is422() {
    Client admin = server.admin();
    assertThat(admin.post("/admin/organizations", "{}").expect(422).json("errors")).hasSize(2);
    assertThat(
            admin
                .post("/admin/organizations", made("ACME", "octocat"))
                .expect(422)
                .json("errors/0/code")
                .asText())
        .isEqualTo("already_exists");
    assertThat(
            admin
                .post("/admin/organizations", made("initech", "nobody"))
                .expect(422)
                .json("errors/0/field")
                .asText())
        .isEqualTo("admin");
    admin.get("/orgs/initech").expect(404);
    admin.post("/admin/organizations", made("orgs", "octocat")).expect(422);
  }

  @Test
  void create_byAnotherThanASiteAdmin_isRefused() {
    octocat.post("/admin/organizations", made("hers", "octocat")).expect(403);
    server
        .token("octocat", "site_admin")
        .post("/admin/organizations", made("hers", "octocat"))
        .expect(404);
  }

  @Test
  void get_isForEveryoneSignedIn() {
    JsonNode seen = monalisa.get("/orgs/ACME").expect(200).json();
    assertThat(seen.path("type").asText()).isEqualTo("Organization");
    assertThat(seen.has("billing_email")).isFalse();
    assertThat(seen.has("default_repository_permission")).isFalse();
    long id = seen.path("id").asLong();
    assertThat(monalisa.get("/organizations/" + id).expect(200).json()).isEqualTo(seen);
    monalisa.get("/orgs/octocat").expect(404);
    monalisa.get("/organizations/999999").expect(404);
    monalisa.anonymous().get("/orgs/acme").expect(401);
  }

  @Test
  void update_changesWhatIsSent_forOwners() {
    octocat.patch("/orgs/acme", "{\"company\":\"Acme\",\"location\":\"Berlin\"}").expect(200);
    JsonNode changed =
        octocat
            .patch(
                "/orgs/acme",
                "{\"location\":null,\"description\":\"Rockets\",\"default_repository_permission\":\"none\"}")
            .expect(200)
            .json();
    assertThat(changed.path("company").asText()).isEqualTo("Acme");
    assertThat(changed.has("location")).isFalse();
    assertThat(changed.path("default_repository_permission").asText()).isEqualTo("none");
    assertThat(octocat.get("/orgs/acme").expect(200).json()).isEqualTo(changed);
    server.admin().patch("/orgs/acme", "{\"description\":\"Anvils\"}").expect(200);
    assertThat(
            server
                .token("octocat", "read:org")
                .get("/orgs/acme")
                .expect(200)
                .json()
                .has("billing_email"))
        .isFalse();
  }

  @Test
  void update_byOthers_isRefusedBeforeTheBodyIsRead() {
    monalisa.patch("/orgs/acme", "no JSON").expect(403);
    monalisa.patch("/orgs/unknown", "no JSON").expect(404);
    octocat.patch("/orgs/acme", "no JSON").expect(400);
    octocat.patch("/orgs/acme", "{\"default_repository_permission\":\"all\"}").expect(422);
    server.token("octocat", "write:org").patch("/orgs/acme", "{}").expect(403);
  }

  @Test
  void siteAdmin_withoutTheScope_administersNothing() {
    server.token("admin", "admin:org").patch("/orgs/acme", "{}").expect(403);
  }

  @Test
  void rename_movesTheLogin_andItsBot() {
    server.organization("old-name", "octocat");
    long id = octocat.get("/orgs/old-name").expect(200).json("id").asLong();
    Client bot = installationToken("old-name");
    bot.get("/orgs/old-name/teams").expect(200);
    server.admin().patch("/admin/organizations/old-name", "{\"login\":\"New-Name\"}").expect(202);
    octocat.get("/orgs/old-name").expect(404);
    assertThat(octocat.get("/orgs/new-name").expect(200).json("id").asLong()).isEqualTo(id);
    assertThat(
            server.admin().get("/users/New-Name.atrium%5Bbot%5D").expect(200).json("type").asText())
        .isEqualTo("Bot");
    server.admin().patch("/admin/organizations/new-name", "{\"login\":\"ACME\"}").expect(422);
    octocat.patch("/admin/organizations/new-name", "{\"login\":\"x\"}").expect(403);
  }

  @Test
  void delete_takesTokensAndBotAlong() {
    server.organization("short-lived", "octocat");
    Client bot = installationToken("short-lived");
    Samples shortLived = new Samples(octocat, "/orgs/short-lived");
    shortLived.team("parent", "privacy", "closed");
    shortLived.team("child", "parent_team_slug", "parent");
    monalisa.delete("/orgs/short-lived").expect(403);
    octocat.delete("/orgs/short-lived").expect(202);
    octocat.get("/orgs/short-lived").expect(404);
    bot.get("/orgs/acme").expect(401);
    server.admin().get("/users/short-lived.atrium%5Bbot%5D").expect(404);
    assertThat(octocat.get("/user/orgs").expect(200).text()).doesNotContain("short-lived");
  }

  @Test
  void delete_takesSpacesAlong() {
    server.organization("spacious", "octocat");
    String space = new Samples(octocat, "/orgs/spacious").space("Plans");
    octocat.get(space).expect(200);
    octocat.delete("/orgs/spacious").expect(202);
    octocat.get(space).expect(404);
    server.organization("spacious", "octocat");
    octocat.get(space).expect(404);
  }

  @Test
  void ofCaller_listsOwn_byPages() {
    server.user("hubot");
    server.organization("one", "hubot");
    server.organization("two", "hubot");
    Client hubot = server.token("hubot");
    Client.Answer first = hubot.get("/user/orgs?per_page=1").expect(200);
    assertThat(first.json()).hasSize(1);
    assertThat(first.json("0/login").asText()).isEqualTo("one");
    assertThat(first.header("Link").orElse("")).contains("rel=\"next\"");
    assertThat(hubot.get("/user/orgs?per_page=1&page=2").expect(200).json("0/login").asText())
        .isEqualTo("two");
    server.token("hubot", "repo").get("/user/orgs").expect(403);
  }

  private Client installationToken(String organization) {
    return server.installation(
        organization, object("members", "read"), "repository_selection", "all");
  }
}
