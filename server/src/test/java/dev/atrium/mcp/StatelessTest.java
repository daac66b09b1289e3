// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The revision without a handshake. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class StatelessTest {
  private static final String VERSION = "MCP-Protocol-Version";

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

  private static Answer refused(int code, Answer answer) {
    assertThat(answer.expect(400).json("error/code").asInt()).as(answer.text()).isEqualTo(code);
    assertThat(answer.json("id").asInt()).isEqualTo(7);
    return answer;
  }

  private static String list() {
    return Speaker.call("tools/list", object("_meta", Speaker.meta()));
  }

  @Test
  void discover_saysWhatIsServed() {
    Answer answer = speaker.current("server/discover", Map.of()).expect(200);
    assertThat(answer.json("result/supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
    assertThat(answer.json("result/capabilities").toString())
        .isEqualTo("{\"tools\":{},\"resources\":{},\"prompts\":{}}");
    assertThat(answer.json("result/instructions").asText()).contains("test_echo");
    assertThat(answer.json("result/_meta").get("io.modelcontextprotocol/serverInfo").toString())
        .isEqualTo("{\"name\":\"atrium\",\"title\":\"Atrium\",\"version\":\"1.2.3\"}");
  }

  @Test
  void results_sayThatTheyAreComplete_andHowLongTheyMayBeKept() {
    Answer list = speaker.current("tools/list", Map.of()).expect(200);
    assertThat(list.json("result/resultType").asText()).isEqualTo("complete");
    assertThat(list.json("result/cacheScope").asText()).isEqualTo("private");
    assertThat(list.json("result/ttlMs").asInt()).isEqualTo(60_000);
    Answer read = speaker.current("resources/read", Map.of("uri", "test://static-text"));
    assertThat(read.expect(200).json("result/ttlMs").asInt(-1)).isZero();
    Answer called = speaker.tool("test_simple_text", Map.of()).expect(200);
    assertThat(called.json("result/resultType").asText()).isEqualTo("complete");
    assertThat(called.json("result/ttlMs").isMissingNode()).isTrue();
  }

  @Test
  void methodsOfTheHandshake_areNotThere() {
    for (String method : List.of("initialize", "ping", "resources/subscribe", "no/such")) {
      Answer answer = speaker.current(method, Map.of()).expect(404);
      assertThat(answer.json("error/code").asInt()).isEqualTo(-32601);
    }
  }

  @Test
  void meta_mustBeComplete() {
    String[] headers = {VERSION, Revision.CURRENT, "Mcp-Method", "tools/list"};
    for (Map<String, ?> meta :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("io.modelcontextprotocol/clientCapabilities", Map.of()),
            Map.of("io.modelcontextprotocol/protocolVersion", Revision.CURRENT))) {
      String body = Speaker.call("tools/list", object("_meta", meta));
      assertThat(refused(-32602, speaker.send(body, headers)).json("error/message").asText())
          .contains("protocolVersion", "clientCapabilities");
    }
    refused(-32602, speaker.send(Speaker.call("tools/list", Map.of()), headers));
  }

  @Test
  void headers_mustAgreeWithTheBody() {
    String method = "tools/list";
    String name = Revision.CURRENT;
    refused(-32020, speaker.send(list()));
    refused(-32020, speaker.send(list(), "Mcp-Method", method));
    refused(-32020, speaker.send(list(), VERSION, name));
    refused(-32020, speaker.send(list(), VERSION, name, "Mcp-Method", "TOOLS/LIST"));
    refused(-32020, speaker.send(list(), VERSION, "2025-11-25", "Mcp-Method", method));
    speaker.send(list(), VERSION, name, "Mcp-Method", method).expect(200);
    String hello = Speaker.call("initialize", Map.of());
    refused(-32020, speaker.send(hello, VERSION, name, "Mcp-Method", "initialize"));
  }

  @Test
  void nameHeader_mustAgree_andMayBeEncoded() {
    String body =
        Speaker.call(
            "resources/read", object("uri", "test://template/ü/data", "_meta", Speaker.meta()));
    String[] headers = {VERSION, Revision.CURRENT, "Mcp-Method", "resources/read"};
    refused(-32020, speaker.send(body, headers));
    refused(-32020, speaker.send(body, with(headers, "test://static-text")));
    String good = "dGVzdDovL3RlbXBsYXRlL8O8L2RhdGE=";
    refused(-32020, speaker.send(body, with(headers, "=?base64?" + good.replace("=", "") + "?=")));
    refused(-32020, speaker.send(body, with(headers, "=?base64?%%%%?=")));
    refused(-32020, speaker.send(body, with(headers, "=?base64?=")));
    speaker.send(body, with(headers, "=?base64?" + good + "?=")).expect(200);
  }

  private static String[] with(String[] headers, String name) {
    return new String[] {headers[0], headers[1], headers[2], headers[3], "Mcp-Name", name};
  }

  @Test
  void laterRevision_isToldWhichIsServed() {
    Map<String, Object> meta =
        Map.of(
            "io.modelcontextprotocol/protocolVersion",
            "2099-01-01",
            "io.modelcontextprotocol/clientCapabilities",
            Map.of());
    String body = Speaker.call("server/discover", Map.of("_meta", meta));
    Answer answer = refused(-32022, speaker.send(body, VERSION, "2099-01-01"));
    assertThat(answer.json("error/data").toString())
        .isEqualTo("{\"requested\":\"2099-01-01\",\"supported\":[\"2026-07-28\"]}");
  }
}
