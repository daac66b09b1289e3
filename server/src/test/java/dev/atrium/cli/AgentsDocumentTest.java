// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atrium.demo.Demo;
import dev.atrium.mcp.Node;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/agents.md shows, taken from there and tried on a demo. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
class AgentsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "agents.md");
  private static final String ADMIN = "test-admin-token";
  private static final String EXAMPLE_URL = "https://atrium.example.com";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");

  /** What a configuration has in the place of a token. */
  private static final String PLACE = "\\$\\{[^}]*}|YOUR_TOKEN";

  private record Block(String language, String text) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(text);
      } catch (JsonProcessingException e) {
        throw new AssertionError(text, e);
      }
    }
  }

  private static Server server;
  private static String url;
  private static String token;
  private static List<Block> blocks;
  private static Shell shell;

  @BeforeAll
  static void start() throws IOException {
    server =
        new Server(
                Config.of(Product.temporaryFolder())
                    .adminToken(ADMIN)
                    .rateLimit(0)
                    .synchronous(false)
                    .build())
            .start();
    url = "http://127.0.0.1:" + server.port();
    token =
        new Demo(url, ADMIN, server.platform().git())
            .setUp(Optional.empty(), Optional.empty())
            .owner();
    Indexed.await(new Client(url, token), "/orgs/acme/copilot-spaces/1");
    blocks =
        BLOCK
            .matcher(Files.readString(DOCUMENT).replace(EXAMPLE_URL, url))
            .results()
            .map(found -> new Block(found.group(1), found.group(2)))
            .toList();
    shell =
        Shell.of(
            Map.of("ATRIUM_TOKEN", token, "ADMIN_TOKEN", ADMIN, "BASH_ENV", Connected.program()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  @Test
  void configurations_connect() {
    int tried = 0;
    for (Block block : blocks("json")) {
      JsonNode json = block.json();
      JsonNode servers = json.has("servers") ? json.path("servers") : json.path("mcpServers");
      for (JsonNode each : servers) {
        tried++;
        if (each.has("url")) {
          JsonNode headers = each.has("headers") ? each : each.path("requestInit");
          String bearer = headers.path("headers").path("Authorization").asText();
          Connected.overHttp(each.path("url").asText(), bearer.replaceAll(PLACE, token));
        } else {
          List<String> words = new ArrayList<>(List.of(each.path("command").asText()));
          each.path("args").forEach(word -> words.add(word.asText()));
          String given = each.path("env").path("ATRIUM_TOKEN").asText().replaceAll(PLACE, token);
          Connected.byProgram(shell.with(Map.of("ATRIUM_TOKEN", given)), String.join(" ", words));
        }
      }
    }
    assertThat(tried).isEqualTo(7);
  }

  @Test
  void commands_run() {
    List<String> programs = new ArrayList<>();
    for (Block block : blocks("sh")) {
      String line = block.text().strip();
      String program = line.substring(0, line.indexOf(' '));
      programs.add(program);
      if (program.startsWith("/")) {
        Connected.byProgram(shell, line);
      } else if (program.equals("curl")) {
        Shell.Ended ended = shell.run(line.replaceFirst("curl", "curl -sS --fail"), "");
        assertThat(ended.exit()).as(ended.printed()).isZero();
        assertThat(ended.printed()).containsAnyOf("\"token\"", "acme/1 \\\"Payments\\\"");
      } else {
        Connected.byClient(shell, line);
      }
    }
    assertThat(programs).contains("curl", "claude", "copilot", "/opt/atrium/bin/atrium").hasSize(7);
  }

  @Test
  void theExampleOfTheSdk_runs() throws IOException {
    Node.needed("the example of docs/agents.md for an SDK");
    Files.writeString(Node.FOLDER.resolve("agent.mjs"), blocks("js").getFirst().text());
    assertThat(
            Node.run(List.of("node", "agent.mjs"), Map.of("ATRIUM_TOKEN", token))
                .expectSuccess()
                .printed())
        .startsWith("1. acme/payments@")
        .contains("docs/refunds.md");
  }

  @Test
  void callsOfTools_areAnsweredAsDocumented() {
    Client client = new Client(url, token);
    Set<String> called = new TreeSet<>();
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals("json") && blocks.get(i).json().has("arguments")) {
        called.add(blocks.get(i).json().path("name").asText());
        JsonNode result =
            client
                .post(
                    "/mcp",
                    json(
                        "jsonrpc",
                        "2.0",
                        "id",
                        1,
                        "method",
                        "tools/call",
                        "params",
                        blocks.get(i).json()),
                    "Content-Type",
                    "application/json")
                .expect(200)
                .json("result");
        String answer = same(result.path("content").get(0).path("text").asText()).strip();
        String documented = same(blocks.get(i + 1).text()).strip();
        if (documented.endsWith("\n…")) {
          all.assertThat(answer).startsWith(documented.substring(0, documented.length() - 1));
        } else {
          all.assertThat(answer).isEqualTo(documented);
        }
      }
    }
    all.assertAll();
    assertThat(called).isEqualTo(Connected.tools(client));
  }

  /** Takes out what differs from one server to the next. */
  private static String same(String text) {
    return text.replaceAll("@[0-9a-f]{7}\\b", "@…")
        .replaceAll("/blob/[0-9a-f]{7,40}/", "/blob/…/")
        .replaceAll("Indexing: \\d+ of", "Indexing: … of");
  }
}
