// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.ServerTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/**
 * An organization for each test, where people have no repository but by a grant: its owner, a
 * member, and a space that the owner made.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
abstract class SharingTest extends ServerTest {
  private static int made;

  String owning;
  String member;
  Client owner;
  Client person;
  String acme;
  String org;
  String spaces;
  String space;

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
    owner.patch(org, "{\"default_repository_permission\":\"none\"}").expect(200);
    join(member);
    space = create(owner, spaces, "");
  }

  void join(String login) {
    owner.put(org + "/memberships/" + login, "{\"role\":\"member\"}").expect(200);
  }

  void leave(String login) {
    owner.delete(org + "/memberships/" + login).expect(204);
  }

  /** The path of a new space. */
  static String create(Client by, String at, String more) {
    return at
        + "/"
        + by.post(at, "{\"name\":\"s\"%s}".formatted(more)).expect(201).json("number").asLong();
  }

  void share(String to, String type, String who, String role) {
    owner
        .post(
            to + "/collaborators",
            "{\"actor_type\":\"%s\",\"actor_identifier\":\"%s\",\"role\":\"%s\"}"
                .formatted(type, who, role))
        .expect(201);
  }

  long team(String name, String more) {
    return owner
        .post(org + "/teams", "{\"name\":\"%s\"%s}".formatted(name, more))
        .expect(201)
        .json("id")
        .asLong();
  }

  void place(String team, String login) {
    owner.put(org + "/teams/" + team + "/memberships/" + login, "{}").expect(200);
  }

  static long repository(Client by, String at, String name, boolean isPrivate) {
    return by.post(at, "{\"name\":\"%s\",\"private\":%s}".formatted(name, isPrivate))
        .expect(201)
        .json("id")
        .asLong();
  }

  static void name(Client by, String in, long repositoryId) {
    by.post(
            in + "/resources",
            "{\"resource_type\":\"repository\",\"metadata\":{\"repository_id\":%d}}"
                .formatted(repositoryId))
        .expect(201);
  }

  /** A fine-grained token that may read the organization's spaces, and what of it is selected. */
  Client fineGrained(String login, String selection) {
    return new Client(
        server.url(),
        server
            .admin()
            .post(
                "/admin/users/" + login + "/fine-grained-tokens",
                """
                {"name":"t","resource_owner":"%s",%s,"permissions":{"organization_copilot_spaces":"read"}}
                """
                    .formatted(acme, selection))
            .expect(201)
            .json("token")
            .asText());
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
