// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.collaborators;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Samples.collaborator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sharing of spaces (behaviour §6), and what it lets people do (§3). */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class SpaceCollaboratorsApiTest extends ServerTest {
  private static final String USER = "/users/octocat/copilot-spaces";
  private static int made;

  private String org;
  private String spaces;

  private Client octocat;
  private Client monalisa;
  private Client hubot;
  private Samples octocats;
  private Samples acme;
  private String space;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    hubot = server.user("hubot");
    octocats = new Samples(octocat, "/users/octocat");
  }

  @BeforeEach
  void anOrganizationOfItsOwn() {
    String login = "acme" + made++;
    server.organization(login, "octocat");
    org = "/orgs/" + login;
    spaces = org + "/copilot-spaces";
    acme = new Samples(octocat, org);
    acme.member("monalisa");
    space = acme.space("s");
  }

  private Answer add(String to, String type, String who, String role) {
    return octocat.post(to + "/collaborators", collaborator(type, who, role));
  }

  private static Answer hold(String operation, int status, Answer answer) {
    answer.expect(status);
    JsonNode body = answer.text().isEmpty() ? null : answer.json();
    assertThat(GitHubSchema.faults(operation, status, body)).as(answer.request()).isEmpty();
    return answer;
  }

  @Test
  void allEight_areAnsweredAsDescribed() {
    acme.team("core", "description", "c");
    journey("org", space, "Team", "core");
    journey("user", octocats.space("s"), "User", "hubot");
  }

  private void journey(String kind, String to, String type, String second) {
    String all = to + "/collaborators";
    Answer made =
        hold(
            "copilot-spaces/add-collaborator-for-" + kind,
            201,
            add(to, "User", "monalisa", "writer"));
    assertThat(made.json("login").asText()).isEqualTo("monalisa");
    assertThat(made.json("actor_type").asText()).isEqualTo("User");
    hold("copilot-spaces/add-collaborator-for-" + kind, 201, add(to, type, second, "reader"));
    Answer list = hold("copilot-spaces/list-collaborators-for-" + kind, 200, octocat.get(all));
    assertThat(list.json("collaborators").findValuesAsText("role"))
        .containsExactly("writer", "reader");
    assertThat(list.json("collaborators/1/actor_type").asText()).isEqualTo(type);
    assertThat(list.json("collaborators/1/type").asText()).isEqualTo(type);
    String one = all + "/User/monalisa";
    hold(
        "copilot-spaces/update-collaborator-for-" + kind,
        200,
        octocat.put(one, "{\"role\":\"admin\"}"));
    hold(
        "copilot-spaces/update-collaborator-for-" + kind,
        422,
        octocat.put(one, "{\"role\":\"owner\"}"));
    hold(
        "copilot-spaces/update-collaborator-for-" + kind,
        204,
        octocat.put(one, "{\"role\":\"no_access\"}"));
    hold(
        "copilot-spaces/update-collaborator-for-" + kind,
        404,
        octocat.put(one, "{\"role\":\"reader\"}"));
    String other = all + "/" + type + "/" + second;
    hold("copilot-spaces/remove-collaborator-for-" + kind, 204, octocat.delete(other));
    hold("copilot-spaces/remove-collaborator-for-" + kind, 404, octocat.delete(other));
    assertThat(octocat.get(all).json("collaborators").size()).isZero();
  }

  @Test
  void add_ofWhoCannotBeOne_is422OnTheField() {
    String[][] refused = {
      {"User", "hubot", "invalid", "actor_identifier"},
      {"User", "nobody", "invalid", "actor_identifier"},
      {"User", org.substring(6), "invalid", "actor_identifier"},
      {"Team", "nowhere", "invalid", "actor_identifier"},
      {"Bot", "monalisa", "invalid", "actor_type"},
    };
    for (String[] each : refused) {
      Answer answer =
          hold(
              "copilot-spaces/add-collaborator-for-org",
              422,
              add(space, each[0], each[1], "reader"));
      assertThat(answer.json("errors/0/code").asText()).isEqualTo(each[2]);
      assertThat(answer.json("errors/0/field").asText()).isEqualTo(each[3]);
    }
    acme.share(space, "User", "monalisa", "reader");
    assertThat(add(space, "User", "Monalisa", "writer").expect(422).json("errors/0/code").asText())
        .isEqualTo("already_exists");
    assertThat(octocat.post(space + "/collaborators", "{}").expect(422).json("errors").size())
        .isEqualTo(3);
    String own = octocats.space("s");
    add(own, "User", "octocat", "reader").expect(422);
    add(own, "Team", "core", "reader").expect(422);
    acme.share(own, "User", "hubot", "reader");
    octocat.delete(own).expect(204);
  }

  @Test
  void actors_areNamedByNumberToo_loginsFirst() {
    long id = monalisa.get("/user").json("id").asLong();
    acme.share(space, "User", String.valueOf(id), "reader");
    octocat.put(space + "/collaborators/User/" + id, "{\"role\":\"writer\"}").expect(200);
    octocat.put(space + "/collaborators/user/" + id, "{\"role\":\"writer\"}").expect(404);
    octocat.delete(space + "/collaborators/Team/" + id).expect(404);
    octocat.delete(space + "/collaborators/User/MONALISA").expect(204);
  }

  @Test
  void theGrantedRole_countsAtOnce_andTheHighestWins() {
    monalisa.get(space).expect(404);
    acme.share(space, "User", "monalisa", "reader");
    monalisa.get(space).expect(200);
    monalisa.get(space + "/collaborators").expect(200);
    monalisa.put(space, "{\"name\":\"b\"}").expect(403);
    acme.share(space, "Team", String.valueOf(acme.team("core")), "writer");
    monalisa.put(space, "{\"name\":\"b\"}").expect(403);
    acme.teamMember("core", "monalisa");
    monalisa.put(space, "{\"name\":\"b\"}").expect(200);
    monalisa.put(space, "{\"base_role\":\"reader\"}").expect(403);
    monalisa.delete(space + "/collaborators/User/monalisa").expect(403);
    octocat.put(space + "/collaborators/User/monalisa", "{\"role\":\"admin\"}").expect(200);
    monalisa.put(space, "{\"base_role\":\"reader\"}").expect(200);
    octocat.put(space, "{\"base_role\":\"no_access\"}").expect(200);
    octocat.delete(space + "/collaborators/User/monalisa").expect(204);
    monalisa.put(space, "{\"name\":\"c\"}").expect(200);
    octocat.delete(org + "/teams/core/memberships/monalisa").expect(204);
    monalisa.get(space).expect(404);
  }

  @Test
  void aTeamBelowInheritsAndOneAboveDoesNot() {
    long top = acme.team("top", "privacy", "closed");
    long middle = acme.team("middle", "parent_team_id", top);
    acme.team("low", "parent_team_id", middle);
    acme.share(space, "Team", "middle", "reader");
    acme.teamMember("top", "monalisa");
    monalisa.get(space).expect(404);
    octocat.delete(org + "/teams/top/memberships/monalisa").expect(204);
    acme.teamMember("low", "monalisa");
    monalisa.get(space).expect(200);
    assertThat(monalisa.get(spaces).json("spaces").size()).isEqualTo(1);
    octocat.patch(org + "/teams/low", json("parent_team_id", top)).expect(200);
    monalisa.get(space).expect(404);
    assertThat(monalisa.get(spaces).json("spaces").size()).isZero();
    octocat.patch(org + "/teams/low", json("parent_team_id", middle)).expect(200);
    monalisa.get(space).expect(200);
    octocat.delete(org + "/teams/middle").expect(204);
    monalisa.get(space).expect(404);
    assertThat(octocat.get(space + "/collaborators").json("collaborators").size()).isZero();
  }

  @Test
  void leavingEndsGrantsForGood() {
    acme.share(space, "User", "monalisa", "admin");
    octocat.delete(org + "/memberships/monalisa").expect(204);
    monalisa.get(space).expect(404);
    acme.member("monalisa");
    monalisa.get(space).expect(404);
    assertThat(octocat.get(space + "/collaborators").json("collaborators").size()).isZero();
  }

  @Test
  void aSecretTeam_isNamedToItsMembersAndTheOwnersOnly() {
    acme.member("hubot");
    acme.team("hidden", "privacy", "secret");
    acme.share(space, "Team", "hidden", "reader");
    acme.share(space, "User", "monalisa", "admin");
    assertThat(octocat.get(space + "/collaborators").json("collaborators").size()).isEqualTo(2);
    assertThat(monalisa.get(space + "/collaborators").text()).doesNotContain("hidden");
    monalisa.delete(space + "/collaborators/Team/hidden").expect(404);
    acme.teamMember("hidden", "hubot");
    assertThat(hubot.get(space + "/collaborators").text()).contains("hidden");
  }

  @Test
  void aUsersSpace_listsItsCollaboratorsToAdminsOnly() {
    String own = octocats.space("s");
    hubot.get(own + "/collaborators").expect(404);
    acme.share(own, "User", "hubot", "writer");
    hubot.get(own).expect(200);
    hubot.get(own + "/collaborators").expect(403);
    hubot.put(own, "{\"name\":\"x\"}").expect(403);
    octocats.by(hubot).attach(own, note("n", "t"));
    octocat.put(own + "/collaborators/User/hubot", "{\"role\":\"admin\"}").expect(200);
    hubot.get(own + "/collaborators").expect(200);
    hubot.put(own + "/collaborators/User/hubot", "{\"role\":\"reader\"}").expect(200);
    hubot.delete(own).expect(404);
    assertThat(hubot.get(USER).json("spaces").size()).isEqualTo(1);
    octocat.delete(own + "/collaborators/User/hubot").expect(204);
    hubot.get(own).expect(404);
    assertThat(hubot.get(USER).json("spaces").size()).isZero();
  }

  @Test
  void lists_goOnThroughPagesOfGrantsOfEveryKind() {
    acme.team("core");
    acme.teamMember("core", "monalisa");
    for (int i = 0; i < 8; i++) {
      String each = acme.space("s");
      if (i % 4 == 0) {
        acme.share(each, "User", "monalisa", "reader");
      }
      if (i % 2 == 0) {
        acme.share(each, "Team", "core", "writer");
      }
    }
    String first = spaces + "?per_page=3";
    Answer page = monalisa.get(first).expect(200);
    assertThat(page.json("spaces").findValuesAsText("number")).hasSize(3);
    String next =
        page.header("Link").orElseThrow().replaceAll("(?s).*<([^>]*)>; rel=\"next\".*", "$1");
    assertThat(monalisa.get(next).expect(200).json("spaces").size()).isEqualTo(1);
  }
}
