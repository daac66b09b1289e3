// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.access.LeftOutSpaces;
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
    clients.put("member-fine-grained", fineGrained("member", "none", List.of(), EVERYTHING));
    // It counts spaces that it leaves out, and yet none that its person may not read.
    Map<String, String> told = new HashMap<>(EVERYTHING);
    told.put(LeftOutSpaces.PERMISSION, "read");
    clients.put("member-told", fineGrained("member", "none", List.of(), told));
    clients.put("member-selected", fineGrained("member", "selected", List.of(openId), EVERYTHING));
    clients.put("owner-fine-grained", fineGrained("owner", "selected", List.of(grantedId), OWNERS));
    clients.put("installation", installation(grantedId, OWNERS));
    clients.put("installation-writing", installation(grantedId, EVERYTHING));
    return this;
  }

  void put(String name, Client client) {
    clients.put(name, client);
  }

  private void add(String name, String token) {
    clients.put(name, server.admin().with(token));
  }

  private Client fineGrained(
      String login, String selection, List<Long> ids, Map<String, String> permissions) {
    return server.fineGrained(
        login, "acme", permissions, "repository_selection", selection, "repository_ids", ids);
  }

  private Client installation(long grantedId, Map<String, String> permissions) {
    return server.installation(
        "acme",
        permissions,
        "repository_selection",
        "selected",
        "repository_ids",
        List.of(grantedId));
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
