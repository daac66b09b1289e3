// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repositories that spaces name: hidden, renamed, deleted. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
class RepositoryChangesTest extends SharingTest {
  private String code;
  private Client narrow;

  @BeforeEach
  void aSpaceThatNamesARepository() {
    code = "/repos/" + acme + "/code";
    samples.attach(space, wholeRepository(samples.repository("code")));
    samples.share(space, "User", member, "reader");
    narrow = fineGrained(member, "repository_selection", "none");
  }

  @Test
  void becomingPrivate_takesTheSourceFromWhoMayNoLongerReadIt() {
    assertThat(sources(person, space)).isEqualTo(1);
    assertThat(sees(narrow, space)).isTrue();
    owner.patch(code, "{\"private\":true}").expect(200);
    assertThat(sources(person, space)).isZero();
    assertThat(person.get(space + "/resources").expect(200).json("resources").size()).isZero();
    assertThat(sees(narrow, space)).isFalse();
    assertThat(sources(owner, space)).isEqualTo(1);
    owner.patch(org, "{\"default_repository_permission\":\"read\"}").expect(200);
    assertThat(sources(person, space)).isEqualTo(1);
    assertThat(sees(narrow, space)).isFalse();
    samples.grantNothing();
    assertThat(sources(person, space)).isZero();
    owner.patch(code, "{\"private\":false}").expect(200);
    assertThat(sources(person, space)).isEqualTo(1);
    assertThat(sees(narrow, space)).isTrue();
  }

  @Test
  void rename_leavesTheSource() {
    owner.patch(code, "{\"name\":\"renamed\"}").expect(200);
    assertThat(sources(person, space)).isEqualTo(1);
    assertThat(sees(narrow, space)).isTrue();
  }

  @Test
  void delete_takesTheSource_andMovesTheTime() {
    owner.patch(code, "{\"private\":true}").expect(200);
    server.ageSpaces();
    owner.delete(code).expect(204);
    assertThat(sources(owner, space)).isZero();
    assertThat(sees(narrow, space)).isTrue();
    assertThat(owner.get(spaces).json("spaces/0/updated_at").asText()).doesNotStartWith("1970");
  }

  @Test
  void sharing_movesTheTime_andChangesOfTheDirectoryDoNot() {
    samples.team("core");
    samples.share(space, "Team", "core", "reader");
    server.ageSpaces();
    owner.delete(org + "/teams/core").expect(204);
    leave(member);
    assertThat(time()).startsWith("1970");
    samples.member(member);
    samples.share(space, "User", member, "reader");
    assertThat(time()).doesNotStartWith("1970");
    String one = space + "/collaborators/User/" + member;
    server.ageSpaces();
    owner.put(one, "{\"role\":\"writer\"}").expect(200);
    assertThat(time()).doesNotStartWith("1970");
    server.ageSpaces();
    owner.delete(one).expect(204);
    assertThat(time()).doesNotStartWith("1970");
  }

  private String time() {
    return owner.get(spaces).json("spaces/0/updated_at").asText();
  }
}
