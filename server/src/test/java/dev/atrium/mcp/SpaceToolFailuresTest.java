// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model is told when a space cannot be found or read, and the tools that write. */
@EachDatabase
class SpaceToolFailuresTest extends SpaceToolsCase {
  @Test
  void aSpaceThatIsNotThere_andOneThatIsHidden_failAlike() {
    assertThat(failure(octocat, "get_copilot_space", "owner", "acme", "name", "Paymnts"))
        .startsWith(
            "No space \"Paymnts\" of acme that you can see. Yours there: 1 \"Payments\", 2 \"Onboarding\"")
        .endsWith(" Call list_copilot_spaces for all.");
    Client hubot = server.user("hubot");
    hubot.post("/users/hubot/copilot-spaces", json("name", "Mine")).expect(201);
    String hidden = failure(hubot, "get_copilot_space", "owner", "acme", "name", "1");
    String unknown = failure(hubot, "get_copilot_space", "owner", "acme", "name", "99");
    assertThat(hidden)
        .isEqualTo("No space \"1\" of acme that you can see. Call list_copilot_spaces for all.");
    assertThat(unknown).isEqualTo(hidden.replace("\"1\"", "\"99\""));
  }

  @Test
  void twoOfOneName_areToldApart() {
    Client mona = server.user("mona");
    mona.post("/users/mona/copilot-spaces", json("name", "Twin")).expect(201);
    mona.post("/users/mona/copilot-spaces", json("name", "twin")).expect(201);
    assertThat(failure(mona, "get_copilot_space", "owner", "mona", "name", "Twin"))
        .matches(
            "2 spaces of mona are called \"Twin\": 1 \\(updated \\d{4}-\\d\\d-\\d\\d\\), 2 \\(updated .*\\)\\. Call again with name = \"1\" or \"2\"\\.");
  }

  @Test
  void writingTools_create_andAdd_andSayWhatTheTokenLacks() {
    String made =
        text(octocat, "create_copilot_space", "owner", "acme", "name", "New", "description", "d");
    assertThat(made).matches("Created acme/(\\d+) \"New\" .*/copilot/spaces/acme/\\1");
    String number = made.replaceFirst("Created acme/(\\d+).*", "$1");
    assertThat(
            text(
                octocat,
                "add_copilot_space_resource",
                "owner",
                "acme",
                "name",
                number,
                "resource_type",
                "repository",
                "metadata",
                Map.of("repository_id", pay)))
        .matches(
            "Added repository acme/pay to acme/%s as resource \\d+\\. Indexing: \\d of 3 documents\\."
                .formatted(number));
    assertThat(
            failure(
                octocat,
                "add_copilot_space_resource",
                "owner",
                "acme",
                "name",
                number,
                "resource_type",
                "github_file",
                "metadata",
                Map.of("repository_id", pay, "file_path", "nope")))
        .isEqualTo("file_path does not exist at that commit.");
    Object[] named = {
      "owner",
      "acme",
      "name",
      number,
      "resource_type",
      "github_file",
      "metadata",
      Map.of("repository", "acme/pay", "file_path", "src")
    };
    assertThat(text(octocat, "add_copilot_space_resource", named))
        .startsWith("Added github_file src to acme/" + number);
    assertThat(
            failure(
                octocat,
                "add_copilot_space_resource",
                "owner",
                "acme",
                "name",
                number,
                "resource_type",
                "repository",
                "metadata",
                Map.of("repository", "acme/none")))
        .isEqualTo("Not Found");
    Client weak = server.token("octocat", "read:org", "repo");
    assertThat(
            failure(
                weak,
                "add_copilot_space_resource",
                "owner",
                "acme",
                "name",
                number,
                "resource_type",
                "free_text",
                "metadata",
                Map.of("name", "n", "text", "t")))
        .isEqualTo(
            "This token may not add resources to acme/%s. It needs the scope write:org (other tokens: organization_copilot_spaces: write)."
                .formatted(number));
    assertThat(
            failure(
                server.token("octocat", "repo"),
                "search_copilot_space",
                "owner",
                "acme",
                "name",
                "1",
                "query",
                "x"))
        .startsWith("This token may not read acme/1. It needs the scope read:org");
    assertThat(
            new Speaker(octocat)
                .older("tools/call", Map.of("name", "create_copilot_space", "arguments", Map.of()))
                .expect(200)
                .json("result/isError")
                .asBoolean())
        .isTrue();
  }

  @Test
  void whatIsWithheldOrGone_isNamed() {
    Client weak = server.token("octocat", "read:org");
    assertThat(text(weak, "search_copilot_space", "owner", "acme", "name", "1", "query", "charge"))
        .contains("acme/pay is withheld: the token lacks the scope repo.");
    assertThat(text(weak, "get_copilot_space", "owner", "acme", "name", "1"))
        .contains("acme/pay is withheld: the token lacks the scope repo.")
        .doesNotContain("Card.java");
  }

  @Test
  void resourcesAndPrompts_giveTheSameTexts() {
    Speaker speaker = new Speaker(octocat);
    assertThat(
            speaker
                .older("resources/read", Map.of("uri", "atrium://spaces/acme/1"))
                .expect(200)
                .json("result/contents")
                .get(0)
                .path("text")
                .asText())
        .startsWith("# Space acme/1");
    assertThat(
            speaker
                .older(
                    "resources/read",
                    Map.of("uri", "atrium://spaces/acme/1/documents/acme/pay/src/Card.java"))
                .expect(200)
                .json("result/contents")
                .get(0)
                .path("text")
                .asText())
        .isEqualTo("class Card {\n  void charge() {}\n}\n");
    assertThat(
            speaker
                .older("resources/read", Map.of("uri", "atrium://spaces/acme/99"))
                .expect(200)
                .json("error/message")
                .asText())
        .isEqualTo("Resource not found");
    assertThat(
            speaker
                .older(
                    "prompts/get",
                    Map.of("name", "use_space", "arguments", Map.of("owner", "acme", "name", "1")))
                .expect(200)
                .json("result/messages")
                .get(0)
                .path("content")
                .path("text")
                .asText())
        .contains("# Space acme/1");
    List<String> names = new java.util.ArrayList<>();
    speaker
        .older("tools/list", Map.of())
        .json("result/tools")
        .forEach(tool -> names.add(tool.path("name").asText()));
    assertThat(names).hasSize(7);
  }
}
