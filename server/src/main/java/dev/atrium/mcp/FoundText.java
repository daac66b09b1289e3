// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.context.Document;
import dev.atrium.context.DocumentRendering;
import dev.atrium.context.Found;
import dev.atrium.context.LineRange;
import dev.atrium.context.SpaceContent;
import dev.atrium.http.Json;
import java.util.List;

/** What a search found, for a model to read: a header for each passage, and its numbered lines. */
final class FoundText {
  private FoundText() {}

  static ToolResult result(
      SpaceContent content,
      String space,
      String query,
      Found found,
      DocumentRendering rendering,
      String note) {
    StringBuilder text = new StringBuilder();
    ObjectNode data = Json.mapper().createObjectNode().put("total_count", found.total());
    ArrayNode results = data.putArray("results");
    int number = 0;
    for (Found.Passage passage : found.passages()) {
      String header = header(passage, rendering);
      String lines = numbered(passage.lines(), passage.text());
      text.append(++number).append(". ").append(header).append('\n').append(lines).append('\n');
      Document document = passage.document();
      results
          .addObject()
          .put("document_id", document.id())
          .put("place", document.place())
          .put("start_line", passage.lines().start())
          .put("end_line", passage.lines().end())
          .put("text", passage.text());
    }
    if (found.passages().isEmpty()) {
      text.append(
          "Nothing in %s matches \"%s\" (%,d documents searched). Try fewer or other words, or %s.\n"
              .formatted(space, query, content.size(), SpaceTools.DOCUMENTS));
    }
    ArrayNode notes = data.putArray("notes");
    found
        .incomplete()
        .forEach(each -> {
          text.append(each.reason()).append('\n');
          notes.add(each.reason());
        });
    notes.add(note);
    return ToolResult.text(text.append(note).toString()).with(data);
  }

  private static String header(Found.Passage passage, DocumentRendering rendering) {
    LineRange lines = passage.lines();
    return "%s:%d-%d%s"
        .formatted(
            passage.document().place(),
            lines.start(),
            lines.end(),
            rendering.htmlUrl(passage.document(), lines).map(url -> " " + url).orElse(""));
  }

  /** Puts its number before each line. */
  static String numbered(LineRange range, String text) {
    List<String> lines = LineRange.lines(text);
    StringBuilder numbered = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      numbered.append("%5d  ".formatted(range.start() + i)).append(lines.get(i));
    }
    return text.endsWith("\n") ? numbered.toString() : numbered.append('\n').toString();
  }
}
