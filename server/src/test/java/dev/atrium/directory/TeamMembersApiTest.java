// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init") // prepare() runs before any test.
class TeamMembersApiTest extends ServerTest {
  private static final String PARENT = "/orgs/acme/teams/parent";
  private static final String CHILD = "/orgs/acme/teams/child";

  private Client owner;
  private Client maintainer;
  private Client member;

  @Override
  protected void prepare() {
    owner = server.user("octocat");
    maintainer = server.user("monalisa");
    member = server.user("hubot");
    server.organization("acme", "octocat");
    Samples acme = new Samples(owner, "/orgs/acme");
    acme.member("monalisa");
    acme.member("hubot");
    acme.by(maintainer).team("Parent", "privacy", "closed");
    acme.by(maintainer).team("Child", "parent_team_slug", "parent");
  }

  @Test
  void put_addsAtOnce_andChangesTheRole() {
    JsonNode added = maintainer.put(CHILD + "/memberships/hubot", null).expect(200).json();
    assertThat(added.path("state").asText()).isEqualTo("active");
    assertThat(added.path("role").asText()).isEqualTo("member");
    assertThat(member.get(added.path("url").asText()).expect(200).json()).isEqualTo(added);
    assertThat(
            owner
                .put(CHILD + "/memberships/hubot", "{\"role\":\"maintainer\"}")
                .expect(200)
                .json("role")
                .asText())
        .isEqualTo("maintainer");
    owner.put(CHILD + "/memberships/hubot", "{\"role\":\"admin\"}").expect(422);
    owner.put(CHILD + "/memberships/nobody-here", null).expect(404);
    owner.put(CHILD + "/memberships/acme", null).expect(422);
    member.delete(CHILD + "/memberships/hubot").expect(204);
    owner.delete(CHILD + "/memberships/hubot").expect(404);
    member.put(CHILD + "/memberships/hubot", null).expect(403);
  }

  @Test
  void put_ofANonMember_bringsThemIntoTheOrganization_byOwnersOnly() {
    Client defunkt = server.user("defunkt");
    maintainer.put(CHILD + "/memberships/defunkt", null).expect(403);
    defunkt.get("/orgs/acme/memberships/defunkt").expect(404);
    owner.put(CHILD + "/memberships/defunkt", null).expect(200);
    assertThat(defunkt.get("/orgs/acme/memberships/defunkt").expect(200).json("role").asText())
        .isEqualTo("member");
    owner.delete("/orgs/acme/memberships/defunkt").expect(204);
    owner.get(CHILD + "/memberships/defunkt").expect(404);
  }

  @Test
  void members_ofChildTeams_areInherited() {
    server.user("below");
    owner.put(CHILD + "/memberships/below", "{\"role\":\"maintainer\"}").expect(200);
    JsonNode members = member.get(PARENT + "/members").expect(200).json();
    assertThat(members.findValuesAsText("login")).containsExactly("monalisa", "below");
    assertThat(members.at("/0/inherited").asBoolean()).isFalse();
    assertThat(members.at("/1/inherited").asBoolean()).isTrue();
    assertThat(members.at("/1/role").asText()).isEqualTo("member");
    assertThat(member.get(PARENT).expect(200).json("members_count").asInt()).isEqualTo(2);
    assertThat(
            member
                .get(PARENT + "/members?role=maintainer")
                .expect(200)
                .json()
                .findValuesAsText("login"))
        .containsExactly("monalisa");
    assertThat(member.get(PARENT + "/memberships/below").expect(200).json("role").asText())
        .isEqualTo("member");
    owner.delete(PARENT + "/memberships/below").expect(404);
    member.get(PARENT + "/members?role=owner").expect(422);
    owner.delete("/orgs/acme/memberships/below").expect(204);
  }

  @Test
  void owners_countAsMaintainers() {
    owner.put(CHILD + "/memberships/octocat", "{\"role\":\"member\"}").expect(200);
    assertThat(member.get(CHILD + "/memberships/octocat").expect(200).json("role").asText())
        .isEqualTo("maintainer");
    owner.delete(CHILD + "/memberships/octocat").expect(204);
  }

  @Test
  void remove_byAnother_needsAMaintainer() {
    server.user("target");
    owner.put(CHILD + "/memberships/target", null).expect(200);
    member.delete(CHILD + "/memberships/target").expect(403);
    maintainer.delete(CHILD + "/memberships/target").expect(204);
    server.user("stranger").delete(CHILD + "/memberships/target").expect(404);
  }
}
