// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static dev.atrium.secrecy.Twins.search;
import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.file;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.resource;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * Spaces share the indexes of the repositories that they name. Whatever a hidden space, or a hidden
 * repository, adds to an index: scores, totals, order, passages and states stay the same.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the product.
class SearchSecrecyTest {
  private static final String TEXT =
      """
      # Refunds

      Money goes back to the card.

      # Limits

      No refund above the charge. Ask the ledger.
      """;

  @Parameter Product product;
  private Twins twins;

  @BeforeEach
  void start() {
    twins = new Twins(product);
  }

  @AfterEach
  void stop() {
    twins.close();
  }

  private static List<String> queries() {
    return List.of(
        "/sources",
        "/documents",
        "/documents?state=ready",
        search("refund"),
        search("money ledger limits"),
        search("\"money goes\" -charge"),
        search("refund") + "&mode=exact",
        search("zebra"),
        search("zebra quagga refund") + "&limit=2",
        search("first"));
  }

  private long repository(String name) {
    return twins.both(twin -> twin.acme.repository(name));
  }

  private void write(String repository, String branch, String path, String text, String message) {
    twins.both(twin -> twin.write(repository, branch, path, text, message));
  }

  /** The file is the same on all branches, and its logs there are not. */
  @Test
  void theRefsThatHiddenSpacesName_changeNothing() {
    long id = repository("open");
    write("open", "main", "src/a.txt", TEXT, "The first one");
    write("open", "main", "src/b.txt", "refund zebra\n", "Something else");
    for (String branch : List.of("aaa", "zzz")) {
      twins.where(twin -> twin.server.commitOnBranch(id, branch, branch + ".txt"));
      twins.where(twin -> twin.write("open", branch, "src/a.txt", "gone\n", "A zebra"));
      twins.where(twin -> twin.write("open", branch, "src/a.txt", TEXT, "A quagga and a zebra"));
    }
    twins.hidden(List.of(resource("repository", "repository_id", id, "ref", "aaa")));
    String space = twins.both(twin -> twin.space(List.of(wholeRepository(id))));
    List<Answer> before = twins.same(space, queries());
    assertThat(before.getLast().json("total_count").asInt()).isEqualTo(1);
    twins.hidden(
        List.of(
            resource("github_file", "repository_id", id, "file_path", "src", "ref", "zzz"),
            resource("github_file", "repository_id", id, "file_path", "src", "ref", "aaa")));
    twins.same(space, queries());
  }

  /** Markdown is cut at its headings, and other text is not. */
  @Test
  void theCutsOfHiddenCopies_changeNothing() {
    long id = repository("copies");
    write("copies", "main", "a/copy.md", TEXT, "first");
    write("copies", "main", "m/text.txt", TEXT, "first");
    write("copies", "main", "z/copy.md", TEXT, "first");
    twins.hidden(List.of(file(id, "a")));
    String space = twins.both(twin -> twin.space(List.of(file(id, "m"))));
    assertThat(twins.same(space, queries()).get(3).json("results/0/lines/end").asInt())
        .isEqualTo(7);
    twins.hidden(List.of(file(id, "z")));
    twins.same(space, queries());
  }

  @Test
  void hiddenCopiesOfGeneratedFiles_changeNothing() {
    long id = repository("generated");
    write("generated", "main", "src/pay.js", TEXT, "first");
    write("generated", "main", "vendor/pay.js", TEXT, "first");
    twins.hidden(List.of(file(id, "src")));
    String space = twins.both(twin -> twin.space(List.of(file(id, "vendor"), note("n", TEXT))));
    assertThat(twins.same(space, queries()).get(3).json("results")).hasSize(1);
  }

  /** The same sources in another order have other places. */
  @Test
  void theOrderOfTheSourcesOfAHiddenSpace_changesNothing() {
    long id = repository("ordered");
    write("ordered", "main", "docs/a.md", TEXT, "first");
    write("ordered", "main", "src/b.txt", "refund\n", "zebra");
    twins.both(twin ->
        twin.owner
            .post("/repos/acme/ordered/issues", json("title", "A refund", "body", "Of a zebra"))
            .expect(201)
            .status());
    String hidden =
        twins.hidden(
            List.of(
                resource("github_issue", "repository_id", id, "number", 1),
                file(id, "docs"),
                file(id, "src")));
    String space =
        twins.both(twin ->
            twin.space(
                List.of(
                    file(id, "docs"),
                    resource("github_issue", "repository_id", id, "number", 1),
                    file(id, "src"))));
    twins.where(twin -> twin.owner.get(hidden + search("refund")).expect(200));
    List<Answer> answers = twins.same(space, queries());
    assertThat(answers.get(3).json("results").findValuesAsText("title"))
        .containsExactlyInAnyOrder("docs/a.md", "src/b.txt", "acme/ordered#1 \"A refund\"");
  }

  @Test
  void hiddenRepositories_changeNothing() {
    long open = repository("open");
    long secret = twins.both(twin -> twin.acme.privateRepository("secret"));
    write("open", "main", "src/a.txt", TEXT, "first");
    for (int i = 0; i < 12; i++) {
      String text = TEXT.repeat(1 + i);
      twins.where(
          twin -> twin.write("secret", "main", "docs/" + text.length(), text, "zebra refund"));
    }
    twins.hidden(List.of(wholeRepository(secret)));
    String space =
        twins.both(twin -> twin.space(List.of(wholeRepository(secret), file(open, "src"))));
    List<Answer> answers = twins.same(space, queries());
    assertThat(answers.get(3).json("total_count").asInt()).isEqualTo(1);
    assertThat(answers.getFirst().json("documents").asInt()).isEqualTo(1);
  }
}
