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
import dev.atrium.http.Route;
import dev.atrium.testing.AtriumSchema;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the operations on the content of spaces to what the documents in api/ say of them. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class DescriptionTest extends ServerTest {
  private static final Pattern CURL =
      Pattern.compile("(?m)^curl .*\"\\$URL(/orgs/acme/copilot-spaces/1/[^\"]*)\"$");
  private static final Pattern HEADER = Pattern.compile("-H '([^:']*): ([^']*)'");

  private Client octocat;
  private String space;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    Samples acme = new Samples(octocat, "/orgs/acme");
    long pay = acme.privateRepository("pay");
    write("src/Card.java", "class Card {\n  void charge() {}\n}\n");
    write("logo.png", "\0png");
    write("yarn.lock", "card@1\n");
    octocat.post("/repos/acme/pay/issues", json("title", "A card", "body", "b")).expect(201);
    space = acme.space("pay");
    acme.attach(space, wholeRepository(pay));
    acme.attach(space, note("Glossary", "card: a thing"));
    acme.attach(space, note("Empty", " "));
    acme.attach(space, resource("github_issue", "repository_id", pay, "number", 1));
    acme.attach(space, resource("repository", "repository_id", pay, "ref", "main"));
    octocat.delete("/repos/acme/pay/contents/yarn.lock?message=x&sha=" + sha("yarn.lock"));
    acme.attach(space, file(pay, "src"));
    Indexed.await(octocat, space);
  }

  private void write(String path, String text) {
    String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    octocat
        .put("/repos/acme/pay/contents/" + path, json("message", "m", "content", content))
        .expect(201);
  }

  private String sha(String path) {
    return octocat.get("/repos/acme/pay/contents/" + path).json("sha").asText();
  }

  private static void holds(String operation, Answer answer) {
    assertThat(AtriumSchema.faults(operation, answer.status(), answer.json()))
        .as("%s: %s", answer.request(), answer.text())
        .isEmpty();
  }

  @Test
  void theDescribedOperations_areThoseOfTheRoutes() {
    Map<String, String> routes = new TreeMap<>();
    server.routes().stream()
        .filter(route -> route.operation().startsWith("atrium/"))
        .filter(route -> route.path().matches("/(orgs/.org.|users/.username.)/copilot-spaces/.*"))
        .forEach(route -> routes.put(route.operation(), line(route)));
    assertThat(AtriumSchema.paths()).isEqualTo(routes);
  }

  private static String line(Route route) {
    return route.method() + " " + route.path();
  }

  @Test
  void theExamples_areAsTheirSchemasSay() {
    for (String operation : AtriumSchema.operations().keySet()) {
      assertThat(AtriumSchema.faultsOfExample(operation)).as(operation).isEmpty();
    }
  }

  @Test
  void answers_areAsTheyAreDescribed() {
    holds("atrium/list-sources-for-org", octocat.get(space + "/sources").expect(200));
    Answer documents = octocat.get(space + "/documents").expect(200);
    holds("atrium/list-documents-for-org", documents);
    for (JsonNode document : documents.json("documents")) {
      String at = space + "/documents/" + document.get("id").asText();
      holds("atrium/get-document-for-org", octocat.get(at).expect(200));
    }
    for (String query : List.of("card", "card&mode=exact", "card&limit=1", "nothing")) {
      holds("atrium/search-for-org", octocat.get(space + "/search?q=" + query).expect(200));
    }
    for (String query : List.of("", "&q=card", "&budget=1000&encoding=cl100k_base")) {
      holds(
          "atrium/get-context-for-org",
          octocat.get(space + "/context?format=json" + query).expect(200));
    }
    Client weak = server.token("octocat", "read:org");
    holds("atrium/get-context-for-org", weak.get(space + "/context?format=json").expect(200));
    holds("atrium/list-sources-for-org", weak.get(space + "/sources").expect(200));
    holds("atrium/list-documents-for-org", weak.get(space + "/documents").expect(200));
    holds("atrium/search-for-org", weak.get(space + "/search?q=card").expect(200));
  }

  /** Every operation is refused in every way, except that nothing of one is invalid. */
  @Test
  void refusals_areAsTheyAreDescribed() {
    Map<String, String> paths =
        Map.of(
            "atrium/list-sources-for-org", "/sources",
            "atrium/list-documents-for-org", "/documents?state=x",
            "atrium/get-document-for-org", "/documents/2?lines=x",
            "atrium/search-for-org", "/search?q=",
            "atrium/get-context-for-org", "/context?budget=x");
    Client weak = server.token("octocat", "read:user");
    paths.forEach((operation, path) -> {
      holds(operation, octocat.anonymous().get(space + path).expect(401));
      holds(operation, weak.get(space + path).expect(403));
      holds(
          operation,
          octocat
              .get("/orgs/acme/copilot-spaces/99" + path.replaceAll("[?].*", "?q=a"))
              .expect(404));
      if (path.contains("?")) {
        holds(operation, octocat.get(space + path).expect(422));
      }
    });
  }

  /** The parameters that are described are taken, with the limits that are described. */
  @Test
  void parameters_haveTheirLimits() {
    for (String operation : List.of("atrium/list-documents-for-org", "atrium/search-for-org")) {
      String path = space + (operation.contains("search") ? "/search?q=a&" : "/documents?");
      for (JsonNode each : AtriumSchema.operation(operation).get("parameters")) {
        JsonNode parameter = AtriumSchema.resolved(each);
        if (parameter.at("/schema/maxLength").asInt() == 4_096) {
          String longest = parameter.get("name").asText() + "=" + "a".repeat(4_097);
          octocat.get(path.replace("q=a&", "") + longest).expect(422);
        }
      }
    }
    octocat.get(space + "/search?q=" + "a".repeat(4_096)).expect(200);
    octocat.get(space + "/search?q=a&limit=101").expect(200);
  }

  @Test
  void theExamplesOfTheDocument_areAnswered() throws IOException {
    Matcher curl = CURL.matcher(Files.readString(Path.of("..", "api", "README.md")));
    List<String> asked = new ArrayList<>();
    while (curl.find()) {
      List<String> headers = new ArrayList<>();
      Matcher header = HEADER.matcher(curl.group());
      while (header.find()) {
        headers.add(header.group(1));
        headers.add(header.group(2));
      }
      asked.add(curl.group(1));
      octocat.get(curl.group(1), headers.toArray(String[]::new)).expect(200);
    }
    assertThat(asked).hasSizeGreaterThanOrEqualTo(6);
  }
}
