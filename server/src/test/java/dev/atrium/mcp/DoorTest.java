// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server asks of every request to the endpoint: a token, JSON, and not too much of it. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class DoorTest {
  private static final String PING = Speaker.call("ping", Map.of());
  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private static TestServer server;
  private static Speaker speaker;

  @BeforeAll
  static void start() {
    server = TestServer.start(Product.SQLITE);
    speaker = new Speaker(server.user("octocat"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String challenge(Answer answer) {
    assertThat(answer.expect(401).json("error/code").asInt()).isEqualTo(-32000);
    return answer.header("WWW-Authenticate").orElseThrow();
  }

  @Test
  void withoutAToken_theClientIsToldWhereToGetOne() {
    Client anonymous = server.admin().anonymous();
    String metadata = "resource_metadata=\"" + server.url() + WELL_KNOWN;
    for (String path : List.of("/mcp", "/mcp/", "/mcp/readonly", "/mcp/x/copilot_spaces")) {
      assertThat(challenge(new Speaker(anonymous, path).send(PING)))
          .isEqualTo("Bearer " + metadata + path + "\"");
    }
    assertThat(challenge(anonymous.get("/mcp"))).contains(metadata);
    assertThat(challenge(new Speaker(anonymous.with("ghp_wrong")).send(PING)))
        .isEqualTo("Bearer error=\"invalid_token\", " + metadata + "/mcp\"");
  }

  @Test
  void metadata_isOpen_andClaimsWhatIsTrue() {
    Client anonymous = server.admin().anonymous();
    Answer root = anonymous.get(WELL_KNOWN).expect(200);
    assertThat(root.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(root.json()).isEqualTo(anonymous.get(WELL_KNOWN + "/mcp").expect(200).json());
    assertThat(root.json("resource").asText()).isEqualTo(server.url() + "/mcp");
    assertThat(root.json("authorization_servers/0").asText()).isEqualTo(server.url());
    assertThat(root.json("bearer_methods_supported").toString()).isEqualTo("[\"header\"]");
    assertThat(root.json("scopes_supported").toString())
        .isEqualTo("[\"read:org\",\"read:user\",\"repo\",\"user\",\"write:org\"]");
    Answer readOnly = anonymous.get(WELL_KNOWN + "/mcp/x/copilot_spaces/readonly").expect(200);
    assertThat(readOnly.json("resource").asText()).endsWith("/mcp/x/copilot_spaces/readonly");
    assertThat(readOnly.json("scopes_supported").toString())
        .isEqualTo("[\"read:org\",\"read:user\",\"repo\"]");
    assertThat(anonymous.get(WELL_KNOWN + "/mcp/").expect(200).json("resource").asText())
        .isEqualTo(server.url() + "/mcp/");
    anonymous.get(WELL_KNOWN + "/elsewhere").expect(404);
  }

  /**
   * The addresses lead somewhere: to a page that asks who is there, and to one that asks for a
   * code.
   */
  @Test
  void authorizationServer_isThisOne() {
    Client anonymous = server.admin().anonymous();
    Answer answer = anonymous.get("/.well-known/oauth-authorization-server").expect(200);
    assertThat(answer.json("issuer").asText()).isEqualTo(server.url());
    anonymous.get(answer.json("authorization_endpoint").asText()).expect(401);
    for (String field : List.of("token_endpoint", "device_authorization_endpoint")) {
      String form = json("client_id", "no-such");
      assertThat(
              anonymous
                  .post(answer.json(field).asText(), form, "Content-Type", "application/json")
                  .expect(200)
                  .text())
          .as(field)
          .contains("client");
    }
    assertThat(answer.json("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
    assertThat(answer.json("registration_endpoint").isMissingNode()).isTrue();
  }

  @Test
  void types_areJsonBothWays() {
    Client client = speaker.client();
    client.post("/mcp", PING, "Content-Type", "text/plain").expect(415);
    client.post("/mcp", PING).expect(415);
    client.post("/mcp", PING, "Content-Type", "application/json; charset=utf-16").expect(415);
    client.post("/mcp", PING, "Content-Type", "application/jsonp").expect(415);
    client.post("/mcp", PING, "Content-Type", "Application/JSON;charset=utf-8").expect(200);
    speaker.send(PING, "Accept", "text/event-stream").expect(406);
    for (String accept :
        List.of(
            "application/json, text/event-stream", "*/*", "text/html, application/json;q=0.1")) {
      Answer answer = speaker.send(PING, "Accept", accept).expect(200);
      assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
    }
  }

  @Test
  void bodies_haveABound() {
    String padding = " ".repeat(8 * 1024 * 1024 - PING.length());
    speaker.send(PING + padding).expect(200);
    Answer answer = speaker.send(PING + padding + " ").expect(413);
    assertThat(answer.json("error/message").asText()).contains("larger than 8388608 bytes");
  }

  @Test
  void depthAndNumberOfParts_haveABound() {
    assertThat(parse("[".repeat(101) + "]".repeat(101))).contains("nested deeper than 100");
    String params = "[".repeat(90) + "]".repeat(90);
    String deep = PING.replace("\"params\":{}", "\"params\":{\"a\":" + params + "}");
    speaker.send(deep).expect(200);
    assertThat(parse("[" + "1,".repeat(400_001) + "1]")).contains("more than 400000 parts");
  }

  @Test
  void whatIsNoJson_isSaidToBe() {
    for (String body : List.of("{", "", "nothing", PING + "x")) {
      assertThat(parse(body)).startsWith("Parse error: ");
    }
  }

  private static String parse(String body) {
    Answer answer = speaker.send(body).expect(400);
    assertThat(answer.json("error/code").asInt()).isEqualTo(-32700);
    assertThat(answer.json("id").isNull()).isTrue();
    return answer.json("error/message").asText();
  }

  @Test
  void otherOrigins_areRefused() {
    speaker.send(PING, "Origin", "https://evil.example.com").expect(403);
    speaker.send(PING, "Origin", server.url()).expect(200);
    speaker.send(PING, "Origin", "http://localhost:6274").expect(200);
  }
}
