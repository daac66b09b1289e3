// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.wholeRepository;
import static dev.atrium.testing.Samples.collaborator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import org.junit.jupiter.api.Test;

/** Users renamed, suspended and deleted. */
@EachDatabase
class UserChangesTest extends SharingTest {
  @Test
  void rename_isFollowedByGrants_andLeavesNoneToTheNextOfThatName() {
    samples.share(space, "User", member, "reader");
    String own = personal().space("s");
    String byNumber = person.get(own).json("api_url").asText();
    String renamed = "renamed-" + acme;
    server.admin().patch("/admin/users/" + member, json("login", renamed)).expect(202);
    assertThat(collaborators(space)).containsExactly(renamed);
    assertThat(sees(person, space)).isTrue();
    person.get(own).expect(404);
    person.get(byNumber).expect(200);
    assertThat(sees(person, own.replace(member, renamed))).isTrue();
    owner.delete(space + "/collaborators/User/" + member).expect(404);
    Client next = server.user(member);
    samples.member(member);
    assertThat(sees(next, space)).isFalse();
    next.get(byNumber).expect(404);
    next.get(own).expect(404);
  }

  @Test
  void suspend_refusesEveryToken_andKeepsGrantsForLater() {
    samples.share(space, "User", member, "reader");
    String own = personal().space("s", "base_role", "reader");
    Client narrow = fineGrained(member, "repository_selection", "all");
    server.admin().put("/users/" + member + "/suspended", null).expect(204);
    for (Client each : new Client[] {person, narrow}) {
      each.get(space).expect(403);
      each.get(spaces).expect(403);
      each.get("/users/" + member + "/copilot-spaces").expect(403);
    }
    assertThat(collaborators(space)).containsExactly(member);
    owner.get(own).expect(200);
    owner.put(space + "/collaborators/User/" + member, "{\"role\":\"writer\"}").expect(200);
    server.admin().delete("/users/" + member + "/suspended").expect(204);
    person.put(space, "{\"name\":\"x\"}").expect(200);
    assertThat(sees(narrow, space)).isTrue();
  }

  @Test
  void suspend_ofTheLastOwner_isAllowed_andASiteAdminMakesAnother() {
    server.admin().put("/users/" + owning + "/suspended", null).expect(204);
    owner.get(org).expect(403);
    server.admin().put(org + "/memberships/" + member, "{\"role\":\"admin\"}").expect(200);
    person.get(space).expect(200);
    person.delete(org + "/memberships/" + owning).expect(204);
  }

  @Test
  void delete_takesGrantsAndOwnSpaces_andLeavesTheRestToTheGhost() {
    samples.share(space, "User", member, "reader");
    String theirs = samples.by(person).space("s", "base_role", "reader");
    String own = personal().space("s", "base_role", "reader");
    String byNumber = person.get(own).json("api_url").asText();
    owner.get(own).expect(200);
    server.admin().delete("/admin/users/" + member).expect(204);
    person.get(space).expect(401);
    assertThat(collaborators(space)).isEmpty();
    assertThat(owner.get(theirs).expect(200).json("creator/login").asText()).isEqualTo("ghost");
    owner.put(theirs, "{\"base_role\":\"no_access\"}").expect(200);
    owner.get(own).expect(404);
    owner.get(byNumber).expect(404);
    Client next = server.user(member);
    samples.member(member);
    assertThat(sees(next, space)).isFalse();
    assertThat(sees(next, theirs)).isFalse();
    next.get(own).expect(404);
  }

  @Test
  void delete_takesTheirRepositoriesOutOfSpaces_andMovesTheTime() {
    long id = personal().repository("code");
    samples.attach(space, wholeRepository(id));
    samples.space("s");
    server.ageSpaces();
    server.admin().delete("/admin/users/" + member).expect(204);
    assertThat(sources(owner, space)).isZero();
    Client.Answer list = owner.get(spaces);
    assertThat(list.json("spaces/0/updated_at").asText()).doesNotStartWith("1970");
    assertThat(list.json("spaces/1/updated_at").asText()).startsWith("1970");
  }

  @Test
  void delete_ofTheLastOwner_is422_andNamesTheOrganizations() {
    server.organization("second-" + acme, owning);
    server.organization("shared-" + acme, owning);
    server
        .admin()
        .put("/orgs/shared-" + acme + "/memberships/" + member, "{\"role\":\"admin\"}")
        .expect(200);
    Client.Answer refused = server.admin().delete("/admin/users/" + owning).expect(422);
    assertThat(refused.json("errors/0/message").asText())
        .contains(acme + ", second-" + acme)
        .doesNotContain("shared-");
    owner.get(space).expect(200);
    owner.delete("/orgs/second-" + acme).expect(202);
    owner.put(org + "/memberships/" + member, "{\"role\":\"admin\"}").expect(200);
    server.admin().put("/users/" + member + "/suspended", null).expect(204);
    server.admin().delete("/admin/users/" + owning).expect(422);
    server.admin().delete("/users/" + member + "/suspended").expect(204);
    server.admin().delete("/admin/users/" + owning).expect(204);
    assertThat(person.get(space).expect(200).json("creator/login").asText()).isEqualTo("ghost");
  }

  @Test
  void theGhost_isSharedWithByNobody() {
    owner
        .post(
            new Samples(owner, "/users/" + owning).space("s") + "/collaborators",
            collaborator("User", "ghost", "reader"))
        .expect(422);
  }
}
