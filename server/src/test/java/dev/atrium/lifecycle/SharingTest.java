// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/**
 * An organization for each test, where people have no repository but by a grant: its owner, a
 * member, and a space that the owner made.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
abstract class SharingTest extends ServerTest {
  private int made;

  String owning;
  String member;
  Client owner;
  Client person;
  String acme;
  String org;
  String spaces;
  String space;
  Samples samples;

  @BeforeEach
  void anOrganizationOfItsOwn() {
    made++;
    owning = "owner-" + made;
    member = "member-" + made;
    acme = "acme-" + made;
    owner = server.user(owning);
    person = server.user(member);
    server.organization(acme, owning);
    org = "/orgs/" + acme;
    spaces = org + "/copilot-spaces";
    samples = new Samples(owner, org);
    samples.grantNothing();
    samples.member(member);
    space = samples.space("s");
  }

  /** The member's own things. */
  Samples personal() {
    return new Samples(person, "/users/" + member);
  }

  void leave(String login) {
    owner.delete(org + "/memberships/" + login).expect(204);
  }

  /** A fine-grained token that may read the organization's spaces, and what of it is selected. */
  Client fineGrained(String login, Object... selection) {
    Map<String, ?> permissions = object("organization_copilot_spaces", "read");
    return server.fineGrained(login, acme, permissions, selection);
  }

  /** The logins and slugs of a space's collaborators, as its owner sees them. */
  List<String> collaborators(String of) {
    return owner
        .get(of + "/collaborators")
        .expect(200)
        .json("collaborators")
        .valueStream()
        .map(each -> each.path("login").asText(each.path("slug").asText()))
        .toList();
  }

  static int sources(Client by, String of) {
    return by.get(of).expect(200).json("resources_attributes").size();
  }

  /** Whether the person sees the space: alone and in the list, or in neither. */
  static boolean sees(Client who, String at) {
    boolean alone = who.get(at).status() == 200;
    String list = at.substring(0, at.lastIndexOf('/'));
    Client.Answer listed = who.get(list + "?per_page=100");
    boolean inList =
        listed.status() == 200
            && listed
                .json("spaces")
                .findValuesAsText("number")
                .contains(at.substring(list.length() + 1));
    assertThat(inList).as("in the list as alone").isEqualTo(alone);
    return alone;
  }
}
