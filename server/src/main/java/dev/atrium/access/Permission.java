// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import static dev.atrium.access.Role.ADMIN;
import static dev.atrium.access.Role.READER;
import static dev.atrium.access.Role.WRITER;

import dev.atrium.error.ApiException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an operation takes: the scopes of a scoped token (all that are listed), the permission of
 * the other kinds, and, for a space, the role. The table is behaviour §2 and §3; a line of {@code
 * Routes} names one of these.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists come from List.of.
public enum Permission {
  LIST_SPACES(of("read:org"), of("read:user"), Names.SPACES, "read", READER),
  CREATE_SPACE(of("read:org"), of("read:user"), Names.SPACES, "write", READER),
  GET_SPACE(of("read:org"), of("repo"), Names.SPACES, "read", READER),
  SET_SPACE(of("read:org"), of("read:user"), Names.SPACES, "write", WRITER),
  DELETE_SPACE(of("read:org", "repo"), of("user"), Names.SPACES, "write", ADMIN),
  READ_RESOURCES(of("read:org"), of("read:user"), Names.SPACES, "read", READER),
  WRITE_RESOURCES(of("write:org"), of("user"), Names.SPACES, "write", WRITER),

  /** No token is asked for. */
  ANYONE(of(), of(), Names.NONE, "", READER),
  /** Any valid token. */
  SIGNED_IN(of(), of(), Names.NONE, "", READER),
  READ_ORGANIZATION(of("read:org"), of("read:org"), "members", "read", READER),
  /** Its members and teams. */
  ADMINISTER_ORGANIZATION(of("admin:org"), of("admin:org"), "members", "write", ADMIN),
  /** Its settings, and whether it is there at all. */
  SET_ORGANIZATION(of("admin:org"), of("admin:org"), "organization_administration", "write", ADMIN),
  READ_REPOSITORY(of(), of(), "metadata", "read", READER),
  CREATE_REPOSITORY(of("public_repo"), of("public_repo"), "administration", "write", READER),
  ADMINISTER_REPOSITORY(of("public_repo"), of("public_repo"), "administration", "write", ADMIN),
  DELETE_REPOSITORY(of("delete_repo"), of("delete_repo"), "administration", "write", ADMIN),
  READ_CONTENTS(of(), of(), "contents", "read", READER),
  WRITE_CONTENTS(of("public_repo"), of("public_repo"), "contents", "write", WRITER),
  READ_ISSUES(of(), of(), "issues", "read", READER),
  WRITE_ISSUES(of("public_repo"), of("public_repo"), "issues", "write", READER),
  READ_PULL_REQUESTS(of(), of(), "pull_requests", "read", READER),
  WRITE_PULL_REQUESTS(of("public_repo"), of("public_repo"), "pull_requests", "write", READER),
  /** GitHub Enterprise Server's site administration. */
  ADMINISTER_SITE(of("site_admin"), of("site_admin"), Names.NEVER, "", ADMIN);

  private final List<String> organizationScopes;
  private final List<String> userScopes;
  private final String permission;
  private final String level;
  private final Role role;

  Permission(
      List<String> organizationScopes,
      List<String> userScopes,
      String permission,
      String level,
      Role role) {
    this.organizationScopes = organizationScopes;
    this.userScopes = userScopes;
    this.permission = permission;
    this.level = level;
    this.role = role;
  }

  /** The least role on a space. */
  public Role role() {
    return role;
  }

  /** Whether a request without a token is answered. */
  public boolean open() {
    return this == ANYONE;
  }

  /** For {@code X-Accepted-OAuth-Scopes}: everything that would do, expanded and sorted. */
  public String acceptedScopes(boolean organization) {
    Set<String> accepted = new TreeSet<>();
    scopes(organization).forEach(scope -> accepted.addAll(Scopes.accepted(scope)));
    return String.join(", ", accepted);
  }

  /** For {@code X-Accepted-GitHub-Permissions}. */
  public String acceptedPermissions() {
    return permission.isEmpty() ? "allows_permissionless_access=true" : permission + "=" + level;
  }

  /**
   * Refuses the token kinds, scopes and permissions that the operation does not take, before
   * anything is looked up.
   *
   * @param organization whether the path is an organization's; no operation on a user's spaces
   *     takes an unscoped token
   */
  public void check(Caller caller, boolean organization) {
    if (caller.kind().scoped()) {
      checkScopes(caller, scopes(organization));
    } else if (permission.equals(Names.NEVER)
        || (permission.equals(Names.SPACES) && !organization)
        || (!permission.isEmpty() && !caller.hasPermission(permission, level))) {
      throw ApiException.forbidden(caller.kind().refusal());
    }
  }

  private static void checkScopes(Caller caller, List<String> scopes) {
    if (!scopes.stream().allMatch(caller::hasScope)) {
      String needed =
          scopes.stream().map(scope -> "'" + scope + "'").collect(Collectors.joining(" and "));
      String has =
          caller.scopes().isEmpty()
              ? "no scopes"
              : String.join(", ", new TreeSet<>(caller.scopes()));
      throw ApiException.forbidden(
          "This operation needs the %s scope. The token has: %s.".formatted(needed, has));
    }
  }

  private List<String> scopes(boolean organization) {
    return organization ? organizationScopes : userScopes;
  }

  private static List<String> of(String... scopes) {
    return List.of(scopes);
  }

  /** Permissions as fine-grained and app tokens name them. */
  private static final class Names {
    static final String SPACES = "organization_copilot_spaces";
    static final String NONE = "";
    static final String NEVER = "never";
  }
}
