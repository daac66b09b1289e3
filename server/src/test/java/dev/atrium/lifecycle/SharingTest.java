// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
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
    space = create(owner, spaces);
  }

  void join(String login) {
    owner.put(org + "/memberships/" + login, "{\"role\":\"member\"}").expect(200);
  }

  void leave(String login) {
    owner.delete(org + "/memberships/" + login).expect(204);
  }

  /** The path of a new space. */
  static String create(Client by, String at, Object... more) {
    return at
        + "/"
        + by.post(at, json(object("name", "s"), more)).expect(201).json("number").asLong();
  }

  void share(String to, String type, String who, String role) {
    owner
        .post(
            to + "/collaborators", json("actor_type", type, "actor_identifier", who, "role", role))
        .expect(201);
  }

  long team(String name, Object... more) {
    return owner
        .post(org + "/teams", json(object("name", name), more))
        .expect(201)
        .json("id")
        .asLong();
  }

  void place(String team, String login) {
    owner.put(org + "/teams/" + team + "/memberships/" + login, "{}").expect(200);
  }

  static long repository(Client by, String at, String name, boolean isPrivate) {
    return by.post(at, json("name", name, "private", isPrivate)).expect(201).json("id").asLong();
  }

  static void name(Client by, String in, long repositoryId) {
    by.post(
            in + "/resources",
            json("resource_type", "repository", "metadata", object("repository_id", repositoryId)))
        .expect(201);
  }

  /** A fine-grained token that may read the organization's spaces, and what of it is selected. */
  Client fineGrained(String login, Object... selection) {
    return new Client(
        server.url(),
        server
            .admin()
            .post(
                "/admin/users/" + login + "/fine-grained-tokens",
                json(
                    object(
                        "name",
                        "t",
                        "resource_owner",
                        acme,
                        "permissions",
                        object("organization_copilot_spaces", "read")),
                    selection))
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
