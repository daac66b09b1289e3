// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One question of the matrix: may this caller, with this token, do this to that space? */
record MatrixCell(
    MatrixTable.Operation operation,
    String kind,
    String space,
    String caller,
    MatrixToken token,
    int expected) {

  static final int LET_THROUGH = 200;

  /** All of them, with what {@link MatrixTable} and behaviour §2 expect. */
  static List<MatrixCell> all() {
    List<MatrixCell> cells = new ArrayList<>();
    for (MatrixTable.Operation operation : MatrixTable.operations) {
      for (String kind :
          operation.onOrganizationsOnly() ? List.of("org") : List.of("org", "user")) {
        Map<String, Map<String, String>> table =
            kind.equals("org") ? MatrixTable.organization : MatrixTable.user;
        List<String> spaces =
            operation.onSpace()
                ? kind.equals("org")
                    ? List.of("hidden", "reader", "writer", "admin", "sources")
                    : List.of("hidden", "reader", "sources")
                : List.of("towards it");
        for (String space : spaces) {
          for (String caller : table.keySet()) {
            for (MatrixToken token : MatrixToken.ALL) {
              cells.add(of(operation, kind, space, caller, token));
            }
          }
          cells.add(of(operation, kind, space, "app", MatrixToken.APP_WRITE));
          cells.add(of(operation, kind, space, "app", MatrixToken.APP_READ));
          cells.add(of(operation, kind, space, "app", MatrixToken.APP_SEATS));
        }
      }
    }
    return cells;
  }

  private static MatrixCell of(
      MatrixTable.Operation operation,
      String kind,
      String space,
      String caller,
      MatrixToken token) {
    boolean org = kind.equals("org");
    return new MatrixCell(
        operation, kind, space, caller, token, expected(operation, org, space, caller, token));
  }

  private static int expected(
      MatrixTable.Operation operation,
      boolean org,
      String space,
      String caller,
      MatrixToken token) {
    if (!token.taken(operation, org)) {
      return 403;
    }
    String role = role(org, space, caller, token);
    if (!token.classic() && token.home()) {
      role = "none";
    }
    boolean unreadable =
        space.equals("sources")
            && !token.classic()
            && !(Set.of("owner", "app").contains(caller) && token.repositories().equals("all"));
    if (operation.onSpace() && (role.equals("none") || unreadable)) {
      return 404;
    }
    return MatrixTable.ROLES.indexOf(role) >= MatrixTable.ROLES.indexOf(operation.role(org))
        ? LET_THROUGH
        : operation.keptBack();
  }

  private static String role(boolean org, String space, String caller, MatrixToken token) {
    if (caller.equals("app")) {
      // It reaches whatever its permissions say; with read it is a reader, with write an admin.
      return space.equals("towards it")
          ? "owner"
          : token.permissions().contains("spaces:write") ? "admin" : "reader";
    }
    Map<String, Map<String, String>> table = org ? MatrixTable.organization : MatrixTable.user;
    return Objects.requireNonNull(table.getOrDefault(caller, Map.of()).get(space));
  }

  /** Sends the request, and tells how it was answered: 200 for every kind of success. */
  int ask(MatrixWorld world) {
    int status = world.send(world.client(caller, token.name()), operation, kind, space);
    boolean through = status >= 200 && status < 300;
    if (through) {
      world.restore(operation, kind, space);
    }
    return through ? LET_THROUGH : status;
  }

  @Override
  public String toString() {
    return operation.name()
        + " of "
        + kind
        + "/"
        + space
        + " by "
        + caller
        + " with "
        + token.name();
  }
}
