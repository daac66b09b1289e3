// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client.Answer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The revisions that begin with {@code initialize}. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class HandshakeTest {
  private static final String PING = Speaker.call("ping", Map.of());

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

  @ParameterizedTest
  @CsvSource({
    "2025-03-26, 2025-03-26",
    "2025-06-18, 2025-06-18",
    "2025-11-25, 2025-11-25",
    "2024-11-05, 2025-11-25",
    "2026-07-28, 2025-11-25"
  })
  void initialize_settlesTheRevision(String asked, String settled) {
    Answer answer = speaker.older("initialize", Map.of("protocolVersion", asked)).expect(200);
    assertThat(answer.json("result/protocolVersion").asText()).isEqualTo(settled);
    assertThat(answer.json("result/serverInfo/version").asText()).isEqualTo("1.2.3");
    assertThat(answer.json("result/capabilities").toString())
        .isEqualTo("{\"tools\":{},\"resources\":{},\"prompts\":{}}");
    assertThat(answer.json("result/instructions").asText()).contains("test_echo");
    assertThat(answer.json("id").asInt()).isEqualTo(7);
    assertThat(answer.json("result/resultType").isMissingNode()).isTrue();
    assertThat(answer.header("Mcp-Session-Id")).isEmpty();
  }

  @Test
  void initialize_declaresOnlyWhatIsThere() {
    try (FixtureServer bare = new FixtureServer(Features.NONE)) {
      Speaker to = new Speaker(bare.client());
      Answer answer = to.older("initialize", Map.of()).expect(200);
      assertThat(answer.json("result/capabilities").toString()).isEqualTo("{\"tools\":{}}");
      assertThat(answer.json("result/instructions").isMissingNode()).isTrue();
      assertThat(to.older("prompts/list", Map.of()).expect(200).json("error/code").asInt())
          .isEqualTo(-32601);
      assertThat(to.older("tools/list", Map.of()).expect(200).json("result/tools").size()).isZero();
    }
  }

  @Test
  void calls_needNoSession() {
    assertThat(speaker.send(PING).expect(200).text())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
    speaker.send(PING, "MCP-Protocol-Version", "2025-06-18").expect(200);
    assertThat(speaker.older("server/discover", Map.of()).expect(200).json("error/code").asInt())
        .isEqualTo(-32601);
  }

  @Test
  void unknownRevision_isRefused() {
    Answer answer = speaker.send(PING, "MCP-Protocol-Version", "2024-11-05").expect(400);
    assertThat(answer.json("error/message").asText()).contains("2025-03-26", "2026-07-28");
    assertThat(answer.json("id").asInt()).isEqualTo(7);
  }

  @Test
  void notificationsAndReplies_areTaken() {
    for (String body :
        List.of(
            json("jsonrpc", "2.0", "method", "notifications/initialized"),
            json("jsonrpc", "2.0", "id", 1, "result", Map.of()),
            "[" + json("jsonrpc", "2.0", "method", "notifications/cancelled") + "]")) {
      assertThat(speaker.send(body).expect(202).text()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/mcp",
        "/mcp/",
        "/mcp/readonly",
        "/mcp/x/copilot_spaces",
        "/mcp/x/copilot_spaces/readonly"
      })
  void everyPath_takesPostOnly(String path) {
    speaker.at(path).send(PING).expect(200);
    for (String method : List.of("GET", "DELETE")) {
      Answer answer = server.client().send(method, path, null, "Accept", "text/event-stream");
      assertThat(answer.expect(405).header("Allow")).contains("POST");
      assertThat(answer.json("error/message").asText()).contains("POST only");
    }
  }

  @Test
  void batch_isAnsweredInTheOneRevisionThatHasIt() {
    String one = json("jsonrpc", "2.0", "id", "a", "method", "ping");
    String unknown = json("jsonrpc", "2.0", "id", 2, "method", "no/such");
    String note = json("jsonrpc", "2.0", "method", "notifications/initialized");
    String batch = "[%s,%s,%s]".formatted(one, note, unknown);
    Answer answer = speaker.send(batch, "MCP-Protocol-Version", "2025-03-26").expect(200);
    assertThat(answer.json().size()).isEqualTo(2);
    assertThat(answer.json("0/id").asText()).isEqualTo("a");
    assertThat(answer.json("1/error/code").asInt()).isEqualTo(-32601);
    assertThat(speaker.send(batch).expect(200).json().size()).isEqualTo(2);
    assertThat(error(speaker.send(batch, "MCP-Protocol-Version", "2025-06-18")))
        .contains("only revision 2025-03-26");
  }

  @Test
  void batch_hasABound_andIsServedAsAWhole() {
    speaker.send(batch(20, PING)).expect(200);
    assertThat(error(speaker.send(batch(21, PING)))).contains("1 to 20 messages");
    assertThat(error(speaker.send("[]"))).contains("1 to 20 messages");
    assertThat(error(speaker.send("[%s,1]".formatted(PING)))).contains("a JSON object");
    String hello = Speaker.call("initialize", Map.of());
    assertThat(error(speaker.send(batch(2, hello)))).contains("come alone");
    String current = Speaker.call("tools/list", object("_meta", Speaker.meta()));
    assertThat(error(speaker.send(batch(1, current)))).contains("come alone");
  }

  private static String batch(int count, String message) {
    return "[" + String.join(",", Collections.nCopies(count, message)) + "]";
  }

  private static String error(Answer answer) {
    assertThat(answer.expect(400).json("error/code").asInt()).isEqualTo(-32600);
    return answer.json("error/message").asText();
  }

  @Test
  void malformedMessages_areRefused() {
    assertThat(error(speaker.send("7"))).contains("a JSON object");
    assertThat(error(speaker.send("{}"))).contains("jsonrpc");
    assertThat(error(speaker.send(json("jsonrpc", "2.0", "id", 1)))).contains("method");
    assertThat(error(speaker.send(json("jsonrpc", "2.0", "id", null, "method", "ping"))))
        .contains("\"id\"");
    assertThat(error(speaker.send(json("jsonrpc", "2.0", "id", 1.5, "method", "ping"))))
        .contains("\"id\"");
    assertThat(error(speaker.send(json("jsonrpc", "2.0", "id", "i".repeat(257), "method", "ping"))))
        .contains("256");
    Answer list =
        speaker.send(json("jsonrpc", "2.0", "id", 3, "method", "ping", "params", List.of()));
    assertThat(error(list)).contains("params");
    assertThat(list.json("id").asInt()).isEqualTo(3);
  }

  @Test
  void cursors_areRefused() {
    assertThat(speaker.older("tools/list", Map.of("cursor", "x")).json("error/code").asInt())
        .isEqualTo(-32602);
  }
}
