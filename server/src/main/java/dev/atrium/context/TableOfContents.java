// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of all documents of a space. Where it would be too long, folders of which nothing is
 * given become a line each, the deepest first.
 */
final class TableOfContents {
  /** No folder is deeper than this that could be shown apart. */
  private static final int DEEPEST = 8;

  /** A row has more tokens than this. A table of too many rows need not be counted. */
  private static final int LEAST_OF_ROW = 5;

  private final List<Given> documents;
  private final TokenCounter encoding;

  TableOfContents(List<Given> documents, TokenCounter encoding) {
    this.documents = documents;
    this.encoding = encoding;
  }

  /** Renders as much as so many tokens take. */
  String render(int most) {
    List<List<Given>> groups = List.of();
    for (int depth = DEEPEST; depth >= 0; depth--) {
      groups = groups(depth);
      if (groups.size() <= most / LEAST_OF_ROW) {
        String table = render(groups, depth, groups.size());
        if (encoding.count(table) <= most) {
          return table;
        }
      }
    }
    int rows = Math.min(groups.size(), most / LEAST_OF_ROW);
    String table = render(groups, 0, rows);
    while (encoding.count(table) > most && rows > 0) {
      rows /= 2;
      table = render(groups, 0, rows);
    }
    return table;
  }

  /** Returns what stands on one row each, if folders are shown apart down to a depth. */
  private List<List<Given>> groups(int depth) {
    Map<String, List<Given>> groups = new LinkedHashMap<>();
    for (Given given : documents) {
      String row =
          given.how() == Given.How.NONE
              ? folder(given, depth).orElse("#" + given.number())
              : "#" + given.number();
      groups.computeIfAbsent(group(given) + "\n" + row, absent -> new ArrayList<>()).add(given);
    }
    return List.copyOf(groups.values());
  }

  /**
   * @param most how many rows are shown
   */
  private static String render(List<List<Given>> groups, int depth, int most) {
    StringBuilder table = new StringBuilder("| # | document | lines | tokens | given |\n");
    String before = "";
    for (List<Given> group : groups.subList(0, most)) {
      Given first = group.getFirst();
      if (!group(first).equals(before)) {
        before = group(first);
        table.append("| ").append(before).append(" |\n");
      }
      table.append(
          group.size() == 1 ? row(first) : folderRow(folder(first, depth).orElse(""), group));
    }
    return most == groups.size()
        ? table.toString()
        : table.append("… and %,d more\n".formatted(groups.size() - most)).toString();
  }

  /** Returns the heading of the rows that a document stands among. */
  private static String group(Given given) {
    Document document = given.document();
    return document
        .repository()
        .map(repository ->
            document.commit().isEmpty()
                ? repository.fullName()
                : "%s @ %s (%s)"
                    .formatted(
                        repository.fullName(), document.commit().substring(0, 7), document.ref()))
        .orElse("notes");
  }

  /** Returns the folder that stands for a document at a depth; empty if it is not that deep. */
  private static Optional<String> folder(Given given, int depth) {
    String path = given.document().path();
    int end = -1;
    for (int i = 0; i <= depth; i++) {
      int next = path.indexOf('/', end + 1);
      if (next < 0) {
        return depth == 0 && !path.isEmpty() ? Optional.of("./") : Optional.empty();
      }
      end = next;
      if (i == depth) {
        return Optional.of(path.substring(0, end + 1));
      }
    }
    return Optional.empty();
  }

  private static String row(Given given) {
    Document document = given.document();
    return "| %d | %s | %s | %s | %s |\n"
        .formatted(
            given.number(),
            document.name(),
            document.lines().map(TableOfContents::number).orElse(""),
            given.tokens().map(TableOfContents::number).orElse(""),
            given.column());
  }

  private static String folderRow(String folder, List<Given> group) {
    long tokens = group.stream().mapToLong(each -> each.tokens().orElse(0)).sum();
    return "| | %s (%,d documents, %,d tokens) | | | no |\n"
        .formatted(folder.replaceAll("\\p{Cntrl}", " "), group.size(), tokens);
  }

  private static String number(int number) {
    return "%,d".formatted(number).toLowerCase(Locale.ROOT);
  }
}
