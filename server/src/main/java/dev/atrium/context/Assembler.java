// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.context.Given.How;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import dev.atrium.http.Urls;
import dev.atrium.spaces.SpaceHead;
import dev.atrium.work.AnswerMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts together what a model reads of a space: never more than the budget, and for the same space,
 * commits, query and budget always the same bytes.
 */
final class Assembler {
  /** The part of the budget that the table of contents may take. */
  private static final int PART_OF_TABLE = 5;

  /** The part of the budget that the instructions may take. */
  private static final int PART_OF_INSTRUCTIONS = 2;

  /** The found documents that are looked at. */
  private static final int MOST_FOUND = 40;

  /** More than the fixed parts of the text take: headings, the first lines, the last separator. */
  private static final int OF_FRAME = 200;

  private final Database database;
  private final SpaceSearch search;
  private final DocumentTexts texts;
  private final TokenCounts counts;
  private final Urls urls;

  Assembler(
      Database database, SpaceSearch search, DocumentTexts texts, TokenCounts counts, Urls urls) {
    this.database = database;
    this.search = search;
    this.texts = texts;
    this.counts = counts;
    this.urls = urls;
  }

  /** Assembles the text of an open space. */
  public Assembly assemble(SpaceContent content, ContextRequest request) {
    SpaceHead space =
        database
            .select(handle -> SpaceHead.find(handle, content.grant().spaceId()))
            .orElseThrow(ApiException::notFound);
    TokenCounter encoding = request.encoding();
    String instructions =
        fitting(space.instructions().strip(), request.budget() / PART_OF_INSTRUCTIONS, encoding);
    List<Document> documents = ContextPlan.inOrder(content);
    List<Found.Passage> found =
        request
            .query()
            .map(query -> search.words(content, query, DocumentFilter.NONE, MOST_FOUND).passages())
            .orElse(List.of());
    List<Found.Incomplete> incomplete = search.incomplete(content);
    int table = request.budget() / PART_OF_TABLE;
    int head =
        OF_FRAME
            + encoding.count(space.name() + space.description() + request.query().orElse(""))
            + encoding.count(instructions)
            + incomplete.stream().mapToInt(each -> 2 + encoding.count(each.reason())).sum();
    // The table is at its longest if nothing is given, or everything with its passages.
    ContextPlan plan =
        new ContextPlan(
            content, request, counts, documents, Math.max(0, request.budget() - head - table));
    List<Given> given = plan.choose(found);
    return render(content, request, space, instructions, given, plan.passages(), incomplete, table);
  }

  private Assembly render(
      SpaceContent content,
      ContextRequest request,
      SpaceHead space,
      String instructions,
      List<Given> given,
      List<Found.Passage> passages,
      List<Found.Incomplete> incomplete,
      int mostOfTable) {
    Map<String, List<String>> lines = new HashMap<>();
    for (Given each : given) {
      if (each.how() != How.NONE) {
        String text = texts.text(content, each.document()).orElse("");
        AnswerMemory.count(text);
        lines.put(each.document().id(), LineRange.lines(text));
      }
    }
    String key = ContextText.key(given, lines);
    String name = "%s/%d".formatted(content.grant().owner().login(), space.number());
    ContextText form =
        new ContextText(
            space, name, urls.html("/copilot/spaces/" + name), request, given, incomplete);
    String table = new TableOfContents(given, request.encoding()).render(mostOfTable);
    String body = form.body(key, lines, passages);
    int used = request.encoding().count(body);
    String text = form.head(used, key, table, instructions) + body;
    for (int i = 0; i < 3 && request.encoding().count(text) != used; i++) {
      used = request.encoding().count(text);
      text = form.head(used, key, table, instructions) + body;
    }
    return new Assembly(space, request, used, given, incomplete, text);
  }

  /** Cuts a text to so many tokens, and says so. */
  private static String fitting(String text, int most, TokenCounter encoding) {
    String cut = text;
    while (encoding.count(cut) > most) {
      cut = cut.substring(0, Math.max(0, cut.length() * 9 / 10 - 1));
    }
    return cut.length() == text.length() ? text : cut + "\n(The budget ends these instructions.)";
  }
}
