// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.error.DecideAgain;
import dev.atrium.testing.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients see of tools, resources and prompts. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class FeaturesTest {
  private static FixtureServer server;
  private static Speaker speaker;

  @BeforeAll
  static void start() {
    server = new FixtureServer(Fixtures.all());
    speaker = new Speaker(server.client());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> names(Answer list) {
    return list.expect(200)
        .json("result/tools")
        .valueStream()
        .map(tool -> tool.get("name").asText())
        .toList();
  }

  private static List<String> names(Speaker to, String... headers) {
    return names(to.current("tools/list", Map.of(), headers));
  }

  private static String error(int code, Answer answer) {
    assertThat(answer.expect(200).json("error/code").asInt()).as(answer.text()).isEqualTo(code);
    return answer.json("error/message").asText();
  }

  private static String failure(Answer answer) {
    assertThat(answer.expect(200).json("result/isError").asBoolean()).as(answer.text()).isTrue();
    assertThat(answer.json("result/content").size()).isEqualTo(1);
    return answer.json("result/content/0/text").asText();
  }

  @Test
  void tools_areListedAsTheyAreWritten() {
    JsonNode echo =
        speaker
            .older("tools/list", Map.of())
            .json("result/tools")
            .valueStream()
            .filter(tool -> tool.get("name").asText().equals("test_echo"))
            .findFirst()
            .orElseThrow();
    assertThat(echo.toString())
        .isEqualTo(
            "{\"name\":\"test_echo\",\"title\":\"Echo\",\"description\":\"Says what it was given.\","
                + "\"inputSchema\":{\"type\":\"object\",\"properties\":{"
                + "\"name\":{\"type\":\"string\",\"description\":\"A name.\"},"
                + "\"limit\":{\"type\":\"integer\",\"description\":\"1 to 50; 10 if not given.\"}},"
                + "\"required\":[\"name\"]},\"annotations\":{\"title\":\"Echo\",\"readOnlyHint\":true,"
                + "\"destructiveHint\":false,\"idempotentHint\":true,\"openWorldHint\":false}}");
    Answer list = speaker.current("tools/list", Map.of());
    assertThat(list.text()).contains("\"_meta\":{\"example.com/size\":5}");
    assertThat(list.text()).contains("\"readOnlyHint\":false");
  }

  @Test
  void readOnly_hidesAndRefusesWhatWrites() {
    assertThat(names(speaker)).contains("test_write", "test_echo");
    for (String path : List.of("/mcp/readonly", "/mcp/x/copilot_spaces/readonly")) {
      assertThat(names(speaker.at(path))).contains("test_echo").doesNotContain("test_write");
      assertThat(error(-32602, speaker.at(path).tool("test_write", Map.of())))
          .contains("test_write", "only reads");
    }
    for (String value : List.of("true", "1", "True")) {
      assertThat(names(speaker, "X-MCP-Readonly", value)).doesNotContain("test_write");
    }
    assertThat(names(speaker, "X-MCP-Readonly", "false")).contains("test_write");
    assertThat(names(speaker, "X-MCP-Readonly", "true", "X-MCP-Tools", "test_write")).isEmpty();
    assertThat(error(-32602, speaker.tool("test_write", Map.of(), "X-MCP-Readonly", "true")))
        .contains("only reads");
    assertThat(speaker.tool("test_write", Map.of()).expect(200).text()).contains("Written");
  }

  @Test
  void namedTools_areTheOnlyOnes_unlessAToolsetIsChosen() {
    String[] named = {"X-MCP-Tools", "test_echo, no_such"};
    assertThat(names(speaker, named)).containsExactly("test_echo");
    assertThat(error(-32602, speaker.tool("test_write", Map.of(), named))).contains("X-MCP-Tools");
    assertThat(names(speaker.at("/mcp/x/copilot_spaces"), named)).contains("test_write");
    assertThat(names(speaker, "X-MCP-Tools", "test_echo", "X-MCP-Toolsets", "copilot_spaces"))
        .contains("test_write");
    assertThat(names(speaker, "X-MCP-Tools", "test_echo", "X-MCP-Toolsets", "issues"))
        .containsExactly("test_echo");
    assertThat(names(speaker, "X-MCP-Toolsets", "issues,repos")).contains("test_write");
  }

  @Test
  void call_knowsTheCaller_andTakesOtherNames() {
    Answer answer = speaker.tool("test_echo", Map.of("space", "Docs", "limit", "77"));
    assertThat(answer.expect(200).json("result/content/0/text").asText())
        .isEqualTo("admin: Docs, 50");
    assertThat(answer.json("result/structuredContent/name").asText()).isEqualTo("Docs");
    assertThat(answer.json("result/isError").isMissingNode()).isTrue();
  }

  @Test
  void failures_areForTheModel() {
    assertThat(failure(speaker.tool("test_echo", Map.of())))
        .isEqualTo("The argument \"name\" is missing. Call again with it.");
    assertThat(failure(speaker.tool("test_forbidden", Map.of()))).isEqualTo("You may not.");
    assertThat(failure(speaker.older("tools/call", Map.of("name", "test_forbidden"))))
        .isEqualTo("You may not.");
  }

  @Test
  void whatNobodyForesaw_isToldWithoutDetails() {
    Answer answer = speaker.tool("test_broken", Map.of());
    String id = answer.header("X-GitHub-Request-Id").orElseThrow();
    assertThat(error(-32603, answer)).isEqualTo("Internal error. Request ID: " + id);
    assertThat(answer.text()).doesNotContain("secret", "Exception");
  }

  /** What a tool reads can change while it waits: the dispatcher calls it again. */
  @Test
  void callThatIsToBeDecidedAgain_isRepeated() {
    AtomicInteger calls = new AtomicInteger();
    Tool late =
        Tool.reading(
            "late",
            "Late",
            "Is late.",
            Input.none(),
            (request, arguments) -> {
              if (calls.incrementAndGet() == 1) {
                throw new DecideAgain();
              }
              return ToolResult.text("Decided again");
            });
    Features one = new Features(List.of(late), List.of(), List.of(), "");
    try (FixtureServer waiting = new FixtureServer(one)) {
      Answer answer = new Speaker(waiting.client()).tool("late", Map.of()).expect(200);
      assertThat(answer.json("result/content/0/text").asText()).isEqualTo("Decided again");
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void wrongCalls_areErrors() {
    assertThat(error(-32602, speaker.tool("no_such", Map.of())))
        .isEqualTo("Unknown tool: \"no_such\"");
    assertThat(error(-32602, speaker.older("tools/call", Map.of()))).contains("Unknown tool");
    assertThat(
            error(
                -32602,
                speaker.older("tools/call", Map.of("name", "test_echo", "arguments", List.of()))))
        .contains("\"arguments\" must be an object");
  }

  @Test
  void resources_areListedAndRead() {
    Answer list = speaker.current("resources/list", Map.of()).expect(200);
    assertThat(list.json("result/resources/0/uri").asText()).isEqualTo("test://static-text");
    assertThat(list.text()).doesNotContain("uriTemplate", "{id}");
    Answer templates = speaker.current("resources/templates/list", Map.of()).expect(200);
    assertThat(templates.json("result/resourceTemplates").size()).isEqualTo(1);
    Answer read = speaker.older("resources/read", Map.of("uri", "test://template/a%2Fb/data"));
    assertThat(read.expect(200).json("result/contents/0/text").asText())
        .contains("Data for ID: a/b");
  }

  @Test
  void resourceThatIsNotThere_isSaidToBe_byTheCodeOfTheRevision() {
    for (String uri : List.of("test://hidden", "test://no-such")) {
      Answer current = speaker.current("resources/read", Map.of("uri", uri));
      assertThat(error(-32602, current)).isEqualTo("Resource not found");
      assertThat(current.json("error/data/uri").asText()).isEqualTo(uri);
      assertThat(error(-32002, speaker.older("resources/read", Map.of("uri", uri))))
          .isEqualTo("Resource not found");
    }
    assertThat(error(-32000, speaker.current("resources/read", Map.of("uri", "test://refused"))))
        .isEqualTo("You may not read this.");
  }

  @Test
  void prompts_needTheirArguments() {
    Answer list = speaker.current("prompts/list", Map.of()).expect(200);
    assertThat(list.json("result/prompts/1/arguments/0/required").asBoolean()).isTrue();
    String name = "test_prompt_with_arguments";
    Map<String, ?> half = Map.of("name", name, "arguments", Map.of("arg1", "x"));
    assertThat(error(-32602, speaker.current("prompts/get", half))).contains("\"arg2\"");
    assertThat(error(-32602, speaker.current("prompts/get", Map.of("name", "no_such"))))
        .isEqualTo("Unknown prompt: \"no_such\"");
  }

  @Test
  void names_areUnique() {
    List<Tool> tools = Fixtures.all().tools();
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Features(List.of(tools.getFirst(), tools.getFirst()), List.of(), List.of(), ""))
        .withMessageContaining("test_simple_text");
  }
}
