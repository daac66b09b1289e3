// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.Map;
import java.util.TreeMap;

/**
 * The note that the writer of an index leaves in it, to be continued from.
 *
 * @param complete whether everything was in the index when it was written
 * @param notes what else the writer needs to go on, by name
 */
public record IndexState(boolean complete, Map<String, String> notes) {
  public static final IndexState EMPTY = new IndexState(false, Map.of());

  private static final String COMPLETE = "complete";
  private static final String NOTE = "note:";

  public IndexState {
    notes = Map.copyOf(notes);
  }

  static IndexState of(Map<String, String> data) {
    Map<String, String> notes = new TreeMap<>();
    data.forEach((key, value) -> {
      if (key.startsWith(NOTE)) {
        notes.put(key.substring(NOTE.length()), value);
      }
    });
    return new IndexState(data.containsKey(COMPLETE), notes);
  }

  Map<String, String> data() {
    Map<String, String> data = new TreeMap<>();
    if (complete) {
      data.put(COMPLETE, "");
    }
    notes.forEach((name, note) -> data.put(NOTE + name, note));
    return data;
  }
}
