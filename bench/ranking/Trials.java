// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.LinkedHashMap;
import java.util.Map;

/** Recipes that are tried beside the one in use, most with one thing changed. {@code BENCH_TRY=1} asks for them. */
final class Trials {
  static final String USED = "as used";

  private static final Object[][] CHANGES = {
    {"text: b = .3", "bodyB", .3},
    {"text: b = .5", "bodyB", .5},
    {"history: 200 commits", "log", 200},
    {"history: b = .75", "historyB", .75},
    {"history × ½", "history", .5},
    {"history × 1.5", "history", 1.5},
    {"history × 2", "history", 2},
    {"name × 0", "name", 0},
    {"name × 1.5", "name", 1.5},
    {"name × 2", "name", 2},
    {"path × 0", "path", 0},
    {"path × 1", "path", 1},
    {"passages × 0", "passages", 0},
    {"passages × .1", "passages", .1},
    {"passages × .4", "passages", .4},
    {"votes × 0", "votes", 0},
    {"votes × .1", "votes", .1},
    {"votes × .4", "votes", .4},
    {"neighbouring words × .5", "pairs", .5},
    {"neighbouring words × 1", "pairs", 1},
    {"whole name in the query: + 2", "wholeName", 2},
    {"whole name in the query: + 5", "wholeName", 5},
    {"identifiers × 1.5", "identifier", 1.5},
    {"identifiers × 2", "identifier", 2},
    {"changed together × .2", "together", .2},
    {"changed together × .5", "together", .5},
    {"more stop words", "fewer", 1},
    {"passages × .3, votes × .3", "passages", .3, "votes", .3},
    {"neighbouring words × .5, votes × .3", "pairs", .5, "votes", .3},
    {"neighbouring words × .5, more stop words", "pairs", .5, "fewer", 1},
    {"those, passages × .3, votes × .3", "pairs", .5, "fewer", 1, "passages", .3, "votes", .3},
    {"those, text: b = .5", "pairs", .5, "fewer", 1, "passages", .3, "votes", .3, "bodyB", .5},
    {"neighbouring words × .5, changed together × .1", "pairs", .5, "together", .1},
  };

  private Trials() {}

  static Map<String, Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    if (System.getenv("BENCH_TRY") != null) {
      all.put(USED, Recipe.STANDARD);
      for (Object[] change : CHANGES) {
        Recipe recipe = Recipe.STANDARD;
        for (int i = 1; i < change.length; i += 2) {
          recipe = recipe.with((String) change[i], ((Number) change[i + 1]).doubleValue());
        }
        all.put((String) change[0], recipe);
      }
    }
    return all;
  }
}
