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

  private final List<Given> documents;
  private final TokenCounter encoding;

  TableOfContents(List<Given> documents, TokenCounter encoding) {
    this.documents = documents;
    this.encoding = encoding;
  }

  /** Renders as much as so many tokens take. */
  String render(int most) {
    String whole = render(DEEPEST + 1, documents.size());
    for (int depth = DEEPEST; encoding.count(whole) > most && depth >= 0; depth--) {
      whole = render(depth, documents.size());
    }
    for (int rows = documents.size() / 2; encoding.count(whole) > most && rows > 0; rows /= 2) {
      whole = render(0, rows);
    }
    return whole;
  }

  /**
   * @param depth the depth of folders that are still shown apart
   * @param most how many rows are shown
   */
  private String render(int depth, int most) {
    Map<String, List<Given>> groups = new LinkedHashMap<>();
    for (Given given : documents) {
      String key =
          given.how() == Given.How.NONE
              ? folder(given, depth).orElse("#" + given.number())
              : "#" + given.number();
      groups.computeIfAbsent(group(given) + "\n" + key, absent -> new ArrayList<>()).add(given);
    }
    StringBuilder table = new StringBuilder("| # | document | lines | tokens | given |\n");
    String before = "";
    int rows = 0;
    for (Map.Entry<String, List<Given>> entry : groups.entrySet()) {
      List<Given> group = entry.getValue();
      if (rows++ == most) {
        return table.append("… and %,d more\n".formatted(groups.size() - most)).toString();
      }
      String title = group(group.getFirst());
      if (!title.equals(before)) {
        table.append("| ").append(title).append(" |\n");
        before = title;
      }
      table.append(
          group.size() == 1
              ? row(group.getFirst())
              : folderRow(folder(group.getFirst(), depth).orElse(""), group));
    }
    return table.toString();
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
