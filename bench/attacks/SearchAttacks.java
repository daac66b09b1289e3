// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Searches of a large space, and its documents, by one account. */
final class SearchAttacks {
  private static final int NOTES = 450;
  private static final int FILES = 40;
  private static final int FILE_BYTES = 1_000_000;
  private static final int BODY_FILES = 4;
  private static final long PATIENCE = 300_000_000_000L;

  private final World world;
  private String space = "";

  SearchAttacks(World world) {
    this.world = world;
  }

  List<Attack> all() {
    return List.of(
        new Attack("V", "searches of words in 40 files of 1 MB and 450 notes, 32 clients", this::library, siege ->
            siege.crowd("mallory", 32, (client, round) ->
                served(siege, client.get(space + "/search?limit=100&q=" + WORDS.get(round % WORDS.size()))))),
        new Attack("V", "searches of literal text that every file has, 32 clients", this::library, siege ->
            siege.crowd("mallory", 32, (client, round) ->
                served(siege, client.get(space + "/search?mode=exact&limit=100&q=" + LITERALS.get(round % LITERALS.size()))))),
        new Attack("W", "queries of 4 KB: quotes, words, exclusions, patterns, 16 clients", this::library, siege ->
            siege.crowd("mallory", 16, (client, round) ->
                served(siege, client.get(space + "/search?q=" + HOSTILE.get(round % HOSTILE.size()))))),
        new Attack("X", "documents of 1 MB, as JSON, raw and a line of each, and lists to the end, 16 clients", this::library,
            siege -> siege.crowd("mallory", 16, (client, round) -> served(siege, client.get(document(round))))));
  }

  private static final List<String> WORDS =
      List.of("the", "line", "w1+w2+w3+w4+w5+w6+w7+w8", "w17+-w18", "%22w19+w20%22", "nothing");
  private static final List<String> LITERALS = List.of("e", "line+", "%0A", "+w1", "line+w999999", "w");

  private static final List<String> HOSTILE =
      List.of(
          encoded("\"".repeat(4_000)),
          encoded(words("w", " ")),
          encoded("line " + words("-w", " ")),
          encoded("line " + words("\"w", "\" ")),
          encoded("line -" + words("w", ".")),
          encoded("(a+)+$".repeat(600)),
          encoded("path:" + "*a".repeat(90) + " line"),
          "line&path=" + "*a".repeat(90));

  private static String words(String before, String after) {
    String all = IntStream.range(0, 1_000).mapToObj(i -> before + i % 500 + after).collect(Collectors.joining());
    return all.substring(0, Math.min(3_900, all.length()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String document(int round) {
    String file = space + "/documents/" + first + "/f" + round % FILES + ".txt";
    return switch (round % 5) {
      case 0 -> file;
      case 1 -> file + "?lines=10000";
      case 2 -> space + "/documents?per_page=100&path=" + "*".repeat(50);
      case 3 -> space + "/documents?per_page=1&after=OTk5OTk5OTk";
      default -> space + "/sources";
    };
  }

  private long first;

  private static void served(Siege siege, Answer answer) {
    siege.tally.add(answer);
    if (answer.status() != 200 && answer.status() != 422 && answer.status() != 503 && answer.status() != 414) {
      siege.tally.wrong("answered " + answer.status());
    }
  }

  /** Makes a space of large files and many notes, and waits until all of it is indexed. */
  private void library() throws IOException {
    if (!space.isEmpty()) {
      return;
    }
    try (Client owner = world.client("mallory")) {
      long id = World.repository(owner, "library", "");
      Random random = new Random(1);
      for (int i = 0; i < FILES; i++) {
        owner.put("/repos/mallory/library/contents/f" + i + ".txt", World.file(text(random), "")).expect(201);
      }
      space = World.space(owner, "mallory", "");
      first =
          Long.parseLong(
              owner
                  .post(
                      space + "/resources",
                      "{\"resource_type\":\"repository\",\"metadata\":{\"repository_id\":" + id + "}}")
                  .expect(201)
                  .found("\"id\":(\\d+)"));
      for (int part = 0; part < BODY_FILES; part++) {
        String notes = World.list(NOTES / BODY_FILES, each -> World.note(each, "line w" + each + " of a note "));
        owner.put(space, "{\"resources_attributes\":[" + notes + "]}").expect(200);
      }
      long end = System.nanoTime() + PATIENCE;
      while (!isIndexed(owner) && System.nanoTime() < end) {
        Siege.pause(500);
      }
    }
  }

  private boolean isIndexed(Client owner) throws IOException {
    Answer answer = owner.get(space + "/sources").expect(200);
    return answer.found("\"documents\":(\\d+)").equals(answer.found("\"indexed\":(\\d+)"));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < FILE_BYTES) {
      text.append("the line w").append(random.nextInt(100_000)).append(" w").append(random.nextInt(100)).append('\n');
    }
    return text.substring(0, FILE_BYTES);
  }
}
