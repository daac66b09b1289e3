// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import dev.atrium.context.Document;
import dev.atrium.context.LineRange;
import dev.atrium.context.SpaceContent;
import dev.atrium.context.SpaceContext;
import dev.atrium.context.TokenCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one document of a space by its path. */
final class DocumentReading {
  /** The paths that a failure names. */
  private static final int NEAREST = 3;

  private final SpaceContext context;
  private final SpaceContent content;

  DocumentReading(SpaceContext context, SpaceContent content) {
    this.context = context;
    this.content = content;
  }

  ToolResult read(Arguments arguments) {
    Document document = find(arguments);
    String text =
        context.text(content, document).orElseThrow(() -> new ToolFailure(unreadable(document)));
    List<String> lines = LineRange.lines(text);
    int start = arguments.number("start_line", 1, 1, Integer.MAX_VALUE);
    int end = arguments.number("end_line", Integer.MAX_VALUE, start, Integer.MAX_VALUE);
    LineRange range =
        new LineRange(start, end)
            .within(lines)
            .orElseThrow(() ->
                new ToolFailure(
                    "%s has %,d lines; start_line %d is past the end."
                        .formatted(document.name(), lines.size(), start)));
    LineRange fitting = fitting(lines, range, SpaceTools.tokens(arguments));
    StringBuilder answer = new StringBuilder();
    answer.append(
        "%s lines %d-%d of %,d%s\n"
            .formatted(
                document.place(),
                fitting.start(),
                fitting.end(),
                lines.size(),
                context
                    .rendering(content)
                    .htmlUrl(document, fitting)
                    .map(url -> " " + url)
                    .orElse("")));
    String shown = fitting.of(lines);
    answer.append(shown).append(shown.endsWith("\n") ? "" : "\n");
    if (fitting.end() < range.end()) {
      answer.append(
          "Lines %,d-%,d of %,d. Continue with start_line %d."
              .formatted(fitting.start(), fitting.end(), lines.size(), fitting.end() + 1));
    }
    return ToolResult.text(answer.toString());
  }

  private static String unreadable(Document document) {
    return document.reason().isEmpty()
        ? document.place() + " has just changed. Call again."
        : document.reason();
  }

  /** Cuts a range to whole lines that have so many tokens; one line at least is given. */
  private static LineRange fitting(List<String> lines, LineRange range, int most) {
    int left = most;
    int end = range.start() - 1;
    for (int line = range.start(); line <= range.end(); line++) {
      left -= TokenCounter.O200K_BASE.count(lines.get(line - 1));
      if (left < 0 && line > range.start()) {
        break;
      }
      end = line;
    }
    return new LineRange(range.start(), end);
  }

  private Document find(Arguments arguments) {
    String path = arguments.required("path");
    Optional<String> repository = arguments.text("repository");
    List<Document> found =
        content
            .documents()
            .filter(document -> isAt(document, path))
            .filter(document ->
                repository
                    .filter(name ->
                        document
                            .repository()
                            .filter(of -> of.fullName().equalsIgnoreCase(name))
                            .isEmpty())
                    .isEmpty())
            .toList();
    if (found.isEmpty()) {
      throw none(path);
    }
    List<String> repositories =
        found.stream()
            .flatMap(document -> document.repository().stream())
            .map(of -> of.fullName())
            .distinct()
            .toList();
    if (repositories.size() > 1) {
      throw new ToolFailure(
          "%d repositories have %s: %s. Call again with repository."
              .formatted(repositories.size(), path, String.join(", ", repositories)));
    }
    return found.getFirst();
  }

  /** A model may name a document by its path, its title or its id. */
  private static boolean isAt(Document document, String path) {
    return document.path().equals(path)
        || document.id().equals(path)
        || (document.path().isEmpty()
            && (document.title().equalsIgnoreCase(path)
                || document.name().equalsIgnoreCase(path)
                || document.title().startsWith(path + " ")));
  }

  private ToolFailure none(String path) {
    String wanted = path.toLowerCase(Locale.ROOT);
    List<String> names =
        new ArrayList<>(content.documents().map(Document::name).distinct().toList());
    names.sort(
        Comparator.<String>comparingInt(name -> Distance.of(wanted, name.toLowerCase(Locale.ROOT)))
            .thenComparing(Comparator.naturalOrder()));
    String nearest = names.stream().limit(NEAREST).collect(Collectors.joining(", "));
    return new ToolFailure(
        "No document \"%s\" in %s.%s"
            .formatted(
                path,
                context.name(content),
                nearest.isEmpty() ? " The space has none." : " Nearest: " + nearest + "."));
  }
}
