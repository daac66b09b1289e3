// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.resource;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class SearchApiTest extends ServerTest {
  private Client octocat;
  private Samples acme;
  private String space;
  private long pay;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    pay = acme.privateRepository("pay");
    write(
        "pay",
        "src/Card.java",
        "class Card {\n  void charge() { ledger.refund(1); }\n}\n",
        "Charge cards");
    write(
        "pay",
        "src/Ledger.java",
        "class Ledger {\n  void refund(int amount) {}\n}\n",
        "Keep accounts");
    write(
        "pay",
        "docs/guide.md",
        "# Guide\n\nText.\n\n## Double refunds\n\nHow to avoid them.\n",
        "Explain");
    write("pay", "yarn.lock", "refund@1\n", "Lock");
    space = acme.space("pay");
    acme.attach(space, wholeRepository(pay));
    acme.attach(space, note("Glossary", "PAN: the number of a card\nrefund: money back\n"));
    Indexed.await(octocat, space);
  }

  private void write(String repository, String path, String text, String message) {
    String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    octocat
        .put(
            "/repos/acme/" + repository + "/contents/" + path,
            json("message", message, "content", content))
        .expect(201);
  }

  private JsonNode search(Client client, String query) {
    return client.get(space + "/search?q=" + query).expect(200).json();
  }

  private List<String> titles(String query) {
    return titles(octocat, query);
  }

  private List<String> titles(Client client, String query) {
    List<String> titles = new ArrayList<>();
    search(client, query).path("results").forEach(each -> titles.add(each.path("title").asText()));
    return titles;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void search_findsPassagesOfAllSources() {
    assertThat(titles("refund"))
        .containsExactlyInAnyOrder("src/Ledger.java", "src/Card.java", "docs/guide.md", "Glossary");
    assertThat(titles("ledger")).startsWith("src/Ledger.java");
    assertThat(titles("accounts")).as("by its history").startsWith("src/Ledger.java");
    JsonNode best = search(octocat, "double+refunds").path("results").get(0);
    assertThat(best.path("title").asText()).isEqualTo("docs/guide.md");
    assertThat(best.path("lines")).hasToString("{\"start\":5,\"end\":7}");
    assertThat(best.path("text").asText()).isEqualTo("## Double refunds\n\nHow to avoid them.\n");
    assertThat(best.path("html_url").asText()).endsWith("/docs/guide.md#L5-L7");
    octocat.get(best.path("api_url").asText().replace(server.url(), "")).expect(200);
    JsonNode answer = search(octocat, "refund&limit=1");
    assertThat(answer.path("total_count").asInt()).isEqualTo(4);
    assertThat(answer.path("results")).hasSize(1);
    assertThat(answer.path("mode").asText()).isEqualTo("words");
    assertThat(answer.path("incomplete")).isEmpty();
  }

  @Test
  void search_takesFiltersInTheQueryAndBesideIt() {
    assertThat(titles("refund&path=src/"))
        .containsExactlyInAnyOrder("src/Ledger.java", "src/Card.java");
    assertThat(titles(encoded("refund path:src/Card"))).containsExactly("src/Card.java");
    assertThat(titles(encoded("refund lang:java -charge"))).containsExactly("src/Ledger.java");
    assertThat(titles("refund&language=Java")).hasSize(2);
    assertThat(titles(encoded("\"money back\""))).containsExactly("Glossary");
    assertThat(titles(encoded("refund AND ((( \"open [x TO ~ *:*"))).isNotEmpty();
  }

  @Test
  void search_findsLiteralText() {
    JsonNode answer = search(octocat, encoded("ledger.refund(") + "&mode=exact");
    assertThat(answer.path("total_count").asInt()).isEqualTo(1);
    JsonNode line = answer.path("results").get(0);
    assertThat(line.path("title").asText()).isEqualTo("src/Card.java");
    assertThat(line.path("lines")).hasToString("{\"start\":2,\"end\":2}");
    assertThat(line.path("text").asText()).isEqualTo("  void charge() { ledger.refund(1); }\n");
    assertThat(titles("Refund(&mode=exact")).as("case counts").isEmpty();
    assertThat(titles("efund&mode=exact")).hasSize(4);
    assertThat(titles("e&mode=exact&path=src/Card.java")).hasSize(1);
  }

  @Test
  void search_refusesWhatItCannotDo() {
    octocat.get(space + "/search").expect(422);
    octocat.get(space + "/search?q=+").expect(422);
    octocat.get(space + "/search?q=a&mode=fuzzy").expect(422);
    octocat.get(space + "/search?q=" + "a".repeat(5_000)).expect(422);
    assertThat(search(octocat, encoded("nothing/like\"that")).path("results")).isEmpty();
  }

  @Test
  void search_seesNothingThatTheCallerMayNotRead() {
    Client hubot = server.user("hubot");
    acme.member("hubot");
    acme.share(space, "User", "hubot", "reader");
    acme.grantNothing();
    assertThat(titles(hubot, "refund")).containsExactly("Glossary");
    assertThat(titles(hubot, "refund&mode=exact")).containsExactly("Glossary");
    assertThat(search(hubot, "refund").path("incomplete")).isEmpty();
    octocat.put("/repos/acme/pay/collaborators/hubot", json("permission", "pull")).expect(201);
    assertThat(titles(hubot, "refund")).hasSize(4);
    octocat.delete("/repos/acme/pay/collaborators/hubot").expect(204);
    assertThat(titles(hubot, "refund")).containsExactly("Glossary");
    Client weak = server.token("octocat", "read:org");
    assertThat(titles(weak, "refund")).containsExactly("Glossary");
    assertThat(search(weak, "refund").path("incomplete").get(0).path("reason").asText())
        .isEqualTo("acme/pay is withheld: the token lacks the scope repo.");
  }

  @Test
  void whatIsWritten_isFoundSoon_andWhatIsRemoved_isNot() {
    long id = acme.privateRepository("live");
    String own = acme.space("live");
    acme.attach(own, wholeRepository(id));
    write("live", "a.txt", "the frobnicator\n", "one");
    Indexed.await(octocat, own);
    assertThat(octocat.get(own + "/search?q=frobnicator").json("results")).hasSize(1);
    String sha = octocat.get("/repos/acme/live/contents/a.txt").json("sha").asText();
    octocat.delete("/repos/acme/live/contents/a.txt?message=x&sha=" + sha).expect(200);
    assertThat(octocat.get(own + "/search?q=frobnicator").json("results")).isEmpty();
    long noteId = acme.attach(own, note("n", "a zebra"));
    Indexed.await(octocat, own);
    assertThat(octocat.get(own + "/search?q=zebra").json("results")).hasSize(1);
    octocat
        .put(own + "/resources/" + noteId, json("metadata", json2("text", "a lion")))
        .expect(200);
    assertThat(octocat.get(own + "/search?q=zebra").json("results")).isEmpty();
    Indexed.await(octocat, own);
    assertThat(octocat.get(own + "/search?q=lion").json("results")).hasSize(1);
  }

  private static java.util.Map<String, Object> json2(String name, Object value) {
    return java.util.Map.of(name, value);
  }

  @Test
  void issues_areSearched() {
    long id = acme.privateRepository("bugs");
    octocat
        .post("/repos/acme/bugs/issues", json("title", "A crash", "body", "It happens on Sundays."))
        .expect(201);
    String own = acme.space("bugs");
    acme.attach(own, resource("github_issue", "repository_id", id, "number", 1));
    Indexed.await(octocat, own);
    JsonNode found = octocat.get(own + "/search?q=sundays").expect(200).json("results");
    assertThat(found.get(0).path("title").asText()).isEqualTo("acme/bugs#1 \"A crash\"");
    assertThat(found.get(0).path("text").asText()).contains("It happens on Sundays.");
    octocat.patch("/repos/acme/bugs/issues/1", json("title", "A crash")).expect(200);
    Indexed.await(octocat, own);
    assertThat(octocat.get(own + "/search?q=sundays").json("results"))
        .as("after an edit of nothing")
        .hasSize(1);
  }
}
