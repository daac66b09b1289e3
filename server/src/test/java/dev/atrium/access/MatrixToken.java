// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.testing.Client;
import dev.atrium.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of token at a level, as a person may hold it.
 *
 * @param scopes of a classic one; null for the others
 * @param permissions of a fine-grained one, as {@code spaces:write}
 * @param repositories {@code all} or {@code none} of the organization's
 * @param home whether its resource owner is the person, not the organization
 */
record MatrixToken(
    String name,
    List<String> scopes,
    Set<String> permissions,
    String repositories,
    boolean home,
    boolean classic) {

  private static final Map<String, String> NAMES =
      Map.of(
          "spaces", "organization_copilot_spaces",
          "seats", "organization_copilot_seat_management",
          "agent", "organization_copilot_agent_settings",
          "org", "organization_administration",
          "metadata", "metadata");

  private static final Set<String> WRITE =
      Set.of("spaces:write", "seats:write", "agent:write", "org:write", "metadata:read");
  private static final Set<String> READ =
      Set.of("spaces:read", "seats:read", "agent:read", "org:read", "metadata:read");

  static final MatrixToken APP_WRITE = fineGrained("app-write", WRITE, "all", false);
  static final MatrixToken APP_READ = fineGrained("app-read", READ, "all", false);

  /** Of an app that may share spaces and only read them. */
  static final MatrixToken APP_SEATS =
      fineGrained("app-seats", Set.of("spaces:read", "seats:write", "metadata:read"), "all", false);

  static final List<MatrixToken> ALL =
      List.of(
          classic("full", "admin:org", "repo", "user"),
          classic("nothing"),
          classic("read-org", "read:org"),
          classic("write-org", "write:org"),
          classic("admin-org", "admin:org"),
          classic("read-log", "read:audit_log"),
          classic("repo", "repo"),
          classic("read-org-repo", "read:org", "repo"),
          classic("read-user", "read:user"),
          classic("user", "user"),
          fineGrained("fine-write", WRITE, "all", false),
          fineGrained("fine-read", READ, "all", false),
          fineGrained("fine-nothing", Set.of(), "all", false),
          fineGrained("fine-spaces", Set.of("spaces:write", "metadata:read"), "all", false),
          fineGrained("fine-seats", Set.of("seats:write"), "all", false),
          fineGrained("fine-agent", Set.of("agent:write"), "all", false),
          fineGrained("fine-no-repositories", WRITE, "none", false),
          fineGrained("fine-home", WRITE, "all", true));

  private static MatrixToken classic(String name, String... scopes) {
    return new MatrixToken(name, List.of(scopes), Set.of(), "all", false, true);
  }

  private static MatrixToken fineGrained(
      String name, Set<String> permissions, String repositories, boolean home) {
    return new MatrixToken(name, List.of(), permissions, repositories, home, false);
  }

  /** Makes one for the person. */
  Client make(TestServer server, String login) {
    return classic
        ? server.token(login, scopes)
        : server.fineGrained(
            login, home ? login : "acme", named(), "repository_selection", repositories);
  }

  /** Makes one of an app's installation in the organization. */
  Client install(TestServer server) {
    return server.installation("acme", named(), "repository_selection", repositories);
  }

  private Map<String, String> named() {
    return permissions.stream()
        .map(each -> each.split(":", 2))
        .collect(
            Collectors.toMap(each -> Objects.requireNonNull(NAMES.get(each[0])), each -> each[1]));
  }

  /** Whether it would do for the operation, by behaviour §2. */
  boolean taken(MatrixTable.Operation operation, boolean org) {
    if (classic) {
      return operation.scopes(org).stream().allMatch(this::has);
    }
    return org
        && permitted(operation.permission())
        && (!operation.request().contains("#hello") || permitted("metadata:read"));
  }

  private boolean permitted(String permission) {
    return permissions.contains(permission)
        || permissions.contains(permission.replace(":read", ":write"));
  }

  /**
   * The hierarchy: admin:org over write:org over read:org, and over read:audit_log; user over
   * read:user.
   */
  private boolean has(String scope) {
    return scopes.contains(scope)
        || switch (scope) {
          case "read:org" -> scopes.contains("write:org") || scopes.contains("admin:org");
          case "write:org", "read:audit_log" -> scopes.contains("admin:org");
          case "read:user" -> scopes.contains("user");
          default -> false;
        };
  }
}
