// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * People, an organization and a repository for the journeys through one server, by names that
 * nobody else has; all of it is removed at the end.
 *
 * @param branched whether the repository has branches besides its default one, one for each client
 */
record World(
    Http admin,
    String organization,
    Person owner,
    Person member,
    String repository,
    boolean branched)
    implements AutoCloseable {
  private static final String REPOSITORY = "hello";

  /** An account with a classic token of every scope. */
  record Person(String login, String token) {}

  /**
   * Sets it up.
   *
   * @param branches what they are to be called; may be none
   */
  static World create(Target target, Ledger ledger, List<String> branches) {
    Http admin = new Http(target.url(), target.adminToken(), ledger);
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Person owner = person(admin, "owner-" + suffix);
    Person member = person(admin, "member-" + suffix);
    String organization = "conformance-" + suffix;
    admin.call("POST", "/admin/organizations", Map.of("login", organization, "admin", owner.login));
    Http asOwner = admin.as(owner.token);
    asOwner.call("PUT", "/orgs/%s/memberships/%s".formatted(organization, member.login), Map.of());
    long id =
        asOwner
            .call(
                "POST",
                "/orgs/%s/repos".formatted(organization),
                Map.of("name", REPOSITORY, "private", true, "auto_init", true))
            .get("id")
            .asLong();
    boolean branched = !branches.isEmpty();
    for (String branch : branches) {
      branched &= target.branch(id, branch) || branch(asOwner, organization, branch);
    }
    return new World(admin, organization, owner, member, REPOSITORY, branched);
  }

  private static Person person(Http admin, String login) {
    admin.call("POST", "/admin/users", Map.of("login", login, "email", login + "@example.com"));
    JsonNode token =
        admin.call(
            "POST",
            "/admin/users/%s/authorizations".formatted(login),
            Map.of("scopes", List.of("repo", "user", "admin:org", "delete_repo")));
    return new Person(login, token.get("token").asText());
  }

  /** By GitHub's operation, which a server may lack. */
  private static boolean branch(Http asOwner, String organization, String name) {
    String git = "/repos/%s/%s/".formatted(organization, REPOSITORY);
    String tip = asOwner.call("GET", git + "branches/main", Map.of()).at("/commit/sha").asText();
    Map<String, String> wanted = Map.of("ref", "refs/heads/" + name, "sha", tip);
    return asOwner.send("POST", git + "git/refs", wanted).status() == 201;
  }

  @Override
  public void close() {
    admin.as(owner.token).call("DELETE", "/orgs/" + organization, Map.of());
    admin.call("DELETE", "/admin/users/" + member.login, Map.of());
    admin.call("DELETE", "/admin/users/" + owner.login, Map.of());
  }
}
