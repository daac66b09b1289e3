// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import org.junit.jupiter.api.Test;

/** Organizations renamed and deleted. */
@EachDatabase
class OrganizationChangesTest extends SharingTest {
  @Test
  void rename_keepsSharing_andLeavesNothingUnderTheOldName() {
    share(space, "User", member, "reader");
    String byNumber = owner.get(space).json("api_url").asText();
    Client narrow = fineGrained(member, "\"repository_selection\":\"all\"");
    String renamed = "renamed-" + acme;
    server
        .admin()
        .patch("/admin/organizations/" + acme, "{\"login\":\"%s\"}".formatted(renamed))
        .expect(202);
    person.get(space).expect(404);
    person.get(spaces).expect(404);
    for (Client each : new Client[] {person, narrow}) {
      assertThat(sees(each, space.replace(acme, renamed))).isTrue();
      each.get(byNumber).expect(200);
    }
    assertThat(person.get(byNumber).json("html_url").asText()).contains("/" + renamed + "/");
    server.organization(acme, owning);
    owner.get(space).expect(404);
    narrow.get(spaces).expect(404);
  }

  @Test
  void delete_takesSpacesGrantsAndTokens() {
    share(space, "User", member, "admin");
    String byNumber = owner.get(space).json("api_url").asText();
    Client narrow = fineGrained(member, "\"repository_selection\":\"all\"");
    String mine = create(person, "/users/" + member + "/copilot-spaces", "");
    name(person, mine, repository(owner, org + "/repos", "code", false));
    server.ageSpaces();
    person.delete(org).expect(403);
    owner.delete(org).expect(202);
    narrow.get(spaces).expect(401);
    person.get(space).expect(404);
    person.get(byNumber).expect(404);
    assertThat(sources(person, mine)).isZero();
    assertThat(person.get(mine).json("updated_at").asText()).doesNotStartWith("1970");
    server.organization(acme, owning);
    join(member);
    person.get(space).expect(404);
  }
}
