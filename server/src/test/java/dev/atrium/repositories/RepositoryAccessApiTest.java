// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class RepositoryAccessApiTest extends ServerTest {
  private Client octocat;
  private Client monalisa;
  private Client hubot;
  private Samples acme;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    hubot = server.user("hubot");
    server.organization("acme", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    acme.grantNothing();
    acme.member("monalisa");
  }

  /** The path of a new private repository. */
  private String repository(String name) {
    acme.privateRepository(name);
    return "/repos/acme/" + name;
  }

  private static List<String> logins(Answer answer) {
    List<String> logins = new ArrayList<>();
    for (JsonNode user : answer.expect(200).json()) {
      logins.add(user.get("login").asText() + ":" + user.get("role_name").asText());
    }
    return logins;
  }

  @Test
  void put_newCollaborator_is201_andAtWorkAtOnce() {
    String path = repository("shared");
    hubot.get(path).expect(404);
    Answer added =
        octocat.put(path + "/collaborators/hubot", "{\"permission\":\"pull\"}").expect(201);
    assertThat(added.json("invitee/login").asText()).isEqualTo("hubot");
    assertThat(added.json("permissions").asText()).isEqualTo("read");
    assertThat(added.json("repository/full_name").asText()).isEqualTo("acme/shared");
    hubot.get(path).expect(200);
    octocat.put(path + "/collaborators/hubot", null).expect(204);
    assertThat(hubot.get(path).json("permissions/push").asBoolean()).isTrue();
    assertThat(logins(octocat.get(path + "/collaborators")))
        .containsExactly("hubot:write", "octocat:admin");
    assertThat(logins(octocat.get(path + "/collaborators?affiliation=outside")))
        .containsExactly("hubot:write");
    assertThat(logins(octocat.get(path + "/collaborators?permission=admin")))
        .containsExactly("octocat:admin");
    hubot.delete(path + "/collaborators/hubot").expect(204);
    hubot.get(path).expect(404);
  }

  @Test
  void teams_areThoseThatTheCallerSees_withTheirRolesHere() {
    String path = repository("teamed");
    long above = acme.team("over", "privacy", "closed");
    acme.team("under", "privacy", "closed", "parent_team_id", above);
    acme.team("covert", "privacy", "secret");
    acme.team("aside", "privacy", "closed");
    octocat.put("/orgs/acme/teams/over/repos/acme/teamed", json("permission", "push"));
    octocat.put("/orgs/acme/teams/under/repos/acme/teamed", json("permission", "pull"));
    octocat.put("/orgs/acme/teams/covert/repos/acme/teamed", json("permission", "admin"));
    Answer all = octocat.get(path + "/teams").expect(200);
    assertThat(GitHubSchema.faults("repos/list-teams", 200, all.json())).isEmpty();
    assertThat(roles(all)).containsExactly("over:push", "under:push", "covert:admin");
    monalisa.get(path + "/teams").expect(404);
    octocat.put(path + "/collaborators/monalisa", json("permission", "pull")).expect(201);
    monalisa.get(path + "/teams").expect(403);
    octocat.put(path + "/collaborators/monalisa", json("permission", "push")).expect(204);
    assertThat(roles(monalisa.get(path + "/teams"))).containsExactly("over:push", "under:push");
    octocat.put(path + "/collaborators/hubot", json("permission", "push")).expect(201);
    assertThat(roles(hubot.get(path + "/teams"))).isEmpty();
  }

  private static List<String> roles(Answer teams) {
    List<String> roles = new ArrayList<>();
    for (JsonNode team : teams.expect(200).json()) {
      roles.add(team.get("slug").asText() + ":" + team.get("permission").asText());
    }
    return roles;
  }

  @Test
  void put_whatIsWrong_isRefused() {
    String path = repository("strict");
    octocat.put(path + "/collaborators/nobody-here", null).expect(404);
    octocat.put(path + "/collaborators/hubot", "{\"permission\":\"owner\"}").expect(422);
    octocat.put(path + "/collaborators/hubot", "{\"permission\":\"push\"}").expect(201);
    hubot.put(path + "/collaborators/monalisa", null).expect(403);
    hubot.delete(path + "/collaborators/monalisa").expect(403);
    monalisa.put(path + "/collaborators/monalisa", null).expect(404);
    new Samples(octocat, "/users/octocat").repository("own");
    octocat.put("/repos/octocat/own/collaborators/octocat", null).expect(422);
  }

  @Test
  void check_andPermission_tellEachOnesRole() {
    String path = repository("asked");
    octocat.get(path + "/collaborators/octocat").expect(204);
    octocat.get(path + "/collaborators/monalisa").expect(404);
    Answer none = octocat.get(path + "/collaborators/monalisa/permission").expect(200);
    assertThat(none.json("permission").asText()).isEqualTo("none");
    octocat.put(path + "/collaborators/monalisa", "{\"permission\":\"maintain\"}").expect(201);
    Answer some = octocat.get(path + "/collaborators/monalisa/permission").expect(200);
    assertThat(some.json("permission").asText()).isEqualTo("write");
    assertThat(some.json("role_name").asText()).isEqualTo("maintain");
    assertThat(some.json("user/permissions/admin").asBoolean()).isFalse();
    octocat.get(path + "/collaborators/nobody-here/permission").expect(404);
    octocat.put(path + "/collaborators/monalisa", "{\"permission\":\"triage\"}").expect(204);
    monalisa.get(path + "/collaborators/octocat/permission").expect(403);
  }

  @Test
  void team_givesAccess_toItsMembersAndThoseBelow() {
    String path = repository("teamwork");
    acme.team("below", "parent_team_id", acme.team("core", "privacy", "closed"));
    acme.teamMember("below", "monalisa");
    String given = "/orgs/acme/teams/core/repos/acme/teamwork";
    octocat.get(given).expect(404);
    monalisa.get(path).expect(404);
    octocat.put(given, "{\"permission\":\"push\"}").expect(204);
    octocat.get(given).expect(204);
    Answer shown =
        octocat.get(given, "Accept", "application/vnd.github.v3.repository+json").expect(200);
    assertThat(shown.json("role_name").asText()).isEqualTo("write");
    assertThat(monalisa.get(path).expect(200).json("permissions/push").asBoolean()).isTrue();
    assertThat(
            monalisa.get("/orgs/acme/teams/below/repos").expect(200).json("0/full_name").asText())
        .isEqualTo("acme/teamwork");
    assertThat(logins(octocat.get(path + "/collaborators"))).contains("monalisa:write");
    monalisa.put(given, "{\"permission\":\"admin\"}").expect(403);
    octocat.delete(given).expect(204);
    monalisa.get(path).expect(404);
  }

  @Test
  void team_get_countsTheRepositoriesThatTheCallerSees() {
    repository("uncounted");
    acme.repository("counted");
    acme.team("wide", "privacy", "closed");
    octocat.put("/orgs/acme/teams/wide/repos/acme/uncounted", null).expect(204);
    octocat.put("/orgs/acme/teams/wide/repos/acme/counted", null).expect(204);
    assertThat(octocat.get("/orgs/acme/teams/wide").json("repos_count").asInt()).isEqualTo(2);
    assertThat(monalisa.get("/orgs/acme/teams/wide").json("repos_count").asInt()).isEqualTo(1);
    acme.teamMember("wide", "monalisa");
    assertThat(monalisa.get("/orgs/acme/teams/wide").json("repos_count").asInt()).isEqualTo(2);
  }

  @Test
  void create_forATeamThatTheCallerDoesNotSee_is422_asForNone() {
    long secret = acme.team("conclave");
    Answer hidden =
        monalisa.post("/orgs/acme/repos", json("name", "given", "team_id", secret)).expect(422);
    Answer missing =
        monalisa.post("/orgs/acme/repos", json("name", "given", "team_id", 99_999)).expect(422);
    assertThat(hidden.text()).isEqualTo(missing.text());
    octocat.post("/orgs/acme/repos", json("name", "given", "team_id", secret)).expect(201);
  }

  @Test
  void token_ofSelectedRepositories_givesATeamNoOthers() {
    long selected = acme.privateRepository("selected");
    String other = repository("unselected");
    acme.team("bots");
    Client app =
        server.installation(
            "acme",
            object("members", "write", "administration", "write", "metadata", "read"),
            "repository_selection",
            "selected",
            "repository_ids",
            List.of(selected));
    app.put("/orgs/acme/teams/bots/repos/acme/selected", null).expect(204);
    app.put("/orgs/acme/teams/bots/repos/acme/unselected", null).expect(404);
    app.delete("/orgs/acme/teams/bots/repos/acme/unselected").expect(404);
    assertThat(app.get("/orgs/acme").json("total_private_repos").asInt()).isEqualTo(1);
    octocat.get(other).expect(200);
  }

  @Test
  void token_thatAdministersNoRepositories_givesATeamNone() {
    acme.privateRepository("guarded");
    acme.team("risen");
    for (Client weak :
        List.of(
            server.installation("acme", object("members", "write", "metadata", "read")),
            server.fineGrained(
                "octocat", "acme", object("members", "write", "metadata", "read")))) {
      weak.put("/orgs/acme/teams/risen/repos/acme/guarded", json("permission", "admin"))
          .expect(403);
      weak.delete("/orgs/acme/teams/risen/repos/acme/guarded").expect(403);
      String started = json("name", "founded", "repo_names", List.of("acme/guarded"));
      weak.post("/orgs/acme/teams", started).expect(422);
    }
  }

  @Test
  void team_ofAnotherOwnersRepository_is422() {
    acme.team("lonely");
    new Samples(octocat, "/users/octocat").repository("mine");
    octocat.put("/orgs/acme/teams/lonely/repos/octocat/mine", null).expect(422);
    octocat.put("/orgs/acme/teams/lonely/repos/octocat/nothing", null).expect(404);
    assertThat(monalisa.get("/orgs/acme/teams/lonely/repos").status()).isEqualTo(404);
  }
}
