// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.file;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class DocumentsApiTest extends ServerTest {
  private Client octocat;
  private Samples acme;
  private long repository;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    repository = acme.privateRepository("pay");
    write("pay", "README.md", "# Pay\n\nHow we charge cards.\n");
    write("pay", "src/Card.java", "class Card {\n  void charge() {}\n}\n");
    write("pay", "src/Ledger.java", "class Ledger {\n  void refund() {}\n}\n");
    write("pay", "yarn.lock", "left-pad@1\n");
    write("pay", "logo.png", "\0\1\2png");
  }

  private String write(String repo, String path, String text) {
    return write(repo, path, text.getBytes(StandardCharsets.UTF_8));
  }

  private String write(String repo, String path, byte[] bytes) {
    Map<String, Object> body = new java.util.TreeMap<>();
    body.put("message", "Write " + path);
    body.put("content", Base64.getEncoder().encodeToString(bytes));
    String at = "/repos/acme/" + repo + "/contents/" + path;
    Client.Answer known = octocat.get(at);
    if (known.status() == 200) {
      body.put("sha", known.json("sha").textValue());
    }
    return octocat.put(at, json(body)).json("content").path("sha").asText();
  }

  @SafeVarargs
  private final String space(String name, Map<String, @Nullable Object>... resources) {
    String space = acme.space(name);
    for (Map<String, @Nullable Object> resource : resources) {
      acme.attach(space, resource);
    }
    Indexed.await(octocat, space);
    return space;
  }

  private static List<String> texts(JsonNode documents, String field) {
    List<String> texts = new ArrayList<>();
    documents.forEach(document -> texts.add(document.path(field).asText()));
    return texts;
  }

  private List<String> list(String space, String query, String field) {
    return texts(octocat.get(space + "/documents" + query).expect(200).json("documents"), field);
  }

  @Test
  void documents_areTheTextsOfAllSources_withWhatIsKnownOfThem() {
    String space = space("all", wholeRepository(repository), note("Glossary", "PAN: a number\n"));
    JsonNode answer = octocat.get(space + "/documents").expect(200).json();
    assertThat(answer.path("total_count").asInt()).isEqualTo(6);
    assertThat(texts(answer.path("documents"), "title"))
        .containsExactly(
            "README.md", "logo.png", "src/Card.java", "src/Ledger.java", "yarn.lock", "Glossary");
    assertThat(texts(answer.path("documents"), "state"))
        .containsExactly("ready", "binary", "ready", "ready", "generated", "ready");
    JsonNode card = answer.path("documents").get(2);
    String commit =
        octocat.get("/repos/acme/pay/branches/main").json("commit").path("sha").asText();
    assertThat(card.path("repository").asText()).isEqualTo("acme/pay");
    assertThat(card.path("ref").asText()).isEqualTo("main");
    assertThat(card.path("commit").asText()).isEqualTo(commit);
    assertThat(card.path("language").asText()).isEqualTo("Java");
    assertThat(card.path("bytes").asInt()).isEqualTo(34);
    assertThat(card.path("lines").asInt()).isEqualTo(3);
    assertThat(card.path("tokens").asInt())
        .isEqualTo(TokenCounter.O200K_BASE.count("class Card {\n  void charge() {}\n}\n"));
    assertThat(card.path("html_url").asText())
        .isEqualTo(server.url() + "/acme/pay/blob/" + commit + "/src/Card.java");
    assertThat(answer.path("documents").get(1).path("reason").asText()).isEqualTo("It is no text.");
  }

  @Test
  void documents_arePagedByCursors_evenIfSomeVanish() {
    String space = space("pages", wholeRepository(repository), note("n", "text"));
    List<String> titles = new ArrayList<>();
    String next = space + "/documents?per_page=2";
    while (!next.isEmpty()) {
      Client.Answer page = octocat.get(next).expect(200);
      titles.addAll(texts(page.json("documents"), "title"));
      next =
          page.header("Link")
              .map(link -> link.replaceFirst("<" + server.url() + "/api/v3([^>]*)>.*", "$1"))
              .orElse("");
    }
    assertThat(titles).hasSize(6).doesNotHaveDuplicates();
    String behindGone =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                first(space).replace("README.md", "a").getBytes(StandardCharsets.UTF_8));
    assertThat(list(space, "?after=" + behindGone, "title")).startsWith("logo.png");
    octocat.get(space + "/documents?after=%21").expect(422);
  }

  private String first(String space) {
    return list(space, "?per_page=1", "id").getFirst();
  }

  @Test
  void documents_areFiltered() {
    String space = space("filters", wholeRepository(repository), note("n", "text"));
    assertThat(list(space, "?state=generated", "title")).containsExactly("yarn.lock");
    assertThat(list(space, "?path=src/", "title"))
        .containsExactly("src/Card.java", "src/Ledger.java");
    assertThat(list(space, "?path=**/L*.java", "title")).containsExactly("src/Ledger.java");
    assertThat(list(space, "?language=markdown", "title")).isEmpty();
    assertThat(list(space, "?language=java", "title")).hasSize(2);
    String resource = list(space, "?path=n", "resource_id").getFirst();
    assertThat(list(space, "?resource_id=" + resource, "title")).containsExactly("n");
    octocat.get(space + "/documents?state=lost").expect(422);
    octocat.get(space + "/documents?resource_id=x").expect(422);
  }

  @Test
  void aDocument_isReadAsLinesOrAsItIs() {
    String space = space("read", wholeRepository(repository), note("n", "one\ntwo\nthree"));
    String id = list(space, "?path=src/Card.java", "id").getFirst();
    String at = space + "/documents/" + id;
    JsonNode card = octocat.get(at).expect(200).json();
    assertThat(card.path("text").asText()).isEqualTo("class Card {\n  void charge() {}\n}\n");
    assertThat(card.path("end_line").asInt()).isEqualTo(3);
    JsonNode part = octocat.get(at + "?lines=2-40").expect(200).json();
    assertThat(part.path("text").asText()).isEqualTo("  void charge() {}\n}\n");
    assertThat(part.path("start_line").asInt()).isEqualTo(2);
    assertThat(part.path("end_line").asInt()).isEqualTo(3);
    octocat.get(at + "?lines=9-10").expect(422);
    octocat.get(at + "?lines=b").expect(422);
    Client.Answer raw = octocat.get(at, "Accept", "application/vnd.github.raw+json").expect(200);
    assertThat(raw.text()).isEqualTo("class Card {\n  void charge() {}\n}\n");
    octocat
        .get(
            at,
            "Accept",
            "application/vnd.github.raw+json",
            "If-None-Match",
            raw.header("ETag").orElseThrow())
        .expect(304);
    octocat.get(card.path("api_url").asText().replace(server.url(), "")).expect(200);
    octocat.get(at + "x").expect(404);
    String note = list(space, "?path=n", "id").getFirst();
    assertThat(octocat.get(space + "/documents/" + note + "?lines=3").json("text").asText())
        .isEqualTo("three");
  }

  @Test
  void otherEncodings_areDecodedAndNamed() {
    acme.privateRepository("odd");
    write("odd", "latin.txt", "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    write("odd", "wide.txt", "\ufeffna\u00efve\n".getBytes(StandardCharsets.UTF_16LE));
    write("odd", "mark.txt", "\ufeffplain\n".getBytes(StandardCharsets.UTF_8));
    long id = octocat.get("/repos/acme/odd").json("id").asLong();
    String space = space("odd", wholeRepository(id));
    assertThat(list(space, "", "encoding")).containsExactly("ISO-8859-1", "null", "UTF-16");
    assertThat(
            octocat.get(space + "/documents/" + list(space, "", "id").get(2)).json("text").asText())
        .isEqualTo("na\u00efve\n");
    assertThat(
            octocat.get(space + "/documents/" + list(space, "", "id").get(0)).json("text").asText())
        .isEqualTo("caf\u00e9\n");
  }

  @Test
  void sources_areReadAtTheirRef_andInTheirParts() {
    acme.privateRepository("refs");
    write("refs", "a.txt", "old\n");
    String old = octocat.get("/repos/acme/refs/branches/main").json("commit").path("sha").asText();
    write("refs", "a.txt", "new\n");
    write("refs", "docs/guide.md", "guide\n");
    write("refs", "docs/gen/api.md", "api\n");
    long id = octocat.get("/repos/acme/refs").json("id").asLong();
    String space =
        space(
            "refs",
            resource("repository", "repository_id", id, "ref", old),
            file(id, "docs", "exclude", List.of("gen/")),
            file(id, "a.txt"));
    assertThat(list(space, "", "title")).containsExactly("a.txt", "docs/guide.md", "a.txt");
    assertThat(list(space, "", "commit").getFirst()).isEqualTo(old);
    List<String> ids = list(space, "", "id");
    assertThat(octocat.get(space + "/documents/" + ids.get(0)).json("text").asText())
        .isEqualTo("old\n");
    assertThat(octocat.get(space + "/documents/" + ids.get(2)).json("text").asText())
        .isEqualTo("new\n");
  }

  @Test
  void whatIsGone_isNamedWithTheLastCommitThatHadIt() {
    acme.privateRepository("gone");
    String sha = write("gone", "Old.java", "class Old {}\n");
    String last = octocat.get("/repos/acme/gone/branches/main").json("commit").path("sha").asText();
    long id = octocat.get("/repos/acme/gone").json("id").asLong();
    String space = space("gone", file(id, "Old.java"));
    octocat.delete("/repos/acme/gone/contents/Old.java?message=x&sha=" + sha).expect(200);
    JsonNode document = octocat.get(space + "/documents").json("documents").get(0);
    assertThat(document.path("state").asText()).isEqualTo("missing");
    assertThat(document.path("reason").asText())
        .startsWith("Old.java is not on main at ")
        .endsWith("(last seen at %s).".formatted(last.substring(0, 7)));
    octocat
        .get(
            space + "/documents/" + document.path("id").asText(),
            "Accept",
            "application/vnd.github.raw")
        .expect(404);
  }

  @Test
  void issuesAndPullRequests_areOneTextEach() {
    acme.repository("tracker", "auto_init", true);
    long id = octocat.get("/repos/acme/tracker").json("id").asLong();
    octocat
        .post("/repos/acme/tracker/issues", json("title", "Double refunds", "body", "They happen."))
        .expect(201);
    octocat
        .post("/repos/acme/tracker/issues/1/comments", json("body", "Only on Mondays."))
        .expect(201);
    server.commitOnBranch(id, "fix", "fix.txt");
    octocat
        .post("/repos/acme/tracker/pulls", json("title", "Fix", "head", "fix", "base", "main"))
        .expect(201);
    String space =
        space(
            "tracker",
            resource("github_issue", "repository_id", id, "number", 1),
            resource("github_pull_request", "repository_id", id, "number", 2));
    assertThat(list(space, "", "title"))
        .containsExactly("acme/tracker#1 \"Double refunds\"", "acme/tracker#2 \"Fix\"");
    assertThat(list(space, "", "state")).containsExactly("ready", "ready");
    List<String> ids = list(space, "", "id");
    assertThat(octocat.get(space + "/documents/" + ids.get(0)).json("text").asText())
        .isEqualTo(
            """
            # Double refunds (acme/tracker#1)
            Issue, open, opened by octocat

            They happen.

            ## Comment by octocat
            Only on Mondays.
            """);
    assertThat(octocat.get(space + "/documents/" + ids.get(1)).json("text").asText())
        .contains("## Changes from fix to main", "### fix.txt (added)", "```diff");
    octocat.post("/repos/acme/tracker/issues/1/comments", json("body", "More.")).expect(201);
    Indexed.await(octocat, space);
    assertThat(octocat.get(space + "/documents/" + ids.get(0)).json("text").asText())
        .endsWith("More.\n");
  }

  @Test
  void whatTheTokenMayNotRead_isWithheldAndNamed_andWhatTheAccountMayNotRead_isNotThere() {
    String space = space("withheld", wholeRepository(repository), note("n", "text"));
    Client weak = server.token("octocat", "read:org");
    JsonNode documents = weak.get(space + "/documents").expect(200).json("documents");
    assertThat(texts(documents, "state")).containsExactly("withheld", "ready");
    assertThat(documents.get(0).path("reason").asText())
        .isEqualTo("acme/pay is withheld: the token lacks the scope repo.");
    weak.get(space + "/documents/" + documents.get(0).path("id").asText()).expect(403);
    Client hubot = server.user("hubot");
    acme.member("hubot");
    acme.share(space, "User", "hubot", "reader");
    acme.grantNothing();
    JsonNode seen = hubot.get(space + "/documents").expect(200).json();
    assertThat(seen.path("total_count").asInt()).isEqualTo(1);
    assertThat(texts(seen.path("documents"), "title")).containsExactly("n");
    hubot.get(space + "/documents/" + first(space)).expect(404);
    assertThat(hubot.get(space + "/sources").json("sources")).hasSize(1);
  }

  @Test
  void sources_tellHowFarTheyAre() {
    acme.privateRepository("void");
    long empty = octocat.get("/repos/acme/void").json("id").asLong();
    String space = space("sources", wholeRepository(repository), wholeRepository(empty));
    JsonNode answer = octocat.get(space + "/sources").expect(200).json();
    assertThat(answer.path("documents").asInt()).isEqualTo(5);
    assertThat(answer.path("indexed").asInt()).isEqualTo(5);
    assertThat(answer.path("encoding").asText()).isEqualTo("o200k_base");
    JsonNode first = answer.path("sources").get(0);
    assertThat(first.path("states")).hasToString("{\"binary\":1,\"generated\":1,\"ready\":3}");
    assertThat(first.path("tokens").asInt()).isPositive();
    assertThat(answer.path("sources").get(1).path("reason").asText())
        .isEqualTo("The repository is empty.");
  }
}
