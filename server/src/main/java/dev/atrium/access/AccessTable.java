// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import static dev.atrium.access.Standing.ADMIN;
import static dev.atrium.access.Standing.ANYONE;
import static dev.atrium.access.Standing.MEMBER;
import static dev.atrium.access.Standing.OWNER;
import static dev.atrium.access.Standing.READER;
import static dev.atrium.access.Standing.WRITER;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The table of the scope, permission and standing that each operation needs (behaviour §2, §3, §7).
 * Every entry point decides by it, and {@code atrium access} prints it.
 */
public final class AccessTable {
  private static final String SPACES = "organization_copilot_spaces";
  private static final String BUSINESS = "organization_copilot_seat_management";
  private static final String AGENT = "organization_copilot_agent_settings";
  private static final String ORGANIZATION = "organization_administration";

  /** The table that the server decides by. */
  public static final AccessTable STANDARD = new AccessTable(standard());

  private final Map<Permission, Rule> rules;

  private AccessTable(Map<Permission, Rule> rules) {
    this.rules = rules;
  }

  public Rule of(Permission permission) {
    return Objects.requireNonNull(rules.get(permission));
  }

  /**
   * Returns the scopes that a scoped token needs to do all that these permissions let an unscoped
   * token do, sorted. They always include {@code repo}, since unscoped tokens reach private
   * repositories without it.
   */
  public SortedSet<String> scopes(Map<String, String> permissions) {
    SortedSet<String> scopes = new TreeSet<>(of("repo"));
    rules.values().stream()
        .filter(rule -> Caller.covers(permissions, rule.permission(), rule.level()))
        .forEach(rule -> {
          scopes.addAll(rule.organizationScopes());
          if (rule.unscopedOnUsers()) {
            scopes.addAll(rule.userScopes());
          }
        });
    return scopes;
  }

  /**
   * Returns a copy with another rule in one row. Tests use it to prove that every row is tested.
   */
  public AccessTable with(Permission permission, Rule rule) {
    Map<Permission, Rule> changed = new EnumMap<>(rules);
    changed.put(permission, rule);
    return new AccessTable(changed);
  }

  private static Map<Permission, Rule> standard() {
    Map<Permission, Rule> t = new EnumMap<>(Permission.class);
    // spotless:off: a table.
    //                                                   organization             user                permission  level    organization  user
    t.put(Permission.LIST_SPACES,          owned(of("read:org"),         of("read:user"), SPACES,   "read",  MEMBER, ANYONE));
    t.put(Permission.CREATE_SPACE,         owned(of("read:org"),         of("read:user"), SPACES,   "write", MEMBER, OWNER));
    t.put(Permission.GET_SPACE,            owned(of("read:org"),         of("repo"),      SPACES,   "read",  READER, READER));
    t.put(Permission.SET_SPACE,            owned(of("read:org"),         of("read:user"), SPACES,   "write", WRITER, OWNER));
    t.put(Permission.DELETE_SPACE,         owned(of("read:org", "repo"), of("user"),      SPACES,   "write", ADMIN,  OWNER));
    t.put(Permission.READ_RESOURCES,       owned(of("read:org"),         of("read:user"), SPACES,   "read",  READER, READER));
    t.put(Permission.WRITE_RESOURCES,      owned(of("write:org"),        of("user"),      SPACES,   "write", WRITER, WRITER));
    t.put(Permission.LIST_COLLABORATORS,   owned(of("read:org"),         of("user"),      BUSINESS, "read",  READER, ADMIN));
    t.put(Permission.MANAGE_COLLABORATORS, owned(of("write:org"),        of("user"),      BUSINESS, "write", ADMIN,  ADMIN));
    t.put(Permission.READ_AGENT_SETTINGS,  owned(of("admin:org"),        of("admin:org"), AGENT,    "read",  OWNER,  OWNER));
    t.put(Permission.WRITE_AGENT_SETTINGS, owned(of("admin:org"),        of("admin:org"), AGENT,    "write", OWNER,  OWNER));
    t.put(Permission.SWITCH_AGENT,         owned(of("admin:org"),        of("admin:org"), AGENT,    "write", OWNER,  OWNER));
    t.put(Permission.READ_AUDIT_LOG,       owned(of("read:audit_log"),   of("read:audit_log"), ORGANIZATION, "read", OWNER, OWNER));
    t.put(Permission.ANYONE,                 any(of(),              "",               ""));
    t.put(Permission.SIGNED_IN,              any(of(),              "",               ""));
    t.put(Permission.READ_ORGANIZATION,      any(of("read:org"),    "members",        "read"));
    t.put(Permission.ADMINISTER_ORGANIZATION, any(of("admin:org"),  "members",        "write"));
    t.put(Permission.SET_ORGANIZATION,       any(of("admin:org"),   ORGANIZATION,     "write"));
    t.put(Permission.READ_REPOSITORY,        any(of(),              "metadata",       "read"));
    t.put(Permission.CREATE_REPOSITORY,      any(of("public_repo"), "administration", "write"));
    t.put(Permission.ADMINISTER_REPOSITORY,  any(of("public_repo"), "administration", "write"));
    t.put(Permission.DELETE_REPOSITORY,      any(of("delete_repo"), "administration", "write"));
    t.put(Permission.READ_CONTENTS,          any(of(),              "contents",       "read"));
    t.put(Permission.WRITE_CONTENTS,         any(of("public_repo"), "contents",       "write"));
    t.put(Permission.READ_ISSUES,            any(of(),              "issues",         "read"));
    t.put(Permission.WRITE_ISSUES,           any(of("public_repo"), "issues",         "write"));
    t.put(Permission.READ_PULL_REQUESTS,     any(of(),              "pull_requests",  "read"));
    t.put(Permission.WRITE_PULL_REQUESTS,    any(of("public_repo"), "pull_requests",  "write"));
    t.put(Permission.READ_PULL_REQUEST_FILES, any(of(),             "pull_requests",  "read"));
    t.put(Permission.AUTHENTICATE_APP,       any(of(),              Rule.APP,         ""));
    t.put(Permission.ADMINISTER_SITE,        any(of("site_admin"),  Rule.NEVER,       ""));
    // spotless:on
    return t;
  }

  /**
   * Returns the rule of an operation on what an organization or a user owns. On a user's path it
   * takes scoped tokens only.
   */
  private static Rule owned(
      List<String> organizationScopes,
      List<String> userScopes,
      String permission,
      String level,
      Standing organization,
      Standing user) {
    return new Rule(organizationScopes, userScopes, permission, level, false, organization, user);
  }

  /** Returns the rule of an operation on the directory, whose features check roles themselves. */
  private static Rule any(List<String> scopes, String permission, String level) {
    return new Rule(scopes, scopes, permission, level, true, ANYONE, ANYONE);
  }

  private static List<String> of(String... scopes) {
    return List.of(scopes);
  }
}
