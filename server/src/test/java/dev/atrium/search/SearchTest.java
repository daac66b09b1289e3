// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final IndexKey KEY = IndexKey.repository(7);

  @TempDir private Path folder;

  private Indexes indexes = new Indexes(Path.of("."), "");

  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "src/Card.java", "class Card {\n  void chargeBack() { ledger.refund(amount); }\n}\n",
              "src/Ledger.java",
                  "class Ledger {\n  void refund(int amount) { total -= amount; }\n}\n",
              "docs/guide.md", "# Guide\nHow to give a double refund.\n\n## Limits\nNone at all.\n",
              "docs/other.md",
                  "# Other\nThe weather is fine. Refund nothing twice: double trouble.\n"));

  @BeforeEach
  void open() {
    indexes = new Indexes(folder, "test");
  }

  @AfterEach
  void close() {
    indexes.close();
  }

  @Test
  void rank_findsWordsInTextsNamesAndPaths() {
    put(FILES);
    assertThat(paths("refund amount")).startsWith("src/Ledger.java", "src/Card.java");
    assertThat(paths("card")).startsWith("src/Card.java");
    assertThat(paths("charge back")).startsWith("src/Card.java");
    assertThat(paths("weather")).containsExactly("docs/other.md");
    assertThat(paths("refunding")).as("endings do not count").hasSize(4);
    assertThat(paths("")).isEmpty();
    assertThat(paths("nowhere")).isEmpty();
  }

  @Test
  void rank_givesThePassagesOfAFile() {
    put(FILES);
    Hit guide = rank("limits none at all").getFirst();
    assertThat(guide.path()).isEqualTo("docs/guide.md");
    assertThat(guide.passages().getFirst().startLine()).isEqualTo(4);
    assertThat(guide.passages().getFirst().endLine()).isEqualTo(5);
  }

  @Test
  void rank_takesQuotesAndMinusAsPeopleExpect() {
    put(FILES);
    assertThat(paths("\"double refund\"")).containsExactly("docs/guide.md");
    assertThat(paths("refund -ledger")).containsExactlyInAnyOrder("docs/guide.md", "docs/other.md");
    assertThat(paths("\"charge back\"")).containsExactly("src/Card.java");
    assertThat(paths("\"unclosed refund")).as("a malformed query is text").isNotEmpty();
    assertThat(paths("refund AND (OR * ~ ^2 [a TO")).isNotEmpty();
  }

  @Test
  void rank_countsNothingButTheSelection() {
    put(FILES);
    List<Hit> alone = rank("double refund amount");
    Map<String, String> more = new TreeMap<>(FILES);
    for (int i = 0; i < 50; i++) {
      more.put("secret/" + i, "refund refund double amount words " + i);
    }
    put(more);
    assertThat(rank("double refund amount")).isEqualTo(alone);
    put(FILES);
    assertThat(rank("double refund amount")).as("after a removal").isEqualTo(alone);
  }

  @Test
  void rank_followsTheVotesOfCommits() {
    put(FILES);
    try (IndexChanges changes = indexes.change(KEY)) {
      changes.putCommit(new IndexedCommit(5, "Mend the frobnicator", List.of("docs/other.md")));
      changes.putCommit(new IndexedCommit(6, "Mend the frobnicator", List.of("docs/guide.md")));
      changes.commit(IndexState.EMPTY);
    }
    assertThat(paths("frobnicator"))
        .as("the commits of the selection alone")
        .containsExactly("docs/other.md");
  }

  /** As many commits as are collected at once, and few that are better, in the given order. */
  private List<Hit> voted(boolean bestLast) {
    put(FILES);
    List<IndexedCommit> commits = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int words = i < 394 ? 40 : i - 390;
      String path = i < 394 ? "docs/other.md" : List.copyOf(FILES.keySet()).get(i % 3);
      commits.add(
          new IndexedCommit(100 + i, "frobnicator" + " words".repeat(words), List.of(path)));
    }
    try (IndexChanges changes = indexes.change(KEY)) {
      (bestLast ? commits : commits.reversed()).forEach(changes::putCommit);
      changes.commit(IndexState.EMPTY);
    }
    LongSet voters = LongSet.of(LongStream.range(100, 500).toArray());
    return rank("frobnicator", selection(FILES, voters));
  }

  @Test
  void rank_findsTheSameVotes_inWhicheverOrderTheIndexHasThem() {
    List<Hit> hits = voted(true);
    assertThat(hits).hasSize(3);
    assertThat(voted(false)).isEqualTo(hits);
  }

  /** Copies of one text: a search leaves out one of them, and finds the other. */
  @Test
  void rank_leavesOutGeneratedFiles_evenIfOthersHaveTheirText() {
    String text = "The frobnicator is mended.\n";
    try (IndexChanges changes = indexes.change(KEY)) {
      IndexedFile source = file("src/a.js", text);
      changes.putFile(source);
      changes.putText(source);
      IndexedFile copy = file("vendor/a.js", text);
      changes.putFile(
          new IndexedFile(
              copy.path(),
              copy.unit(),
              copy.blob(),
              text,
              new Facts(text.length(), 1, 1, Set.of(Trait.GENERATED)),
              FileLog.NONE));
      changes.putCommit(new IndexedCommit(5, "Mend it", List.of("vendor/a.js")));
      changes.commit(IndexState.EMPTY);
    }
    Map<String, String> both = Map.of("src/a.js", text, "vendor/a.js", text);
    for (String query : List.of("frobnicator", "\"frobnicator is\"", "mend")) {
      assertThat(rank(query, selection(both)).stream().map(Hit::path))
          .as(query)
          .containsExactly("src/a.js");
    }
    assertThat(rank("frobnicator", selection(Map.of("vendor/a.js", text)))).isEmpty();
  }

  @Test
  void rank_takesAnyQuery() {
    put(FILES);
    StringBuilder words = new StringBuilder();
    for (int c = 0x4e00; c < 0x4e00 + 4_000; c++) {
      words.append((char) c);
    }
    String some = "refund ";
    for (String query :
        List.of(
            some + words,
            some + "-" + words,
            some + "-\"" + words + "\"",
            some + "\"" + words,
            some + "-a ".repeat(1_300),
            some + "\"a b\" ".repeat(600),
            "\"".repeat(4_096),
            "(a+)+$ ".repeat(500))) {
      assertThat(rank(query)).hasSizeLessThanOrEqualTo(10);
    }
    assertThat(paths(some + "-" + words)).hasSize(4);
  }

  @Test
  void rank_hearsTheLikestCommitsInWhateverOrderTheyCome() {
    put(FILES);
    try (IndexChanges changes = indexes.change(KEY)) {
      for (int i = 0; i < 300; i++) {
        changes.putCommit(
            switch (i) {
              case 150 -> new IndexedCommit(1_150, "Mend gadget", List.of("docs/other.md"));
              case 200 -> new IndexedCommit(1_200, "Mend a gadget here", List.of("docs/guide.md"));
              default -> new IndexedCommit(1_000 + i, "Say of it: gadget " + i, List.of("gone"));
            });
      }
      changes.commit(IndexState.EMPTY);
    }
    LongSet voters = LongSet.of(LongStream.range(1_000, 1_300).toArray());
    assertThat(rank("mend gadget", selection(FILES, voters)).stream().map(Hit::path))
        .as("one that is less like than the one before it is heard too")
        .containsExactly("docs/other.md", "docs/guide.md");
  }

  @Test
  void aCommitOfVeryLongPaths_votesForThoseThatFit() {
    put(FILES);
    List<String> paths = new ArrayList<>(List.of("docs/guide.md"));
    for (int i = 0; i < 29; i++) {
      paths.add("long/".repeat(800) + i);
    }
    try (IndexChanges changes = indexes.change(KEY)) {
      changes.putCommit(new IndexedCommit(5, "Mend the frobnicator", paths));
      changes.commit(IndexState.EMPTY);
    }
    assertThat(paths("frobnicator")).containsExactly("docs/guide.md");
  }

  @Test
  void literals_areFoundWhereverAWordBegins() {
    put(FILES);
    assertThat(literal("refund(")).contains("src/Card.java", "src/Ledger.java");
    assertThat(literal("zz.refund(")).isEmpty();
    assertThat(literal("argeBa")).contains("src/Card.java");
    assertThat(literal("ledger.ref")).contains("src/Card.java");
    assertThat(literal("edger.ref")).contains("src/Card.java");
    assertThat(literal("dger.refund(am")).contains("src/Card.java");
    assertThat(literal("=>")).as("no word at all: every file may have it").hasSize(4);
    put(Map.of("long", "x".repeat(500) + "needle" + "y".repeat(500)));
    assertThat(literal("needle", Map.of("long", "x".repeat(500) + "needle" + "y".repeat(500))))
        .containsExactly("long");
  }

  @Test
  void indexes_comeBackAfterDeletionAndTakeTurnsByForm() {
    put(FILES);
    assertThat(paths("weather")).hasSize(1);
    try (Indexes next = new Indexes(folder, "next")) {
      try (IndexSnapshot old = next.open(KEY).orElseThrow()) {
        assertThat(old.files()).as("the old form answers").isEqualTo(4);
      }
      try (IndexChanges changes = next.change(KEY)) {
        changes.putFile(file("a", "new"));
        changes.commit(new IndexState(false, Map.of()));
        try (IndexSnapshot old = next.open(KEY).orElseThrow()) {
          assertThat(old.files()).as("until the new one is complete").isEqualTo(4);
        }
        changes.commit(new IndexState(true, Map.of("main", "c")));
      }
      next.settle(KEY);
      try (IndexSnapshot fresh = next.open(KEY).orElseThrow()) {
        assertThat(fresh.files()).isEqualTo(1);
        assertThat(fresh.state()).isEqualTo(new IndexState(true, Map.of("main", "c")));
      }
      next.delete(KEY);
      assertThat(next.open(KEY)).isEmpty();
      assertThat(next.all()).isEmpty();
    }
  }

  @Test
  void changes_areSeenOnlyAfterTheirCommit() {
    put(FILES);
    try (IndexChanges changes = indexes.change(KEY)) {
      assertThat(
              changes.hasFile(
                  file("src/Card.java", FILES.getOrDefault("src/Card.java", "")).unit()))
          .isTrue();
      changes.putFile(file("a", "frobnicator"));
    }
    try (IndexSnapshot now = indexes.open(KEY).orElseThrow()) {
      assertThat(now.files()).isEqualTo(4);
    }
  }

  private List<String> paths(String query) {
    return rank(query).stream().map(Hit::path).toList();
  }

  private List<Hit> rank(String query) {
    return rank(query, selection(FILES));
  }

  private List<Hit> rank(String query, Selection selection) {
    try (IndexSnapshot snapshot = indexes.open(KEY).orElseThrow()) {
      BitSet all = new BitSet();
      all.set(0, selection.size());
      return Search.of(List.of(snapshot), List.of(selection))
          .rank(SearchQuery.parse(query), List.of(all), 10)
          .hits();
    }
  }

  private List<String> literal(String text) {
    return literal(text, FILES);
  }

  private List<String> literal(String text, Map<String, String> files) {
    Selection selection = selection(files);
    try (IndexSnapshot snapshot = indexes.open(KEY).orElseThrow()) {
      return Search.of(List.of(snapshot), List.of(selection)).withLiteral(text).getFirst().stream()
          .mapToObj(selection::path)
          .toList();
    }
  }

  private static Selection selection(Map<String, String> files) {
    return selection(files, LongSet.of(5));
  }

  private static Selection selection(Map<String, String> files, LongSet commits) {
    return new Selection(
        files.entrySet().stream()
            .map(each -> file(each.getKey(), each.getValue()))
            .map(file -> new Selection.File(file.path(), file.unit(), file.blob()))
            .sorted(Selection.ORDER)
            .toList(),
        commits);
  }

  private static IndexedFile file(String path, String text) {
    long blob = Units.of(Units.blobId(text));
    return new IndexedFile(
        path,
        Units.file(path, blob),
        blob,
        text,
        new Facts(text.length(), 1, 1, Set.of()),
        FileLog.NONE);
  }

  private void put(Map<String, String> files) {
    Selection wanted = selection(files);
    try (IndexChanges changes = indexes.change(KEY)) {
      files.forEach((path, text) -> {
        IndexedFile file = file(path, text);
        if (!changes.hasFile(file.unit())) {
          changes.putFile(file);
          changes.putText(file);
        }
      });
      changes.keepOnly(
          unit -> wanted.withUnit(unit) >= 0, blob -> wanted.textPlace(blob) >= 0, unit -> true);
      changes.commit(new IndexState(true, Map.of()));
    }
  }
}
