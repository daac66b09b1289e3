// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cuts texts into passages of whole lines. A passage ends when it is full, and in Markdown before a
 * heading. Syntax is not looked at: cutting at definitions found no more than cutting at lines, and
 * a parser of somebody else's files can be made to run for long.
 */
public final class Chunker {
  /** Must change with every change of the cuts: indexes are then built again. */
  static final int VERSION = 1;

  /** The characters after which a passage is full. */
  static final int FULL = 800;

  /** The characters of a longer line that are indexed. */
  static final int LONGEST_LINE = 2_000;

  private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}( .*)?");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");
  private static final Pattern LICENCE = Pattern.compile("(?i).*(copyright|licen[cs]ed? |spdx-).*");

  /** What begins the lines of a comment in most languages. */
  private static final Pattern COMMENT = Pattern.compile("\\s*(//|/?\\*|#|--|;|<!--).*");

  private Chunker() {}

  /**
   * Cuts a text.
   *
   * @param path decides whether it is Markdown
   */
  public static List<Chunk> cut(String path, String text) {
    boolean markdown = isMarkdown(path);
    List<String> lines = text.lines().toList();
    int from = markdown ? 0 : afterLicence(lines);
    List<Chunk> chunks = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    boolean fenced = false;
    int begin = from;
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i);
      fenced ^= markdown && FENCE.matcher(line).matches();
      boolean heading = markdown && !fenced && HEADING.matcher(line).matches();
      String kept = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
      if (i > begin && (heading || chunk.length() + kept.length() > FULL)) {
        add(chunks, begin, i, chunk);
        begin = i;
      }
      chunk.append(chunk.isEmpty() ? "" : "\n").append(kept);
    }
    add(chunks, begin, lines.size(), chunk);
    return chunks;
  }

  static boolean isMarkdown(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".md") || name.endsWith(".markdown") || name.endsWith(".mdx");
  }

  private static void add(List<Chunk> chunks, int begin, int end, StringBuilder text) {
    if (!text.toString().isBlank()) {
      chunks.add(new Chunk(begin + 1, end, text.toString()));
    }
    text.setLength(0);
  }

  /** Returns how many lines a licence takes at the head of a file. */
  private static int afterLicence(List<String> lines) {
    int end = 0;
    boolean licence = false;
    while (end < lines.size() && end < 60 && COMMENT.matcher(lines.get(end)).matches()) {
      licence |= LICENCE.matcher(lines.get(end)).matches();
      end++;
    }
    return licence ? end : 0;
  }
}
