// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import org.junit.jupiter.api.Test;

/** The tools that read spaces, by what a model reads. */
@EachDatabase
class SpaceToolsTest extends SpaceToolsCase {
  @Test
  void list_namesSpacesWithWhatTheyHave() {
    String text = text(octocat, "list_copilot_spaces");
    assertThat(text.lines())
        .contains(
            "acme/1 \"Payments\": How we charge cards. 1 repository, 1 note, 4 documents",
            "acme/2 \"Onboarding\": 0 documents")
        .last()
        .isEqualTo(NOT_SHOWN);
    assertThat(text(octocat, "list_copilot_spaces", "q", "charge").lines()).hasSize(2);
    JsonNode data = call(octocat, "list_copilot_spaces").path("structuredContent");
    assertThat(data.path("spaces").get(0).path("number").asInt()).isEqualTo(1);
    assertThat(text(octocat, "list_copilot_spaces", "query", "nowhere"))
        .startsWith("No space of yours has \"nowhere\"");
    Client nobody = server.user("nobody");
    assertThat(failure(nobody, "list_copilot_spaces"))
        .isEqualTo(
            "You can see no space. Signed in as nobody. Create one with create_copilot_space, or ask an owner to share one.");
  }

  @Test
  void get_givesTheSpaceAsText_byNameOrNumber() {
    String text = text(octocat, "get_copilot_space", "owner", "acme", "name", "payments");
    assertThat(text)
        .startsWith("# Space acme/1 \"Payments\"")
        .contains("class Card {")
        .contains(NOT_SHOWN);
    assertThat(text(octocat, "get_copilot_space", "owner", "acme", "space", 1)).isEqualTo(text);
    assertThat(
            text(
                octocat,
                "get_copilot_space",
                "owner",
                "acme",
                "name",
                "1",
                "max_tokens",
                3,
                "q",
                "charge"))
        .as("numbers are clamped")
        .contains("Budget 1,000 tokens");
    assertThat(
            call(octocat, "get_copilot_space", "owner", "acme", "name", "1")
                .has("structuredContent"))
        .isFalse();
  }

  @Test
  void documents_areListed() {
    assertThat(text(octocat, "list_copilot_space_documents", "owner", "acme", "name", "1").lines())
        .contains("acme/pay@%s src/Card.java 3 lines 9 tokens".formatted(commit))
        .last()
        .isEqualTo(NOT_SHOWN);
    assertThat(
            text(
                    octocat,
                    "list_copilot_space_documents",
                    "owner",
                    "acme",
                    "name",
                    "1",
                    "path",
                    "src/*Test.java")
                .lines())
        .hasSize(2);
  }

  @Test
  void search_givesNumberedLines_orSaysWhatToTry() {
    assertThat(text(octocat, "search_copilot_space", "owner", "acme", "name", "1", "q", "charge"))
        .startsWith(
            "1. acme/pay@%s src/Card.java:1-3 %s/acme/pay/blob/%s"
                .formatted(commit, server.url(), commit))
        .contains("#L1-L3\n    1  class Card {\n    2    void charge() {}\n")
        .endsWith(NOT_SHOWN);
    assertThat(
            text(
                octocat,
                "search_copilot_space",
                "owner",
                "acme",
                "name",
                "1",
                "query",
                "charge() {",
                "exact",
                "true"))
        .contains("src/Card.java:2-2")
        .contains("    2    void charge() {}\n");
    assertThat(
            text(octocat, "search_copilot_space", "owner", "acme", "name", "1", "query", "xyzzy"))
        .isEqualTo(
            "Nothing in acme/1 matches \"xyzzy\" (4 documents searched). Try fewer or other words, or list_copilot_space_documents.\n"
                + NOT_SHOWN);
    JsonNode data =
        call(octocat, "search_copilot_space", "owner", "acme", "name", "1", "query", "charge")
            .path("structuredContent");
    assertThat(data.path("results").get(0).path("text").asText()).contains("void charge()");
  }

  @Test
  void read_givesLines_andSaysHowToGoOn() {
    assertThat(
            text(
                octocat,
                "read_copilot_space_document",
                "owner",
                "acme",
                "name",
                "1",
                "path",
                "src/Card.java",
                "start_line",
                2,
                "end_line",
                "2"))
        .startsWith("acme/pay@%s src/Card.java lines 2-2 of 3".formatted(commit))
        .endsWith("\n  void charge() {}\n");
    assertThat(
            text(
                octocat,
                "read_copilot_space_document",
                "owner",
                "acme",
                "name",
                "1",
                "file",
                "Glossary"))
        .isEqualTo("note \"Glossary\" lines 1-1 of 1\nPAN: the number of a card\n");
    assertThat(
            text(
                octocat,
                "read_copilot_space_document",
                "owner",
                "acme",
                "name",
                "1",
                "path",
                "long.txt",
                "max_tokens",
                1000))
        .matches("(?s).*Lines 1-\\d+ of 3,000\\. Continue with start_line \\d+\\.");
    assertThat(
            failure(
                octocat,
                "read_copilot_space_document",
                "owner",
                "acme",
                "name",
                "1",
                "path",
                "src/Crd.java"))
        .startsWith(
            "No document \"src/Crd.java\" in acme/1. Nearest: src/Card.java, src/CardTest.java");
    assertThat(
            failure(
                octocat,
                "read_copilot_space_document",
                "owner",
                "acme",
                "name",
                "1",
                "path",
                "src/Card.java",
                "start_line",
                400))
        .isEqualTo("src/Card.java has 3 lines; start_line 400 is past the end.");
    assertThat(failure(octocat, "read_copilot_space_document", "owner", "acme", "name", "1"))
        .isEqualTo("The argument \"path\" is missing. Call again with it.");
  }
}
