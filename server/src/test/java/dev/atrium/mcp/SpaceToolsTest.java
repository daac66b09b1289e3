// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tools for spaces, by what a model reads: their answers, and what it is told to do next. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class SpaceToolsTest extends ServerTest {
  private static final String NOT_SHOWN = "Sources you may not read are not shown.";

  private Client octocat;
  private Samples acme;
  private String space;
  private long pay;
  private String commit;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    pay = acme.privateRepository("pay");
    write("src/Card.java", "class Card {\n  void charge() {}\n}\n");
    write("src/CardTest.java", "class CardTest {\n  Card card;\n}\n");
    write("long.txt", "a line of a long text, and of words\n".repeat(3_000));
    space = acme.space("Payments", "description", "How we charge cards.");
    acme.attach(space, wholeRepository(pay));
    acme.attach(space, note("Glossary", "PAN: the number of a card\n"));
    acme.space("Onboarding");
    Indexed.await(octocat, space);
    commit =
        octocat
            .get("/repos/acme/pay/branches/main")
            .json("commit")
            .path("sha")
            .asText()
            .substring(0, 7);
  }

  private void write(String path, String text) {
    String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    octocat
        .put(
            "/repos/acme/pay/contents/" + path,
            json("message", "Write " + path, "content", content))
        .expect(201);
  }

  private JsonNode call(Client client, String tool, Object... arguments) {
    return new Speaker(client)
        .older("tools/call", Map.of("name", tool, "arguments", object(arguments)))
        .expect(200)
        .json("result");
  }

  private static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new java.util.TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return object;
  }

  private String text(Client client, String tool, Object... arguments) {
    JsonNode result = call(client, tool, arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
    return result.path("content").get(0).path("text").asText();
  }

  private String failure(Client client, String tool, Object... arguments) {
    JsonNode result = call(client, tool, arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
    assertThat(result.path("content")).hasSize(1);
    return result.path("content").get(0).path("text").asText();
  }

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
