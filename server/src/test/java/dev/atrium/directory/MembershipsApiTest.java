// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init") // prepare() runs before any test.
class MembershipsApiTest extends ServerTest {
  private static final String MEMBERSHIP = "/orgs/acme/memberships/";

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
    owner.put(MEMBERSHIP + "monalisa", null).expect(200);
  }

  @Test
  void put_isActiveAtOnce() {
    server.user("defunkt");
    JsonNode made = owner.put(MEMBERSHIP + "defunkt", "{\"role\":\"admin\"}").expect(200).json();
    assertThat(made.path("state").asText()).isEqualTo("active");
    assertThat(made.path("role").asText()).isEqualTo("admin");
    assertThat(made.at("/user/login").asText()).isEqualTo("defunkt");
    assertThat(made.at("/organization/login").asText()).isEqualTo("acme");
    assertThat(
            server.token("defunkt").get(MEMBERSHIP + "monalisa").expect(200).json("role").asText())
        .isEqualTo("member");
    owner.delete(MEMBERSHIP + "defunkt").expect(204);
  }

  @Test
  void put_byOthers_isRefused() {
    member.put(MEMBERSHIP + "hubot", "no JSON").expect(403);
    member.put(MEMBERSHIP + "monalisa", "{\"role\":\"admin\"}").expect(403);
    outsider.put(MEMBERSHIP + "hubot", null).expect(403);
    owner.put(MEMBERSHIP + "nobody-here", null).expect(404);
    owner.put(MEMBERSHIP + "acme", null).expect(404);
    owner.put(MEMBERSHIP + "ghost", null).expect(404);
    owner.put(MEMBERSHIP + "hubot", "{\"role\":\"owner\"}").expect(422);
    server.token("octocat", "write:org").put(MEMBERSHIP + "hubot", null).expect(403);
  }

  @Test
  void lastOwner_canNeitherGoNorBeDemoted() {
    assertThat(owner.delete(MEMBERSHIP + "octocat").expect(403).json("message").asText())
        .contains("last owner");
    owner.put(MEMBERSHIP + "octocat", "{\"role\":\"member\"}").expect(403);
    server.admin().delete(MEMBERSHIP + "octocat").expect(403);
    owner.put(MEMBERSHIP + "octocat", "{\"role\":\"admin\"}").expect(200);
  }

  @Test
  void lastOwner_staysUnderConcurrentRemovals() {
    List<String> owners =
        Stream.of("ann", "ben", "cyd", "dan").map(name -> name + "-owner").toList();
    owners.forEach(server::user);
    server.organization("contested", owners.getFirst());
    owners.forEach(name ->
        server
            .admin()
            .put("/orgs/contested/memberships/" + name, "{\"role\":\"admin\"}")
            .expect(200));
    List<CompletableFuture<Integer>> removals =
        owners.stream()
            .map(name ->
                CompletableFuture.supplyAsync(
                    () -> server.admin().delete("/orgs/contested/memberships/" + name).status()))
            .toList();
    assertThat(removals.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(204, 204, 204, 403);
  }

  @Test
  void get_tellsMembersAndTheUserThemself() {
    member.get(MEMBERSHIP + "octocat").expect(200);
    member.get(MEMBERSHIP + "hubot").expect(404);
    outsider.get(MEMBERSHIP + "octocat").expect(403);
    outsider.get(MEMBERSHIP + "nobody-here").expect(403);
    outsider.get(MEMBERSHIP + "hubot").expect(404);
    server.admin().get(MEMBERSHIP + "octocat").expect(200);
  }

  @Test
  void list_isForMembers() {
    assertThat(owner.get("/orgs/acme/members").expect(200).json()).hasSize(2);
    JsonNode owners = member.get("/orgs/acme/members?role=admin").expect(200).json();
    assertThat(owners).hasSize(1);
    assertThat(owners.at("/0/login").asText()).isEqualTo("octocat");
    assertThat(member.get("/orgs/acme/members?role=member").expect(200).json("0/login").asText())
        .isEqualTo("monalisa");
    assertThat(outsider.get("/orgs/acme/members").expect(200).json()).isEmpty();
    member.get("/orgs/acme/members?role=owner").expect(422);
    member.get("/orgs/acme/members?filter=2fa_disabled").expect(422);
    assertThat(owner.get("/orgs/acme/members?filter=2fa_insecure").expect(200).json()).isEmpty();
    server.token("monalisa", "repo").get("/orgs/acme/members").expect(403);
  }

  @Test
  void check_is204Or404_andSendsOutsidersAway() {
    member.get("/orgs/acme/members/octocat").expect(204);
    member.get("/orgs/acme/members/hubot").expect(404);
    Client.Answer sent = outsider.get("/orgs/acme/members/octocat").expect(302);
    assertThat(sent.header("Location").orElse(""))
        .endsWith("/api/v3/orgs/acme/public_members/octocat");
    outsider.get(sent.header("Location").orElseThrow()).expect(404);
  }

  @Test
  void remove_endsTeamsToo_andForGood() {
    Client leaving = server.user("leaving");
    owner.put(MEMBERSHIP + "leaving", null).expect(200);
    acme.team("Secret", "maintainers", List.of("leaving"));
    leaving.get("/orgs/acme/teams/secret").expect(200);
    member.delete(MEMBERSHIP + "leaving").expect(403);
    leaving.delete(MEMBERSHIP + "leaving").expect(204);
    leaving.get("/orgs/acme/teams/secret").expect(404);
    leaving.delete(MEMBERSHIP + "leaving").expect(403);
    owner.delete(MEMBERSHIP + "leaving").expect(404);
    owner.put(MEMBERSHIP + "leaving", null).expect(200);
    leaving.get("/orgs/acme/teams/secret").expect(404);
    assertThat(leaving.get("/user/teams").expect(200).json()).isEmpty();
    owner.delete(MEMBERSHIP + "leaving").expect(204);
  }

  @Test
  void remove_endsWhatTheCreatorMayDoWithASpace() {
    Client creator = server.user("creator");
    acme.member("creator");
    String space = acme.by(creator).space("Mine");
    creator.get(space).expect(200);
    owner.delete(MEMBERSHIP + "creator").expect(204);
    creator.get(space).expect(404);
    owner.get(space).expect(200);
  }

  @Test
  void fineGrainedToken_reachesItsOrganizationOnly() {
    server.organization("elsewhere", "octocat");
    Map<String, ?> permissions = object("members", "write", "organization_administration", "write");
    Client token =
        server.fineGrained("octocat", "acme", permissions, "repository_selection", "all");
    token.get(MEMBERSHIP + "monalisa").expect(200);
    token.patch("/orgs/acme", "{\"company\":\"Acme\"}").expect(200);
    token.patch("/orgs/elsewhere", "{}").expect(403);
    assertThat(token.get("/orgs/elsewhere/members").expect(200).json()).isEmpty();
    assertThat(token.get("/user/orgs").expect(200).json()).hasSize(1);
  }
}
