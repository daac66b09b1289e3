// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.search.Measures.Result;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the tables of bench/README.md, and draws their last columns. */
final class Report {
  static final String BASE = "BASE: text + name";
  static final String FILES = "H: that + history";
  static final String PASSAGES = "three best passages alone";
  static final String VOTES = "votes of commits alone";
  static final String USED = "what searches use: H + .2 passages + .2 votes";

  private static final int LEFT = 330;
  private static final int SCALE = 340;

  private Report() {}

  private static void line(String text, Object... values) {
    System.out.printf(Locale.ROOT, text + "%n", values);
  }

  static void tables(
      Map<Corpus.Kind, Measures> lucene,
      Map<Corpus.Kind, Measures> model,
      Map<String, int[]> same,
      Map<Corpus.Kind, Measures> tried) {
    lucene.forEach((kind, measures) -> {
      line("%n%s%n", kind.words);
      quality(measures);
    });
    line("%nLucene less the model, recall@10%n");
    lucene.forEach((kind, measures) -> differences(kind, measures, model.get(kind)));
    line("| the first ten alike, %% | exact lengths | lengths of one byte |");
    line("|---|---|---|");
    same.forEach(
        (corpus, alike) ->
            line("| %s | %.1f | %.1f |", corpus, 100.0 * alike[1] / alike[0], 100.0 * alike[2] / alike[0]));
    tried.forEach((kind, measures) -> {
      if (!measures.ways().isEmpty()) {
        line("%nOther recipes, by the model: %s%n", kind.words);
        trials(measures);
      }
    });
  }

  private static void quality(Measures measures) {
    List<String> corpora = measures.corpora(BASE);
    StringBuilder head = new StringBuilder("| recall@10 |");
    corpora.forEach(corpus -> head.append(" %s (%d) |".formatted(corpus, measures.queries(BASE, corpus))));
    line("%s mean | × BASE | recall@5 | recall@20 | MRR |", head);
    line("|---%s|", "|---".repeat(corpora.size() + 5));
    for (String way : measures.ways()) {
      List<String> own = measures.corpora(way);
      StringBuilder row = new StringBuilder("| " + way + " |");
      for (String corpus : corpora) {
        row.append(own.contains(corpus) ? three(measures.mean(way, corpus, Result::at10)) : "").append(" |");
      }
      double[] ratio = measures.ratio(way, BASE, own);
      line(
          "%s%s | %.3f [%.3f, %.3f]%s |%s |%s |%s |",
          row,
          three(measures.mean(way, own, Result::at10)),
          ratio[0],
          ratio[1],
          ratio[2],
          own.size() < corpora.size() ? " of " + own.size() : "",
          three(measures.mean(way, own, Result::at5)),
          three(measures.mean(way, own, Result::at20)),
          three(measures.mean(way, own, Result::reciprocal)));
    }
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, " %.3f", value);
  }

  private static void differences(Corpus.Kind kind, Measures lucene, Measures model) {
    List<String> corpora = lucene.corpora(BASE);
    line("| %s | %s |", kind.name().toLowerCase(Locale.ROOT), String.join(" | ", corpora));
    line("|---%s|", "|---".repeat(corpora.size()));
    for (String way : lucene.ways()) {
      if (model.ways().contains(way)) {
        StringBuilder row = new StringBuilder("| " + way + " |");
        for (String corpus : corpora) {
          double less = lucene.mean(way, corpus, Result::at10) - model.mean(way, corpus, Result::at10);
          row.append(String.format(Locale.ROOT, " %+.4f |", less));
        }
        line("%s", row);
      }
    }
    line("");
  }

  private static void trials(Measures measures) {
    List<String> corpora = measures.corpora(Trials.USED);
    line("| recipe | %s | mean | × as used | MRR |", String.join(" | ", corpora));
    line("|---%s|", "|---".repeat(corpora.size() + 3));
    for (String way : measures.ways()) {
      StringBuilder row = new StringBuilder("| " + way + " |");
      corpora.forEach(corpus -> row.append(three(measures.mean(way, corpus, Result::at10))).append(" |"));
      double[] ratio = measures.ratio(way, Trials.USED, corpora);
      line(
          "%s%s | %.3f [%.3f, %.3f] |%s |",
          row,
          three(measures.mean(way, corpora, Result::at10)),
          ratio[0],
          ratio[1],
          ratio[2],
          three(measures.mean(way, corpora, Result::reciprocal)));
    }
  }

  /** Draws the ratios to BASE with their bounds; a line marks 1. */
  static String picture(Map<Corpus.Kind, Measures> lucene) {
    StringBuilder bars = new StringBuilder();
    int y = 20;
    for (Map.Entry<Corpus.Kind, Measures> kind : lucene.entrySet()) {
      bars.append(text(20, y + 14, "start", kind.getKey().words));
      y += 26;
      for (String way : kind.getValue().ways()) {
        double[] ratio = kind.getValue().ratio(way, BASE, kind.getValue().corpora(way));
        if (ratio[0] == 0) {
          continue; // Without a history nobody votes.
        }
        bars.append(text(LEFT - 10, y + 14, "end", way.replace("what searches use: ", "used: ")));
        bars.append(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"%s\"/>%n"
                .formatted(LEFT, y + 1, at(ratio[0]), way.equals(USED) ? "#1a7f37" : "#2f6f9f"));
        bars.append(
            "<path d=\"M%d %dH%d\" stroke=\"#24292f\" stroke-width=\"2\"/>%n"
                .formatted(LEFT + at(ratio[1]), y + 9, LEFT + at(ratio[2])));
        bars.append(text(LEFT + at(ratio[2]) + 8, y + 14, "start", String.format(Locale.ROOT, "%.3f", ratio[0])));
        y += 20;
      }
      y += 14;
    }
    String title = "Recall at 10 as a multiple of BM25 of text and name, with 95 % of draws";
    return """
        <!-- SPDX-License-Identifier: Apache-2.0
             SPDX-FileCopyrightText: The Atrium authors -->
        <svg xmlns="http://www.w3.org/2000/svg" width="820" height="%d" viewBox="0 0 820 %d"
          font-family="sans-serif" font-size="13">
        <title>%s</title>
        <rect width="820" height="%d" fill="#ffffff"/>
        %s<path d="M%d 20V%d" stroke="#cf222e" stroke-dasharray="4 4"/>
        %s</svg>
        """
        .formatted(y + 30, y + 30, title, y + 30, bars, LEFT + at(1), y, text(20, y + 14, "start", title));
  }

  private static int at(double ratio) {
    return (int) Math.round(ratio * SCALE);
  }

  private static String text(int x, int y, String anchor, String text) {
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#24292f\">%s</text>%n".formatted(x, y, anchor, text);
  }
}
