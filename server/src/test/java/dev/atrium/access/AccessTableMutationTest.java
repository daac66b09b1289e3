// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Whether the matrix would notice: every row of {@link AccessTable} is loosened in memory, one
 * column at a time, and a cell of the matrix must turn red each time.
 */
@Order(5)
class AccessTableMutationTest {
  /** The rows, and the operations of the matrix that go by them. */
  private static final Map<Permission, Set<String>> ROWS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Permission.LIST_SPACES, Set.of("list")),
              Map.entry(Permission.CREATE_SPACE, Set.of("create")),
              Map.entry(Permission.GET_SPACE, Set.of("get")),
              Map.entry(Permission.SET_SPACE, Set.of("set")),
              Map.entry(Permission.DELETE_SPACE, Set.of("delete")),
              Map.entry(Permission.READ_RESOURCES, Set.of("list-resources", "get-resource")),
              Map.entry(
                  Permission.WRITE_RESOURCES,
                  Set.of("create-resource", "set-resource", "delete-resource")),
              Map.entry(Permission.LIST_COLLABORATORS, Set.of("list-collaborators")),
              Map.entry(
                  Permission.MANAGE_COLLABORATORS,
                  Set.of("add-collaborator", "set-collaborator", "remove-collaborator")),
              Map.entry(Permission.READ_AGENT_SETTINGS, Set.of("get-agent", "list-agent")),
              Map.entry(Permission.WRITE_AGENT_SETTINGS, Set.of("set-agent", "select-agent")),
              Map.entry(Permission.SWITCH_AGENT, Set.of("enable-agent", "disable-agent")),
              Map.entry(Permission.READ_AUDIT_LOG, Set.of("read-log"))));

  /** The rows of what only organizations have, and that only their owners reach. */
  private static final Set<Permission> OF_OWNERS =
      Set.of(
          Permission.READ_AGENT_SETTINGS,
          Permission.WRITE_AGENT_SETTINGS,
          Permission.SWITCH_AGENT,
          Permission.READ_AUDIT_LOG);

  @Test
  void aRowThatIsLoosenedTurnsCellsRed() throws IOException {
    Path template = Product.temporaryFolder().resolve("template");
    MatrixWorld world;
    try (TestServer server = TestServer.on(template, AccessTable.STANDARD)) {
      world = new MatrixWorld(server).build();
    }
    List<String> unnoticed = new ArrayList<>();
    int mutations = 0;
    for (Map.Entry<Permission, Set<String>> row : ROWS.entrySet()) {
      for (Map.Entry<String, Rule> loosened : loosened(row.getKey()).entrySet()) {
        mutations++;
        Path data = copy(template);
        AccessTable table = AccessTable.STANDARD.with(row.getKey(), loosened.getValue());
        try (TestServer server = TestServer.on(data, table)) {
          if (!noticed(world.on(server), row.getValue())) {
            unnoticed.add(row.getKey() + " with " + loosened.getKey());
          }
        }
      }
    }
    System.out.printf("%d rows loosened in %d ways%n", ROWS.size(), mutations);
    assertThat(unnoticed).isEmpty();
    assertThat(mutations).isGreaterThan(ROWS.size() * 4);
  }

  /** Whether a cell that must be refused is let through, or answered as it must not. */
  private static boolean noticed(MatrixWorld world, Set<String> operations) {
    return MatrixCell.all().stream()
        .filter(cell -> operations.contains(cell.operation().name()))
        .filter(cell -> cell.expected() != MatrixCell.LET_THROUGH)
        .anyMatch(cell ->
            world.send(
                    world.client(cell.caller(), cell.token().name()),
                    cell.operation(),
                    cell.kind(),
                    cell.space())
                != cell.expected());
  }

  /** The row with one column loosened, for each column that can be. */
  private static Map<String, Rule> loosened(Permission permission) {
    Rule rule = AccessTable.STANDARD.of(permission);
    boolean users = !OF_OWNERS.contains(permission);
    Map<String, Rule> ways = new LinkedHashMap<>();
    for (String scope : rule.organizationScopes()) {
      List<String> rest = new ArrayList<>(rule.organizationScopes());
      rest.remove(scope);
      ways.put("no " + scope, scopes(rule, rest, rule.userScopes()));
    }
    ways.put("no permission", permission(rule, "", ""));
    if (rule.level().equals("write")) {
      ways.put("read for write", permission(rule, rule.permission(), "read"));
    }
    ways.put(
        "a lower standing in organizations",
        standings(rule, below(permission, rule.organizationStanding(), true), rule.userStanding()));
    if (users) {
      ways.put("no scopes on users", scopes(rule, rule.organizationScopes(), List.of()));
      ways.put("other tokens on users", onUsers(rule));
      if (rule.userStanding() != Standing.ANYONE) {
        ways.put(
            "a lower standing on users",
            standings(
                rule, rule.organizationStanding(), below(permission, rule.userStanding(), false)));
      }
    }
    return ways;
  }

  private static Rule scopes(Rule rule, List<String> organization, List<String> user) {
    return new Rule(
        organization,
        user,
        rule.permission(),
        rule.level(),
        rule.unscopedOnUsers(),
        rule.organizationStanding(),
        rule.userStanding());
  }

  private static Rule permission(Rule rule, String name, String level) {
    return new Rule(
        rule.organizationScopes(),
        rule.userScopes(),
        name,
        level,
        rule.unscopedOnUsers(),
        rule.organizationStanding(),
        rule.userStanding());
  }

  private static Rule standings(Rule rule, Standing organization, Standing user) {
    return new Rule(
        rule.organizationScopes(),
        rule.userScopes(),
        rule.permission(),
        rule.level(),
        rule.unscopedOnUsers(),
        organization,
        user);
  }

  private static Rule onUsers(Rule rule) {
    return new Rule(
        rule.organizationScopes(),
        rule.userScopes(),
        rule.permission(),
        rule.level(),
        true,
        rule.organizationStanding(),
        rule.userStanding());
  }

  /** The next lower standing that anybody can have there. */
  private static Standing below(Permission permission, Standing standing, boolean organization) {
    boolean onSpace = !OF_OWNERS.contains(permission) && permission != Permission.CREATE_SPACE;
    List<Standing> ladder = new ArrayList<>(List.of(Standing.ANYONE));
    if (organization) {
      ladder.add(Standing.MEMBER);
    }
    if (onSpace) {
      ladder.addAll(List.of(Standing.READER, Standing.WRITER, Standing.ADMIN));
    }
    ladder.add(Standing.OWNER);
    return ladder.get(ladder.indexOf(standing) - 1);
  }

  private static Path copy(Path template) throws IOException {
    Path copy = Product.temporaryFolder().resolve("copy");
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(template.relativize(file).toString()));
      }
    }
    return copy;
  }
}
