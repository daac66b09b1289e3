// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OAuth scopes and what each of them includes. */
public final class Scopes {
  private static final Map<String, List<String>> INCLUDES =
      Map.of(
          // GitHub Enterprise Server's reference asks for admin:org to read an audit log.
          "admin:org", List.of("write:org", "read:audit_log"),
          "audit_log", List.of("read:audit_log"),
          "write:org", List.of("read:org"),
          "user", List.of("read:user", "user:email", "user:follow"),
          "repo",
              List.of(
                  "public_repo",
                  "repo:status",
                  "repo_deployment",
                  "repo:invite",
                  "security_events"));

  /** The scopes that a token can be given; creating one with any other is refused. */
  private static final Set<String> KNOWN =
      Set.of(
          "repo",
          "public_repo",
          "repo:status",
          "repo_deployment",
          "repo:invite",
          "security_events",
          "admin:org",
          "write:org",
          "read:org",
          "user",
          "read:user",
          "user:email",
          "user:follow",
          "site_admin",
          "delete_repo",
          "gist",
          "workflow",
          "notifications",
          "project",
          "read:project",
          "admin:repo_hook",
          "admin:org_hook",
          "admin:public_key",
          "copilot",
          "manage_billing:copilot",
          "audit_log",
          "read:audit_log",
          "read:enterprise");

  private Scopes() {}

  public static boolean isKnown(String scope) {
    return KNOWN.contains(scope);
  }

  /** Tells whether the granted scopes, with all that they include, contain the wanted one. */
  public static boolean satisfy(Set<String> granted, String wanted) {
    return granted.contains(wanted) || granted.stream().anyMatch(scope -> includes(scope, wanted));
  }

  /** Returns the scopes that suffice for the wanted one, sorted: itself and all that include it. */
  public static Set<String> accepted(String wanted) {
    Set<String> accepted = new TreeSet<>();
    accepted.add(wanted);
    INCLUDES.keySet().stream().filter(scope -> includes(scope, wanted)).forEach(accepted::add);
    return accepted;
  }

  private static boolean includes(String scope, String wanted) {
    return INCLUDES.getOrDefault(scope, List.of()).stream()
        .anyMatch(included -> included.equals(wanted) || includes(included, wanted));
  }
}
