// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Resources.wholeRepository;
import static dev.atrium.testing.Samples.collaborator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Memberships ended, given back and demoted. */
@EachDatabase
class MembershipChangesTest extends SharingTest {
  @Test
  void remove_endsEveryWayToASpace_andNoneComesBack() {
    String own = samples.by(person).space("s");
    String teams = samples.space("s");
    samples.team("core");
    samples.teamMember("core", member);
    samples.share(space, "User", member, "admin");
    samples.share(teams, "Team", "core", "writer");
    Client narrow = fineGrained(member, "repository_selection", "all");
    for (String each : new String[] {own, space, teams}) {
      assertThat(sees(person, each)).as(each).isTrue();
      assertThat(sees(narrow, each)).as(each).isTrue();
    }
    leave(member);
    person.get(spaces).expect(404);
    person.post(spaces, "{\"name\":\"s\"}").expect(403);
    samples.member(member);
    for (String each : new String[] {own, space, teams}) {
      assertThat(sees(person, each)).as(each).isFalse();
      assertThat(sees(narrow, each)).as(each).isFalse();
      person.put(each, "{\"name\":\"x\"}").expect(404);
      person.delete(each).expect(404);
    }
    assertThat(collaborators(space)).isEmpty();
  }

  @Test
  void remove_leavesTheCreatorNamed_andWhatIsMadeLaterTheirs() {
    String before = samples.by(person).space("s");
    leave(member);
    samples.member(member);
    assertThat(owner.get(before).expect(200).json("creator/login").asText()).isEqualTo(member);
    samples.share(before, "User", member, "reader");
    person.get(before).expect(200);
    person.put(before, "{\"name\":\"x\"}").expect(403);
    String later = samples.by(person).space("s");
    assertThat(sees(person, later)).isTrue();
    person.put(later, "{\"base_role\":\"reader\"}").expect(200);
  }

  @Test
  void remove_endsAccessToSources_evenWhenTheUserComesBack() {
    long id = samples.privateRepository("code");
    samples.attach(space, wholeRepository(id));
    samples.share(space, "User", member, "reader");
    owner.put("/repos/" + acme + "/code/collaborators/" + member, null).expect(201);
    assertThat(sources(person, space)).isEqualTo(1);
    leave(member);
    samples.member(member);
    samples.share(space, "User", member, "reader");
    assertThat(sources(person, space)).isZero();
  }

  @Test
  void remove_ofTheOnlyAdmin_leavesTheSpaceToTheOwners() {
    String own = samples.by(person).space("s");
    leave(member);
    String successor = "successor-" + acme;
    Client next = server.user(successor);
    samples.member(successor);
    assertThat(sees(next, own)).isFalse();
    owner.put(own, "{\"base_role\":\"reader\"}").expect(200);
    assertThat(sees(next, own)).isTrue();
    samples.share(own, "User", successor, "admin");
    next.delete(own).expect(204);
    owner.get(own).expect(404);
  }

  @Test
  void demote_leavesTheOwnerWhatTheyMadeAndWereGranted() {
    owner.put(org + "/memberships/" + member, "{\"role\":\"admin\"}").expect(200);
    String own = samples.by(person).space("s");
    person.put(space, "{\"name\":\"x\"}").expect(200);
    samples.member(member);
    assertThat(sees(person, space)).isFalse();
    person.put(own, "{\"base_role\":\"reader\"}").expect(200);
  }

  @Test
  void remove_whileSharedWith_leavesNoGrantBehind() {
    for (int i = 0; i < 20; i++) {
      String login = "passing-" + i + "-" + acme;
      Client passing = server.user(login);
      samples.member(login);
      CompletableFuture<?> sharing =
          CompletableFuture.runAsync(
              () -> owner.post(space + "/collaborators", collaborator("User", login, "admin")));
      CompletableFuture<String> making =
          CompletableFuture.supplyAsync(
              () -> passing.post(spaces, "{\"name\":\"s\"}").json("number").asText());
      leave(login);
      sharing.join();
      String number = making.join();
      samples.member(login);
      assertThat(sees(passing, space)).isFalse();
      if (!number.isEmpty()) {
        assertThat(sees(passing, spaces + "/" + number)).isFalse();
      }
    }
    assertThat(collaborators(space)).isEmpty();
  }

  @Test
  void lastActiveOwner_staysOne_whereOthersAreSuspended() {
    owner.put(org + "/memberships/" + member, "{\"role\":\"admin\"}").expect(200);
    server.admin().put("/users/" + member + "/suspended", null).expect(204);
    owner.delete(org + "/memberships/" + owning).expect(403);
    owner.put(org + "/memberships/" + owning, "{\"role\":\"member\"}").expect(403);
    leave(member);
  }
}
