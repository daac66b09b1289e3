// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What behaviour §2, §3, §6 and §7 say, written down from the text and apart from the code that
 * decides: who has which role on which space, and what each operation takes.
 */
final class MatrixTable {
  /**
   * The request of each operation. {@code $S} stands for a space, {@code $O} for the owner's
   * spaces, {@code $A} for the settings of the coding agent, {@code $L} for the audit log; {@code
   * #} for an id of the fixture. Scopes: all are needed. Roles from anyone up: anyone member reader
   * writer admin owner.
   */
  private static final String OPERATIONS =
      """
      operation           | request                        | org scopes    | user scopes | permission   | org role | user role | kept back
      list                | GET $O                         | read:org      | read:user   | spaces:read  | member   | anyone    | 404
      create              | POST $O                        | read:org      | read:user   | spaces:write | member   | owner     | 403
      get                 | GET $S                         | read:org      | repo        | spaces:read  | reader   | reader    | 403
      set                 | PUT $S                         | read:org      | read:user   | spaces:write | writer   | owner     | 403
      delete              | DELETE $S                      | read:org,repo | user        | spaces:write | admin    | owner     | 404
      list-resources      | GET $S/resources               | read:org      | read:user   | spaces:read  | reader   | reader    | 403
      get-resource        | GET $S/resources/#note         | read:org      | read:user   | spaces:read  | reader   | reader    | 403
      create-resource     | POST $S/resources              | write:org     | user        | spaces:write | writer   | writer    | 403
      set-resource        | PUT $S/resources/#note         | write:org     | user        | spaces:write | writer   | writer    | 403
      delete-resource     | DELETE $S/resources/#note      | write:org     | user        | spaces:write | writer   | writer    | 403
      list-sources        | GET $S/sources                 | read:org      | read:user   | spaces:read  | reader   | reader    | 403
      list-documents      | GET $S/documents               | read:org      | read:user   | spaces:read  | reader   | reader    | 403
      get-document        | GET $S/documents/#note         | read:org      | read:user   | spaces:read  | reader   | reader    | 403
      search              | GET $S/search?q=t              | read:org      | read:user   | spaces:read  | reader   | reader    | 403
      list-collaborators  | GET $S/collaborators           | read:org      | user        | seats:read   | reader   | admin     | 403
      add-collaborator    | POST $S/collaborators          | write:org     | user        | seats:write  | admin    | admin     | 403
      set-collaborator    | PUT $S/collaborators/#guest    | write:org     | user        | seats:write  | admin    | admin     | 403
      remove-collaborator | DELETE $S/collaborators/#guest | write:org     | user        | seats:write  | admin    | admin     | 403
      get-agent           | GET $A                         | admin:org     | -           | agent:read   | owner    | -         | 403
      set-agent           | PUT $A                         | admin:org     | -           | agent:write  | owner    | -         | 403
      list-agent          | GET $A/repositories            | admin:org     | -           | agent:read   | owner    | -         | 403
      select-agent        | PUT $A/repositories            | admin:org     | -           | agent:write  | owner    | -         | 403
      enable-agent        | PUT $A/repositories/#hello     | admin:org     | -           | agent:write  | owner    | -         | 403
      disable-agent       | DELETE $A/repositories/#hello  | admin:org     | -           | agent:write  | owner    | -         | 403
      read-log            | GET $L                         | read:audit_log | -          | org:read     | owner    | -         | 403
      """;

  /** Roles on the spaces of the organization, and in the last column towards it. */
  private static final String ORGANIZATION =
      """
      caller          | hidden | reader | writer | admin  | sources | towards it
      owner           | owner  | owner  | owner  | owner  | owner   | owner
      creator         | admin  | admin  | admin  | admin  | admin   | member
      user-reader     | reader | reader | writer | admin  | reader  | member
      user-writer     | writer | writer | writer | admin  | writer  | member
      user-admin      | admin  | admin  | admin  | admin  | admin   | member
      team-reader     | reader | reader | writer | admin  | reader  | member
      team-writer     | writer | writer | writer | admin  | writer  | member
      team-admin      | admin  | admin  | admin  | admin  | admin   | member
      ancestor-reader | reader | reader | writer | admin  | reader  | member
      ancestor-writer | writer | writer | writer | admin  | writer  | member
      ancestor-admin  | admin  | admin  | admin  | admin  | admin   | member
      member          | none   | reader | writer | admin  | none    | member
      former          | none   | none   | none   | none   | none    | anyone
      outsider        | none   | none   | none   | none   | none    | anyone
      site-admin      | none   | none   | none   | none   | none    | anyone
      """;

  /** Roles on the spaces of the user {@code creator}. */
  private static final String USER =
      """
      caller          | hidden | reader | sources | towards it
      creator         | owner  | owner  | owner   | owner
      user-reader     | reader | reader | reader  | anyone
      user-writer     | writer | writer | writer  | anyone
      user-admin      | admin  | admin  | admin   | anyone
      owner           | none   | reader | none    | anyone
      member          | none   | reader | none    | anyone
      outsider        | none   | reader | none    | anyone
      site-admin      | none   | reader | none    | anyone
      """;

  static final List<String> ROLES =
      List.of("none", "anyone", "member", "reader", "writer", "admin", "owner");

  static final List<Operation> operations =
      rows(OPERATIONS).stream()
          .map(row ->
              new Operation(
                  row.get(0),
                  row.get(1),
                  row.get(2),
                  row.get(3),
                  row.get(4),
                  row.get(5),
                  row.get(6),
                  Integer.parseInt(row.get(7))))
          .toList();

  static final Map<String, Map<String, String>> organization = roles(ORGANIZATION);
  static final Map<String, Map<String, String>> user = roles(USER);

  private MatrixTable() {}

  private static List<List<String>> rows(String table) {
    return table
        .lines()
        .skip(1)
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .toList();
  }

  private static Map<String, Map<String, String>> roles(String table) {
    List<String> spaces =
        Arrays.stream(table.lines().findFirst().orElseThrow().split("\\|", -1))
            .map(String::strip)
            .toList();
    Map<String, Map<String, String>> roles = new HashMap<>();
    for (List<String> row : rows(table)) {
      Map<String, String> of = new HashMap<>();
      for (int i = 1; i < spaces.size(); i++) {
        of.put(spaces.get(i), row.get(i));
      }
      roles.put(row.getFirst(), of);
    }
    return roles;
  }

  /**
   * A row of the operations.
   *
   * @param keptBack what is answered to who sees the space, or the owner, and may not do this
   */
  record Operation(
      String name,
      String request,
      String orgScopes,
      String userScopes,
      String permission,
      String orgRole,
      String userRole,
      int keptBack) {

    List<String> scopes(boolean org) {
      return List.of((org ? orgScopes : userScopes).split(",", -1));
    }

    String role(boolean org) {
      return org ? orgRole : userRole;
    }

    boolean onSpace() {
      return request.contains("$S");
    }

    boolean onOrganizationsOnly() {
      return request.contains("$A") || request.contains("$L");
    }
  }
}
