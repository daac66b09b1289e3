// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operations that a description has, found by method and path. */
final class Operations {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

  /** What may hold slashes: paths of files, and names of branches. */
  private static final Pattern REST = Pattern.compile("/\\{(path|branch|ref|tree_sha)}$");

  private final List<Operation> operations = new ArrayList<>();

  Operations(JsonNode document) {
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation ->
                    operations.add(
                        new Operation(
                            operation.getValue().get("operationId").asText(),
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            pattern(path.getKey())))));
    operations.sort(
        Comparator.comparingLong((Operation operation) -> operation.variables())
            .thenComparing(Operation::template));
  }

  private static Pattern pattern(String template) {
    String open = REST.matcher(template).replaceFirst("(?:/.*)?");
    return Pattern.compile(VARIABLE.matcher(open).replaceAll("[^/]+"));
  }

  /** The ids of all of them. */
  Set<String> ids() {
    return operations.stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The one that answers there, with the fewest variables when there are several. */
  Optional<Operation> find(String method, String path) {
    return operations.stream()
        .filter(operation -> operation.method.equals(method))
        .filter(operation -> operation.pattern.matcher(path).matches())
        .findFirst();
  }

  /**
   * An operation of the description.
   *
   * @param template the path with its variables
   */
  record Operation(String id, String method, String template, Pattern pattern) {
    private long variables() {
      return VARIABLE.matcher(template).results().count();
    }

    /** A path that leads to it and to nothing else, whatever its variables stand for. */
    String plainPath() {
      return VARIABLE.matcher(template).replaceAll("1");
    }
  }
}
