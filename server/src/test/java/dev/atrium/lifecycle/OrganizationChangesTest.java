// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Organizations renamed and deleted. */
@EachDatabase
class OrganizationChangesTest extends SharingTest {
  @Test
  void rename_keepsSharing_andLeavesNothingUnderTheOldName() {
    samples.share(space, "User", member, "reader");
    String byNumber = owner.get(space).json("api_url").asText();
    Client narrow = fineGrained(member, "repository_selection", "all");
    String renamed = "renamed-" + acme;
    server.admin().patch("/admin/organizations/" + acme, json("login", renamed)).expect(202);
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
    samples.share(space, "User", member, "admin");
    String byNumber = owner.get(space).json("api_url").asText();
    Client narrow = fineGrained(member, "repository_selection", "all");
    String mine = personal().space("s");
    personal().attach(mine, wholeRepository(samples.repository("code")));
    server.ageSpaces();
    person.delete(org).expect(403);
    owner.delete(org).expect(202);
    narrow.get(spaces).expect(401);
    person.get(space).expect(404);
    person.get(byNumber).expect(404);
    assertThat(sources(person, mine)).isZero();
    assertThat(person.get(mine).json("updated_at").asText()).doesNotStartWith("1970");
    server.organization(acme, owning);
    samples.member(member);
    person.get(space).expect(404);
  }

  @Test
  void delete_takesItsApps_withTheirBots_fromWhereTheyAreInstalled() {
    Client admin = server.admin();
    String tool = "tool of " + acme;
    String app = json("name", tool, "owner", acme);
    String slug = admin.post("/admin/apps", app).expect(201).json("slug").asText();
    String other = "other-" + acme;
    server.organization(other, owning);
    String there = json("account", other);
    admin.post("/admin/apps/" + slug + "/installations", there).expect(201);
    server.installation(acme, object("metadata", "read"), "name", "ci");
    for (String bot : List.of(slug, acme + ".atrium")) {
      owner.get("/users/" + bot + "%5Bbot%5D").expect(200);
    }
    owner.delete(org).expect(202);
    for (String bot : List.of(slug, acme + ".atrium")) {
      owner.get("/users/" + bot + "%5Bbot%5D").expect(404);
    }
    admin.get("/admin/apps/" + slug).expect(404);
    assertThat(
            owner
                .get("/orgs/" + other + "/audit-log")
                .expect(200)
                .json()
                .findValuesAsText("action"))
        .startsWith("integration_installation.destroy");
    admin.post("/admin/apps", app.replace(acme + "\"}", owning + "\"}")).expect(201);
  }
}
