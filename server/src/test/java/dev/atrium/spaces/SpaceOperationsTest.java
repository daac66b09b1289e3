// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.file;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.resource;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All twenty operations on spaces and resources, each answer held to the official description. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class SpaceOperationsTest extends ServerTest {
  private final Set<String> done = new TreeSet<>();
  private Client octocat;
  private Samples acme;
  private long repositoryId;
  private long issue;
  private long pull;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    repositoryId = acme.privateRepositoryWithReadme("hello");
    issue =
        octocat
            .post("/repos/acme/hello/issues", "{\"title\":\"t\"}")
            .expect(201)
            .json("number")
            .asLong();
    octocat.put("/repos/acme/hello/contents/b.txt", content()).expect(201);
    server.commitOnBranch(repositoryId, "work", "c.txt");
    pull =
        octocat
            .post(
                "/repos/acme/hello/pulls", "{\"title\":\"p\",\"head\":\"work\",\"base\":\"main\"}")
            .expect(201)
            .json("number")
            .asLong();
  }

  private static String content(Object... more) {
    return json(
        object("message", "m", "content", Base64.getEncoder().encodeToString(new byte[] {'a'})),
        more);
  }

  private Answer hold(String operation, int status, Answer answer) {
    answer.expect(status);
    JsonNode body = answer.text().isEmpty() ? null : answer.json();
    assertThat(GitHubSchema.faults(operation, status, body)).as("%s", answer.request()).isEmpty();
    done.add(operation);
    return answer;
  }

  @Test
  void all_areAnsweredAsDescribed() {
    journey("org", "/orgs/acme/copilot-spaces");
    journey("user", "/users/octocat/copilot-spaces");
    Set<String> spacesAndResources =
        GitHubSchema.spaceOperations().stream()
            .filter(id -> id.startsWith("copilot-spaces/") && !id.contains("collaborator"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(done).isEqualTo(spacesAndResources).hasSize(20);
  }

  private void journey(String kind, String spaces) {
    Answer made =
        hold(
            "copilot-spaces/create-for-" + kind,
            201,
            octocat.post(
                spaces,
                json(
                    "name",
                    "s",
                    "description",
                    null,
                    "resources_attributes",
                    List.of(
                        resource("repository", "repository_id", Long.toString(repositoryId)),
                        file(repositoryId, "README.md", "sha", "x"),
                        resource("github_issue", "repository_id", repositoryId, "number", issue),
                        resource(
                            "github_pull_request", "repository_id", repositoryId, "number", pull),
                        note("n", "t")))));
    assertThat(made.json("resources_attributes").size()).isEqualTo(5);
    assertThat(made.json("resources_attributes/0/metadata/repository_id").isIntegralNumber())
        .isTrue();
    hold("copilot-spaces/create-for-" + kind, 422, octocat.post(spaces, "{}"));
    String space = spaces + "/" + made.json("number").asLong();
    hold("copilot-spaces/list-for-" + kind, 200, octocat.get(spaces));
    hold("copilot-spaces/get-for-" + kind, 200, octocat.get(space));
    hold("copilot-spaces/get-for-" + kind, 200, octocat.get(made.json("api_url").asText()));
    hold("copilot-spaces/get-for-" + kind, 404, octocat.get(spaces + "/4711"));
    hold("copilot-spaces/update-for-" + kind, 200, octocat.put(space, "{\"description\":\"d\"}"));
    resources(kind, space + "/resources");
    hold("copilot-spaces/delete-for-" + kind, 204, octocat.delete(space));
    hold("copilot-spaces/delete-for-" + kind, 404, octocat.delete(space));
  }

  private void resources(String kind, String resources) {
    hold("copilot-spaces/list-resources-for-" + kind, 200, octocat.get(resources));
    String file = json(file(repositoryId, "b.txt"));
    Answer made =
        hold("copilot-spaces/create-resource-for-" + kind, 201, octocat.post(resources, file));
    Answer same =
        hold("copilot-spaces/create-resource-for-" + kind, 200, octocat.post(resources, file));
    assertThat(same.json("id")).isEqualTo(made.json("id"));
    hold(
        "copilot-spaces/create-resource-for-" + kind,
        422,
        octocat.post(resources, file.replace("b.txt", "none.txt")));
    String one = resources + "/" + made.json("id").asLong();
    hold("copilot-spaces/get-resource-for-" + kind, 200, octocat.get(one));
    hold(
        "copilot-spaces/update-resource-for-" + kind,
        200,
        octocat.put(one, "{\"metadata\":{\"ref\":\"main\"}}"));
    assertThat(
            octocat
                .put(one, "{\"metadata\":{\"file_path\":\"README.md\",\"ref\":null,\"sha\":\"x\"}}")
                .expect(422)
                .json("errors/0/code")
                .asText())
        .isEqualTo("already_exists");
    hold("copilot-spaces/delete-resource-for-" + kind, 204, octocat.delete(one));
    hold("copilot-spaces/get-resource-for-" + kind, 404, octocat.get(one));
  }

  @Test
  void sources_thatACallerMayNotRead_areLeftOut() {
    Client monalisa = server.user("monalisa");
    acme.member("monalisa");
    acme.grantNothing();
    String space =
        acme.space(
            "mixed",
            "base_role",
            "writer",
            "resources_attributes",
            List.of(wholeRepository(repositoryId), note("n", "t")));
    long hidden = octocat.get(space).json("resources_attributes/0/id").asLong();
    assertThat(monalisa.get(space).expect(200).json("resources_attributes").size()).isEqualTo(1);
    assertThat(
            monalisa
                .put(space, "{\"description\":\"d\"}")
                .expect(200)
                .json("resources_attributes")
                .size())
        .isEqualTo(1);
    monalisa.get(space + "/resources/" + hidden).expect(404);
    monalisa.delete(space + "/resources/" + hidden).expect(404);
    String unknown =
        monalisa.post(space + "/resources", json(wholeRepository(424_242))).expect(422).text();
    assertThat(
            monalisa
                .post(space + "/resources", json(wholeRepository(repositoryId)))
                .expect(422)
                .text())
        .isEqualTo(unknown);
    octocat.put("/repos/acme/hello/collaborators/monalisa", "{\"permission\":\"pull\"}");
    assertThat(monalisa.get(space).expect(200).json("resources_attributes").size()).isEqualTo(2);
    octocat.delete("/repos/acme/hello/collaborators/monalisa").expect(204);
    assertThat(monalisa.get(space).expect(200).json("resources_attributes").size()).isEqualTo(1);
  }
}
