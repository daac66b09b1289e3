// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A server with a space, and the tools as a model calls them. */
@SuppressWarnings("NullAway.Init")
abstract class SpaceToolsCase extends ServerTest {
  static final String NOT_SHOWN = "Sources you may not read are not shown.";

  Client octocat;
  Samples acme;
  String space;
  long pay;
  String commit;

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

  JsonNode call(Client client, String tool, Object... arguments) {
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

  String text(Client client, String tool, Object... arguments) {
    JsonNode result = call(client, tool, arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
    return result.path("content").get(0).path("text").asText();
  }

  String failure(Client client, String tool, Object... arguments) {
    JsonNode result = call(client, tool, arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
    assertThat(result.path("content")).hasSize(1);
    return result.path("content").get(0).path("text").asText();
  }
}
