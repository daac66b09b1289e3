// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;

import java.util.Map;

/**
 * Things of one owner that tests begin with. Each is made in a call, which fails unless the server
 * makes it. The {@code more} of a call are names and values of the body, in turn.
 *
 * @param by who makes them
 * @param owner the path of the owner: {@code /orgs/acme}, or {@code /users/octocat} for who acts
 */
public record Samples(Client by, String owner) {
  /** The same owner's things, made by somebody else. */
  public Samples by(Client other) {
    return new Samples(other, owner);
  }

  /** Makes somebody a member of the organization, and no owner. */
  public void member(String login) {
    by.put(owner + "/memberships/" + login, json("role", "member")).expect(200);
  }

  /** Leaves members no private repository of the organization that they are not given. */
  public void grantNothing() {
    by.patch(owner, json("default_repository_permission", "none")).expect(200);
  }

  /** Makes a team, and answers its id. */
  public long team(String name, Object... more) {
    return id(by.post(owner + "/teams", json(object("name", name), more)));
  }

  /** Puts somebody in the team with that slug. */
  public void teamMember(String team, String login) {
    by.put(owner + "/teams/" + team + "/memberships/" + login, null).expect(200);
  }

  /** Makes a public repository, and answers its id. */
  public long repository(String name, Object... more) {
    String at = owner.startsWith("/orgs/") ? owner + "/repos" : "/user/repos";
    return id(by.post(at, json(object("name", name), more)));
  }

  /** Makes a private repository, and answers its id. */
  public long privateRepository(String name) {
    return repository(name, "private", true);
  }

  /** Makes a private repository with a README.md, and answers its id. */
  public long privateRepositoryWithReadme(String name) {
    return repository(name, "private", true, "auto_init", true);
  }

  /** Makes a space, and answers its path. */
  public String space(String name, Object... more) {
    String at = owner + "/copilot-spaces";
    Client.Answer made = by.post(at, json(object("name", name), more)).expect(201);
    return at + "/" + made.json("number").asLong();
  }

  /** Attaches a resource to the space of that path, and answers its id. */
  public long attach(String space, Map<String, ?> resource) {
    return id(by.post(space + "/resources", json(resource)));
  }

  /** Shares the space of that path with a user or team. */
  public void share(String space, String type, String who, String role) {
    by.post(space + "/collaborators", collaborator(type, who, role)).expect(201);
  }

  /** The body that shares a space. */
  public static String collaborator(String type, String who, String role) {
    return json("actor_type", type, "actor_identifier", who, "role", role);
  }

  private static long id(Client.Answer made) {
    return made.expect(201).json("id").asLong();
  }
}
