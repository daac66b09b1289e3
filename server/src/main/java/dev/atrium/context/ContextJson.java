// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An assembled text with what it was made of. */
record ContextJson(
    Space space,
    Map<String, String> commits,
    String encoding,
    int budget,
    int used,
    List<Part> documents,
    List<Part> leftOut,
    List<SearchJson.Reason> incomplete,
    String text) {

  static ContextJson of(Assembly assembly, DocumentRendering rendering) {
    Map<String, String> commits = new TreeMap<>();
    for (Given given : assembly.documents()) {
      Document document = given.document();
      if (!document.commit().isEmpty()) {
        document
            .repository()
            .ifPresent(of -> commits.put(of.fullName() + "@" + document.ref(), document.commit()));
      }
    }
    return new ContextJson(
        new Space(
            assembly.space().number(),
            assembly.space().name(),
            assembly.space().description(),
            assembly.space().instructions()),
        commits,
        assembly.request().encoding().wire(),
        assembly.request().budget(),
        assembly.used(),
        parts(assembly, rendering, true),
        parts(assembly, rendering, false),
        assembly.incomplete().stream()
            .map(each ->
                new SearchJson.Reason(
                    each.resourceId() == 0 ? null : each.resourceId(), each.reason()))
            .toList(),
        assembly.text());
  }

  private static List<Part> parts(Assembly assembly, DocumentRendering rendering, boolean given) {
    return assembly.documents().stream()
        .filter(each -> (each.how() != Given.How.NONE) == given)
        .map(each -> Part.of(each, rendering))
        .toList();
  }

  /** The space, as its head gives it. */
  record Space(long number, String name, String description, String generalInstructions) {}

  /** A document and what is given of it. */
  record Part(
      DocumentJson document,
      int number,
      String given,
      List<SearchJson.Lines> lines,
      @Nullable Integer tokens,
      @Nullable String reason) {
    static Part of(Given given, DocumentRendering rendering) {
      return new Part(
          rendering.json(given.document()),
          given.number(),
          given.how().wire(),
          given.ranges().stream()
              .map(range -> new SearchJson.Lines(range.start(), range.end()))
              .toList(),
          given.tokens().orElse(null),
          given.reason().isEmpty() ? null : given.reason());
    }
  }
}
