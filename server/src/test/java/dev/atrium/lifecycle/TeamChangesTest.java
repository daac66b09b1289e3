// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Samples.collaborator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.EachDatabase;
import org.junit.jupiter.api.Test;

/** Teams that spaces are shared with: renamed, moved, hidden, deleted. */
@EachDatabase
class TeamChangesTest extends SharingTest {
  private static final Object[] CLOSED = {"privacy", "closed"};

  @Test
  void rename_isFollowedByTheEntries() {
    samples.team("core", CLOSED);
    samples.teamMember("core", member);
    samples.share(space, "Team", "core", "reader");
    owner.patch(org + "/teams/core", "{\"name\":\"Heart of it\"}").expect(200);
    assertThat(collaborators(space)).containsExactly("heart-of-it");
    assertThat(sees(person, space)).isTrue();
    owner.delete(space + "/collaborators/Team/core").expect(404);
    samples.team("core", CLOSED);
    assertThat(collaborators(space)).containsExactly("heart-of-it");
    owner.put(space + "/collaborators/Team/heart-of-it", "{\"role\":\"writer\"}").expect(200);
    person.put(space, "{\"name\":\"x\"}").expect(200);
  }

  @Test
  void move_takesTheTeamsBelowAlong_atOnce() {
    long top = samples.team("top", CLOSED);
    long middle = samples.team("middle", CLOSED);
    samples.team("low", "parent_team_id", middle);
    samples.teamMember("low", member);
    samples.share(space, "Team", "top", "reader");
    assertThat(sees(person, space)).isFalse();
    owner.patch(org + "/teams/middle", json("parent_team_id", top)).expect(200);
    assertThat(sees(person, space)).isTrue();
    owner.patch(org + "/teams/top", "{\"parent_team_slug\":\"low\"}").expect(422);
    owner.patch(org + "/teams/middle", "{\"parent_team_id\":null}").expect(200);
    assertThat(sees(person, space)).isFalse();
  }

  @Test
  void delete_takesItsEntriesAndThoseOfTheTeamsBelow() {
    long top = samples.team("top", CLOSED);
    samples.team("low", "parent_team_id", top);
    samples.teamMember("low", member);
    String other = samples.space("s");
    samples.share(space, "Team", "top", "reader");
    samples.share(other, "Team", "low", "admin");
    assertThat(sees(person, space)).isTrue();
    assertThat(sees(person, other)).isTrue();
    owner.delete(org + "/teams/top").expect(204);
    assertThat(sees(person, space)).isFalse();
    assertThat(sees(person, other)).isFalse();
    assertThat(collaborators(space)).isEmpty();
    assertThat(collaborators(other)).isEmpty();
    samples.team("top", CLOSED);
    samples.teamMember("top", member);
    assertThat(sees(person, space)).isFalse();
  }

  @Test
  void becomingSecret_hidesTheEntry_andNotWhatItGrants() {
    String inside = "inside-" + acme;
    samples.member(server.user(inside).get("/user").json("login").asText());
    samples.team("core", CLOSED);
    samples.teamMember("core", inside);
    samples.share(space, "Team", "core", "reader");
    samples.share(space, "User", member, "admin");
    assertThat(person.get(space + "/collaborators").text()).contains("core");
    owner.patch(org + "/teams/core", "{\"privacy\":\"secret\"}").expect(200);
    assertThat(person.get(space + "/collaborators").text()).doesNotContain("core");
    person.put(space + "/collaborators/Team/core", "{\"role\":\"writer\"}").expect(404);
    String known = person.post(space + "/collaborators", reader("core")).expect(422).text();
    String unknown = person.post(space + "/collaborators", reader("none")).expect(422).text();
    assertThat(known).isEqualTo(unknown);
    assertThat(sees(server.token(inside), space)).isTrue();
    assertThat(collaborators(space)).containsExactly("core", member);
  }

  private static String reader(String team) {
    return collaborator("Team", team, "reader");
  }
}
