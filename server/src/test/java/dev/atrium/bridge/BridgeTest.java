// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import static dev.atrium.bridge.Passed.current;
import static dev.atrium.bridge.Passed.initialize;
import static dev.atrium.bridge.Passed.notification;
import static dev.atrium.bridge.Passed.request;
import static dev.atrium.testing.Resources.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import dev.atrium.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Scanner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bridge before a real server: whatever a client writes, each request is answered once. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
class BridgeTest {
  private static final String NO_TOOL = "{\"name\":\"Gr\\u00fc\\u00dfe \",\"arguments\":{}}";
  private static TestServer server;
  private static Client octocat;
  private static String token;

  @BeforeAll
  static void start() {
    server = TestServer.start(Product.SQLITE);
    octocat = server.user("octocat");
    token = Objects.requireNonNull(octocat.token());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Passed passed(String... lines) {
    return Passed.on(server.url(), token, lines);
  }

  @Test
  void bothErasAreAnswered_withTheHeadersThatTheyAskFor() {
    Passed passed =
        passed(
            request(1, "tools/list", "{}"),
            current(2, "server/discover", "{}"),
            current(3, "tools/call", NO_TOOL),
            current(4, "resources/read", "{\"uri\":\"atrium://spaces/nobody/1\"}"),
            current(5, "prompts/get", "{\"name\":\"none\"}"));
    assertThat(passed.answers()).hasSize(5);
    assertThat(passed.to(1).path("result").path("tools")).hasSize(7);
    assertThat(passed.to(2).path("result").path("supportedVersions").toString())
        .contains("2026-07-28");
    assertThat(passed.error(3)).as("a name that is no ASCII").contains("Unknown tool: \"Grüße \"");
    assertThat(passed.error(4)).isEqualTo("Resource not found");
    assertThat(passed.error(5)).contains("Unknown prompt");
    assertThat(passed.log()).isEmpty();
  }

  @Test
  void whatTheHandshakeAgreedOn_isSaidWithEveryRequest() throws Exception {
    Pipe toBridge = Pipe.open();
    Pipe fromBridge = Pipe.open();
    Thread running;
    try (OutputStream client = Channels.newOutputStream(toBridge.sink());
        Scanner answers = new Scanner(fromBridge.source(), StandardCharsets.UTF_8)) {
      Bridge bridge =
          new Bridge(
              new Target(Target.endpoint(server.url(), false), token),
              Channels.newInputStream(toBridge.source()),
              Channels.newOutputStream(fromBridge.sink()),
              new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
      running = Thread.ofVirtual().start(() -> run(bridge));
      say(client, initialize(1, "2025-06-18"));
      JsonNode said = Passed.json(answers.nextLine());
      assertThat(said.path("result").path("protocolVersion").asText()).isEqualTo("2025-06-18");
      say(client, notification("notifications/initialized", "{}"));
      // Batches came to an end with that revision: that they are refused shows that it was said.
      say(client, "[" + request(2, "ping", "{}") + "," + request(3, "ping", "{}") + "]");
      JsonNode refused = Passed.json(answers.nextLine());
      assertThat(refused).hasSize(2);
      assertThat(refused.get(1).path("id").asInt()).isEqualTo(3);
      assertThat(refused.get(1).path("error").path("message").asText())
          .contains("only revision 2025-03-26 has several messages");
    }
    running.join();
  }

  private static void run(Bridge bridge) {
    try {
      bridge.run();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(OutputStream client, String line) throws IOException {
    client.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    client.flush();
  }

  @Test
  void manyRequestsAtOnce_areAllAnswered() {
    String[] lines =
        IntStream.range(0, 100).mapToObj(id -> request(id, "ping", "{}")).toArray(String[]::new);
    assertThat(passed(lines).answers().stream().map(answer -> answer.path("id").asInt()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void notificationsAndReplies_areNotAnswered() {
    Passed passed =
        passed(
            notification("notifications/initialized", "{}"),
            "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}",
            "",
            " \r",
            "[" + notification("notifications/initialized", "{}") + "]");
    assertThat(passed.answers()).isEmpty();
    assertThat(passed.log()).isEmpty();
  }

  @Test
  void aBatch_isAnsweredAsOne() {
    Passed passed =
        passed(
            "[%s,%s,%s]"
                .formatted(
                    request(1, "ping", "{}"),
                    notification("notifications/initialized", "{}"),
                    request(2, "ping", "{}").replace("\"id\":2", "\"id\":\"two\"")));
    assertThat(passed.answers()).hasSize(1);
    assertThat(passed.answers().getFirst()).hasSize(2);
    assertThat(passed.answers().getFirst().get(1).path("id").asText()).isEqualTo("two");
  }

  @Test
  void whatIsNoMessage_isAnError_andTheNextIsServed() {
    Passed passed =
        passed(
            "{\"jsonrpc\":",
            "{} {}",
            "nonsense",
            "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":7}",
            request(5, "ping", "{}"));
    assertThat(passed.answers()).hasSize(5);
    assertThat(passed.answers().stream().map(answer -> answer.path("error").path("code").asInt()))
        .filteredOn(code -> code == -32700)
        .hasSize(3);
    assertThat(passed.error(4)).contains("\"method\" must be a text");
    assertThat(passed.to(5).has("result")).isTrue();
  }

  @Test
  void aMessageThatIsTooLarge_isAnErrorWithItsId() {
    String text = "x".repeat(9 * 1024 * 1024);
    Passed passed =
        passed(request(1, "tools/call", "{\"name\":\"" + text + "\"}"), request(2, "ping", "{}"));
    assertThat(passed.error(1)).contains("at most 8 MiB");
    assertThat(passed.to(2).has("result")).isTrue();
  }

  @Test
  void largeAnswers_comeAsOneLine() {
    Samples own = new Samples(octocat, "/users/octocat");
    String space = own.space("Large");
    own.attach(space, note("Long", "All the words of it, line by line, äöü\n".repeat(9_000)));
    Indexed.await(octocat, space);
    String arguments = "{\"owner\":\"octocat\",\"name\":\"Large\",\"max_tokens\":200000}";
    Passed passed =
        passed(
            request(
                1,
                "tools/call",
                "{\"name\":\"get_copilot_space\",\"arguments\":" + arguments + "}"));
    String text = passed.to(1).path("result").path("content").get(0).path("text").asText();
    assertThat(text).hasSizeGreaterThan(300_000).contains("line by line, äöü\nAll the words");
  }

  @Test
  void aWrongToken_isSaid_andNotShown() {
    String wrong = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    Passed passed =
        Passed.on(server.url(), wrong, initialize(1, "2025-11-25"), current(2, "tools/list", "{}"));
    assertThat(passed.error(1))
        .isEqualTo(
            "The server does not take the token (401). Put a valid one into ATRIUM_TOKEN, and start again.");
    assertThat(passed.error(2)).isEqualTo(passed.error(1));
    assertThat(passed.toString()).doesNotContain(wrong);
  }

  @Test
  void aLimit_isSaid_withTheTimeToWait() {
    try (TestServer limited = TestServer.start(Product.SQLITE, 2)) {
      String one = Objects.requireNonNull(limited.user("octocat").token());
      Passed passed =
          Passed.on(limited.url(), one, request(0, "ping", "{}"), request(1, "ping", "{}"));
      assertThat(passed.to(1).has("result")).isTrue();
      assertThat(Passed.on(limited.url(), one, request(2, "ping", "{}")).error(2))
          .startsWith("The server refuses this (403): API rate limit exceeded")
          .containsPattern("Try again in \\d+ seconds\\.$");
    }
  }

  @Test
  void aServerThatIsAway_isAnErrorForEachRequest() {
    TestServer gone = TestServer.start(Product.SQLITE);
    String one = Objects.requireNonNull(gone.user("octocat").token());
    String url = gone.url();
    gone.close();
    Passed passed =
        Passed.on(
            url,
            one,
            request(1, "ping", "{}"),
            notification("notifications/initialized", "{}"),
            "[" + request(2, "ping", "{}") + "]");
    assertThat(passed.answers()).hasSize(2);
    assertThat(passed.error(1))
        .startsWith("Cannot reach " + url + "/mcp: ")
        .endsWith("Is the server running, and the URL right?");
    assertThat(passed.answers().toString()).contains("[{\"jsonrpc\":\"2.0\",\"id\":2,\"error\"");
  }

  @Test
  void aPageThatIsNotThere_isSaid() {
    Passed passed = Passed.on(server.url() + "/other", token, request(1, "ping", "{}"));
    assertThat(passed.error(1)).contains("has no such page (404)", "Is it the URL of an Atrium?");
  }

  @Test
  void theLastLineNeedsNoEnd() {
    InputStream input =
        new java.io.ByteArrayInputStream(
            request(1, "ping", "{}").getBytes(StandardCharsets.US_ASCII));
    assertThat(Passed.on(server.url(), token, input).to(1).has("result")).isTrue();
  }

  @Test
  void aBaseUrlAndTheEndpointItself_leadToTheSame() {
    for (String end : List.of("", "/", "/mcp", "/mcp/")) {
      assertThat(Target.endpoint("https://a.example" + end, false))
          .hasToString("https://a.example/mcp");
    }
    assertThat(Target.endpoint("HTTP://[::1]:8080/mcp/readonly", false))
        .hasToString("http://[::1]:8080/mcp/readonly");
    assertThat(Target.endpoint("https://a.example/below/", true))
        .hasToString("https://a.example/below/mcp/readonly");
    assertThat(Target.endpoint("https://a.example/mcp/x/copilot_spaces/readonly", true))
        .hasToString("https://a.example/mcp/x/copilot_spaces/readonly");
  }
}
