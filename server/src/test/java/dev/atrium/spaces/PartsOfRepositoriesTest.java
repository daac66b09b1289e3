// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.file;
import static dev.atrium.testing.Resources.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Folders, refs and patterns of a source, which GitHub's spaces do not have. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class PartsOfRepositoriesTest extends ServerTest {
  private Client octocat;
  private long repository;
  private String space;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    Samples acme = new Samples(octocat, "/orgs/acme");
    repository = acme.privateRepositoryWithReadme("plans");
    octocat
        .put("/repos/acme/plans/contents/docs/a.md", "{\"message\":\"a\",\"content\":\"YQ==\"}")
        .expect(201);
    space = acme.space("a");
  }

  private Client.Answer attach(Map<String, ?> resource) {
    return octocat.post(space + "/resources", json(resource));
  }

  private Map<String, ?> whole(Object... more) {
    Object[] metadata = new Object[more.length + 2];
    metadata[0] = "repository_id";
    metadata[1] = repository;
    System.arraycopy(more, 0, metadata, 2, more.length);
    return resource("repository", metadata);
  }

  @Test
  void aRepository_mayBeAttachedAtARef_inParts() {
    JsonNode metadata =
        attach(
                whole(
                    "ref", "main", "include", List.of("docs/", "*.md"), "exclude", List.of("gen/")))
            .expect(201)
            .json("metadata");
    assertThat(metadata.path("ref").textValue()).isEqualTo("main");
    assertThat(metadata.path("include")).hasToString("[\"docs/\",\"*.md\"]");
    assertThat(metadata.path("exclude")).hasToString("[\"gen/\"]");
  }

  @Test
  void theExampleOfTheDocumentation_isTaken() throws IOException {
    String example =
        Files.readAllLines(Path.of("../api/README.md")).stream()
            .filter(line -> line.startsWith("{\"resource_type\": \"repository\""))
            .findFirst()
            .orElseThrow();
    String own = "\"repository_id\": " + repository;
    octocat.post(space + "/resources", example.replace("\"repository_id\": 1", own)).expect(201);
  }

  @Test
  void aFolder_mayBeAttached() {
    attach(file(repository, "docs", "include", List.of("*.md"))).expect(201);
    attach(file(repository, "docs/a.md")).expect(201);
    attach(file(repository, "doc")).expect(422);
  }

  @Test
  void aChange_replacesPatterns_andAnEmptyListRemovesThem() {
    JsonNode made = attach(whole("include", List.of("*.md"))).expect(201).json();
    String path = space + "/resources/" + made.path("id");
    octocat.put(path, "{\"metadata\":{\"include\":[\"docs/\"],\"exclude\":[\"b\"]}}").expect(200);
    JsonNode metadata =
        octocat.put(path, "{\"metadata\":{\"include\":[]}}").expect(200).json("metadata");
    assertThat(metadata.has("include")).isFalse();
    assertThat(metadata.path("exclude")).hasToString("[\"b\"]");
  }

  @Test
  void patternsAtFault_areRefused_withWhatIsWrong() {
    for (Object wrong :
        List.of(
            "*.md",
            List.of(1),
            List.of("[a]"),
            List.of("!a"),
            List.of("a//b"),
            List.of("a".repeat(201)),
            Collections.nCopies(51, "a"))) {
      JsonNode error = attach(whole("exclude", wrong)).expect(422).json("errors").get(0);
      assertThat(error.path("field").textValue()).isEqualTo("exclude");
      assertThat(error.path("code").textValue()).isEqualTo("invalid");
      assertThat(error.path("message").textValue()).startsWith("exclude must");
    }
  }
}
