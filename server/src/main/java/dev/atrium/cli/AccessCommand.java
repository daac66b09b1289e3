// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.access.Permission;
import dev.atrium.access.Rule;
import dev.atrium.access.Standing;
import dev.atrium.http.Route;
import dev.atrium.server.Config;
import dev.atrium.server.Folders;
import dev.atrium.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * The command {@code atrium access}, which prints what each operation requires, from the rules that
 * the server decides by.
 */
final class AccessCommand implements Command {
  private static final String NONE = "–";

  @Override
  public String words() {
    return "access";
  }

  @Override
  public String summary() {
    return "Print which scopes, permission and role each operation needs.";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(null, "table", false, "Print the table in Markdown; the default.");
  }

  @Override
  public void run(CommandLine line) throws IOException {
    Path data = Files.createTempDirectory("atrium-access");
    try (Server server = new Server(Config.of(data).build())) {
      System.out.print(table(server.routes()));
    } finally {
      Folders.delete(data);
    }
  }

  /**
   * Returns the table, with a line for each operation: first those on spaces, then those on the
   * directory.
   */
  static String table(List<Route> routes) {
    Set<String> lines = new LinkedHashSet<>();
    for (boolean directory : new boolean[] {false, true}) {
      routes.stream()
          .filter(route -> !route.requirement().permission().open())
          .filter(route -> route.requirement().permission().isDecidedByGrant() != directory)
          .map(AccessCommand::line)
          .forEach(lines::add);
    }
    return """
    | operation | scopes | permission of other tokens | least role |
    |---|---|---|---|
    """
        + String.join("", lines);
  }

  private static String line(Route route) {
    Rule rule = route.requirement().rule();
    String scopes =
        rule.scopes(route.requirement().organization()).stream()
            .map(scope -> "`" + scope + "`")
            .collect(Collectors.joining(" and "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            route.operation(),
            rule.permission().equals(Rule.APP) ? "not taken" : scopes.isEmpty() ? "any" : scopes,
            permission(rule, route),
            role(
                rule.standing(route.requirement().organization()),
                route.requirement().permission()));
  }

  private static String permission(Rule rule, Route route) {
    if (rule.permission().equals(Rule.NEVER)
        || (!route.requirement().organization() && !rule.unscopedOnUsers())) {
      return "not taken";
    }
    if (rule.permission().equals(Rule.APP)) {
      return "the app's JSON web token";
    }
    return rule.permission().isEmpty()
        ? "any"
        : "`%s` %s%s"
            .formatted(
                rule.permission(),
                rule.level(),
                route.requirement().permission().namesRepository() ? ", `metadata` read" : "");
  }

  /**
   * Returns the least role. An operation on the directory gets a dash: its roles do not fit in a
   * line.
   */
  private static String role(Standing standing, Permission permission) {
    return permission.isDecidedByGrant() ? standing.wire() : NONE;
  }
}
