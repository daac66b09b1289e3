// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static dev.atrium.testing.Bodies.json;

import dev.atrium.access.TokenKind;
import dev.atrium.testing.Client;
import dev.atrium.testing.TestServer;
import dev.atrium.tokens.TestTokens;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Everybody who asks, each by a token of their own. */
final class Callers {
  private static final List<String> SCOPES = List.of("admin:org", "delete_repo", "repo", "user");

  /** Of a token that may do whatever its person may. */
  private static final Map<String, String> EVERYTHING =
      permissions(
          "write",
          "organization_copilot_spaces",
          "organization_copilot_seat_management",
          "organization_copilot_agent_settings",
          "members",
          "organization_administration",
          "administration",
          "contents",
          "issues",
          "pull_requests",
          "metadata");

  /** Of a token that acts as an owner: it may change spaces, and read the rest. */
  private static final Map<String, String> OWNERS = ownersPermissions();

  private final TestServer server;
  private final Map<String, Client> clients = new HashMap<>();

  Callers(TestServer server) {
    this.server = server;
  }

  Client get(String name) {
    return Objects.requireNonNull(clients.get(name), name);
  }

  /**
   * Makes all of them; the people are there.
   *
   * @param openId of the repository that selecting tokens are granted
   */
  Callers make(Clock clock, long openId, long grantedId) {
    for (String login : List.of("outsider", "former-member", "former-collaborator", "member")) {
      clients.put(login, server.token(login));
    }
    clients.put("suspended", server.token("suspended"));
    clients.put("anonymous", server.admin().anonymous());
    clients.put("site-admin", server.token("admin"));
    clients.put(
        Group.ADMINISTRATOR,
        server.token("admin", "admin:org", "delete_repo", "repo", "site_admin", "user"));
    TestTokens tokens = new TestTokens(server.database(), clock);
    add("member-oauth", tokens.scoped(TokenKind.OAUTH, "member", SCOPES, null));
    add(
        "member-app",
        tokens.permitted(TokenKind.APP_USER, "member", "acme", EVERYTHING, List.of(openId), null));
    add("member-fine-grained", fineGrained("member", "none", List.of(), EVERYTHING));
    add("member-selected", fineGrained("member", "selected", List.of(openId), EVERYTHING));
    add("owner-fine-grained", fineGrained("owner", "selected", List.of(grantedId), OWNERS));
    add("installation", installation(grantedId, OWNERS));
    add("installation-writing", installation(grantedId, EVERYTHING));
    return this;
  }

  void put(String name, Client client) {
    clients.put(name, client);
  }

  private void add(String name, String token) {
    clients.put(name, server.admin().with(token));
  }

  private String fineGrained(
      String login, String selection, List<Long> ids, Map<String, String> permissions) {
    return made(
        "/admin/users/" + login + "/fine-grained-tokens",
        json(
            "resource_owner",
            "acme",
            "repository_selection",
            selection,
            "repository_ids",
            ids,
            "permissions",
            permissions));
  }

  private String installation(long grantedId, Map<String, String> permissions) {
    return made(
        "/admin/organizations/acme/installation-tokens",
        json(
            "repository_selection",
            "selected",
            "repository_ids",
            List.of(grantedId),
            "permissions",
            permissions));
  }

  private String made(String path, String body) {
    return server.admin().post(path, body).expect(201).json("token").asText();
  }

  private static Map<String, String> permissions(String level, String... names) {
    return List.of(names).stream().collect(Collectors.toMap(name -> name, name -> level));
  }

  private static Map<String, String> ownersPermissions() {
    Map<String, String> permissions =
        new HashMap<>(
            permissions(
                "write",
                "organization_copilot_spaces",
                "organization_copilot_seat_management",
                "organization_copilot_agent_settings"));
    permissions.putAll(
        permissions("read", "members", "contents", "issues", "pull_requests", "metadata"));
    return permissions;
  }
}
