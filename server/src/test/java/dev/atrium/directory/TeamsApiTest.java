// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init") // prepare() runs before any test.
class TeamsApiTest extends ServerTest {
  private static final String TEAMS = "/orgs/acme/teams";

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
    server.organization("initech", "octocat");
    acme = new Samples(owner, "/orgs/acme");
    acme.member("monalisa");
  }

  @Test
  void list_byType_hasNoTeamsOfAnEnterprise() {
    acme.team("typed");
    assertThat(owner.get(TEAMS + "?team_type=organization").expect(200).json())
        .isEqualTo(owner.get(TEAMS).expect(200).json())
        .isNotEmpty();
    assertThat(owner.get(TEAMS + "?team_type=enterprise").expect(200).json()).isEmpty();
    owner.get(TEAMS + "?team_type=club").expect(422);
  }

  @Test
  void create_makesTheSlug_andItsMakerAMaintainer() {
    JsonNode made =
        member
            .post(
                TEAMS,
                "{\"name\":\"My  TEam Näme!\",\"description\":\"All\",\"privacy\":\"closed\"}")
            .expect(201)
            .json();
    assertThat(made.path("slug").asText()).isEqualTo("my-team-name");
    assertThat(made.path("name").asText()).isEqualTo("My  TEam Näme!");
    assertThat(made.path("node_id").asText()).startsWith("T_kwDO");
    assertThat(made.path("members_count").asInt()).isEqualTo(1);
    assertThat(made.path("repos_count").asInt()).isZero();
    assertThat(made.path("permission").asText()).isEqualTo("pull");
    assertThat(made.path("parent").isNull()).isTrue();
    assertThat(made.at("/organization/login").asText()).isEqualTo("acme");
    assertThat(owner.get(made.path("url").asText()).expect(200).json()).isEqualTo(made);
    member.get(TEAMS + "/My-Team-Name").expect(200);
    JsonNode first = member.get(TEAMS + "/my-team-name/members").expect(200).json("0");
    assertThat(first.path("login").asText()).isEqualTo("monalisa");
    assertThat(first.path("role").asText()).isEqualTo("maintainer");
    assertThat(first.path("inherited").asBoolean()).isFalse();
  }

  @Test
  void create_withFaults_is422_andMakesNothing() {
    acme.team("Taken");
    assertThat(owner.post(TEAMS, "{\"name\":\"TAKEN\"}").expect(422).json("errors/0/code").asText())
        .isEqualTo("already_exists");
    owner.post(TEAMS, "{}").expect(422);
    owner.post(TEAMS, "{\"name\":\"!!\"}").expect(422);
    JsonNode errors =
        owner
            .post(
                TEAMS,
                "{\"name\":\"faulty\",\"maintainers\":[\"octocat\",\"hubot\"],\"repo_names\":[\"acme/none\"],"
                    + "\"parent_team_id\":999999}")
            .expect(422)
            .json("errors");
    assertThat(errors.findValuesAsText("field"))
        .containsExactly("parent_team_id", "maintainers", "repo_names");
    assertThat(errors.at("/1/index").asInt()).isEqualTo(1);
    owner.get(TEAMS + "/faulty").expect(404);
  }

  @Test
  void teams_byNumber_areThoseByName() {
    acme.team("Numbered");
    JsonNode named = owner.get(TEAMS + "/numbered").expect(200).json();
    String number =
        "/organizations/%d/team/%d"
            .formatted(named.at("/organization/id").asLong(), named.get("id").asLong());
    assertThat(owner.get(number).expect(200).json()).isEqualTo(named);
    member.get(number).expect(404);
    outsider.get(number).expect(404);
    owner.put(number + "/memberships/monalisa", "{\"role\":\"maintainer\"}").expect(200);
    owner.get(TEAMS + "/numbered/memberships/monalisa").expect(200);
    assertThat(owner.get(number + "/members").expect(200).text()).contains("monalisa");
    owner.get(number + "/repos").expect(200);
    member.patch(number, "{\"name\":\"Counted\"}").expect(200);
    owner.get(TEAMS + "/counted").expect(200);
    long elsewhere = owner.get("/orgs/initech").json("id").asLong();
    owner
        .get("/organizations/%d/team/%d".formatted(elsewhere, named.get("id").asLong()))
        .expect(404);
    owner.get(number.replaceFirst("\\d+$", "999999")).expect(404);
    owner.get(number.replaceFirst("\\d+$", "counted")).expect(404);
    owner.delete(number).expect(204);
    owner.get(number).expect(404);
  }

  @Test
  void outsiders_areRefused() {
    acme.team("Open", "privacy", "closed");
    outsider.get(TEAMS).expect(403);
    outsider.post(TEAMS, "no JSON").expect(403);
    outsider.get(TEAMS + "/open").expect(404);
    outsider.get(TEAMS + "/open/members").expect(404);
    outsider.patch(TEAMS + "/open", "no JSON").expect(404);
    outsider.delete(TEAMS + "/open").expect(404);
    outsider.get("/orgs/unknown/teams").expect(404);
    member.patch(TEAMS + "/open", "no JSON").expect(403);
    member.delete(TEAMS + "/open").expect(403);
    member.put(TEAMS + "/open/memberships/monalisa", "no JSON").expect(403);
  }

  @Test
  void secretTeam_isSeenByItsMembersAndOwners() {
    acme.team("Hidden");
    member.get(TEAMS + "/hidden").expect(404);
    assertThat(member.get(TEAMS + "?per_page=100").expect(200).text()).doesNotContain("hidden");
    acme.teamMember("hidden", "monalisa");
    assertThat(member.get(TEAMS + "/hidden").expect(200).json("privacy").asText())
        .isEqualTo("secret");
    assertThat(member.get(TEAMS + "?per_page=100").expect(200).text()).contains("hidden");
    server.admin().get(TEAMS + "/hidden").expect(200);
  }

  @Test
  void update_movesTheSlug_andKeepsTheRest() {
    acme.team("Before", "description", "kept");
    acme.team("Other");
    JsonNode changed =
        owner
            .patch(TEAMS + "/before", "{\"name\":\"After all\",\"permission\":\"push\"}")
            .expect(200)
            .json();
    assertThat(changed.path("slug").asText()).isEqualTo("after-all");
    assertThat(changed.path("description").asText()).isEqualTo("kept");
    assertThat(changed.path("permission").asText()).isEqualTo("push");
    owner.get(TEAMS + "/before").expect(404);
    owner.patch(TEAMS + "/after-all", "{\"name\":\"other\"}").expect(422);
    owner.patch(TEAMS + "/after-all", "{\"name\":\"AFTER all\"}").expect(200);
  }

  @Test
  void nesting_allowsNoCycle_noSecret_noOtherOrganization() {
    long top = acme.team("Top", "privacy", "closed");
    JsonNode middle =
        owner.post(TEAMS, json("name", "Middle", "parent_team_id", top)).expect(201).json();
    assertThat(middle.path("privacy").asText()).isEqualTo("closed");
    assertThat(middle.at("/parent/slug").asText()).isEqualTo("top");
    acme.team("Bottom", "parent_team_slug", "middle");
    owner.patch(TEAMS + "/top", "{\"parent_team_slug\":\"bottom\"}").expect(422);
    owner.patch(TEAMS + "/top", json("parent_team_id", top)).expect(422);
    owner.patch(TEAMS + "/top", "{\"privacy\":\"secret\"}").expect(422);
    owner.patch(TEAMS + "/bottom", "{\"privacy\":\"secret\"}").expect(422);
    acme.team("Alone");
    owner.post(TEAMS, "{\"name\":\"x\",\"parent_team_slug\":\"alone\"}").expect(422);
    owner.post("/orgs/initech/teams", json("name", "x", "parent_team_id", top)).expect(422);
    assertThat(
            owner
                .patch(TEAMS + "/bottom", "{\"parent_team_id\":null,\"privacy\":\"secret\"}")
                .expect(200)
                .json("parent")
                .isNull())
        .isTrue();
  }

  @Test
  void nesting_underATeamOfOthers_isForbidden() {
    acme.team("Powerful", "privacy", "closed");
    member.post(TEAMS, "{\"name\":\"Climber\",\"parent_team_slug\":\"powerful\"}").expect(403);
    acme.by(member).team("Climber", "privacy", "closed");
    member.patch(TEAMS + "/climber", "{\"parent_team_slug\":\"powerful\"}").expect(403);
    owner.patch(TEAMS + "/climber", "{\"parent_team_slug\":\"powerful\"}").expect(200);
    member
        .patch(TEAMS + "/climber", "{\"parent_team_slug\":\"powerful\",\"description\":\"d\"}")
        .expect(200);
  }

  @Test
  void delete_takesChildTeamsAlong_forOwners() {
    acme.team("Doomed", "privacy", "closed", "maintainers", List.of("monalisa"));
    acme.team("Doomed child", "parent_team_slug", "doomed");
    member.delete(TEAMS + "/doomed").expect(403);
    owner.delete(TEAMS + "/doomed").expect(204);
    owner.get(TEAMS + "/doomed-child").expect(404);
    acme.team("Brief", "maintainers", List.of("monalisa"));
    member.delete(TEAMS + "/brief").expect(204);
    owner.delete(TEAMS + "/brief").expect(404);
  }

  @Test
  void ofCaller_listsOwnTeams() {
    Client defunkt = server.user("defunkt");
    acme.member("defunkt");
    acme.team("Defunkts", "maintainers", List.of("defunkt"));
    JsonNode teams = defunkt.get("/user/teams").expect(200).json();
    assertThat(teams.findValuesAsText("slug")).containsExactly("defunkts");
    assertThat(teams.at("/0/organization/login").asText()).isEqualTo("acme");
    assertThat(teams.at("/0/members_count").asInt()).isEqualTo(2);
  }
}
