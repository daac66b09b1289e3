// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Attaching a source tells whether it is there only to those who may read it: a token that was let
 * at a space, and not at a repository's content, must not find out its files' names by guessing.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class SourcesTest extends ServerTest {

  private Client octocat;
  private long repository;
  private String space;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    repository =
        octocat
            .post("/orgs/acme/repos", "{\"name\":\"plans\",\"private\":true,\"auto_init\":true}")
            .expect(201)
            .json("id")
            .asLong();
    octocat.post("/repos/acme/plans/issues", "{\"title\":\"a\"}").expect(201);
    String spaces = "/orgs/acme/copilot-spaces";
    space = spaces + "/" + octocat.post(spaces, "{\"name\":\"a\"}").expect(201).json("number");
  }

  private Client scoped(String... scopes) {
    return made("/admin/users/octocat/authorizations", json("scopes", scopes));
  }

  private Client fineGrained(Object... more) {
    return made(
        "/admin/users/octocat/fine-grained-tokens",
        json(
            "resource_owner",
            "acme",
            "permissions",
            object(object("organization_copilot_spaces", "write"), more)));
  }

  private Client made(String path, String body) {
    return octocat.with(server.admin().post(path, body).expect(201).json("token").asText());
  }

  private void attach(Client by, Map<String, ?> resource, int status) {
    by.post(space + "/resources", json(resource)).expect(status);
    by.put(space, json("resources_attributes", List.of(resource)))
        .expect(status == 422 ? 422 : 200);
  }

  private Map<String, ?> resource(String type, Object... metadata) {
    return object(
        "resource_type", type, "metadata", object(object("repository_id", repository), metadata));
  }

  private Map<String, ?> issue(String kind, int number) {
    return resource("github_" + kind, "number", number);
  }

  private Map<String, ?> file(String path) {
    return resource("github_file", "file_path", path);
  }

  private Map<String, ?> file(String path, String name, String value) {
    return resource("github_file", "file_path", path, name, value);
  }

  @Test
  void aTokenThatMayRead_isToldWhatIsMissing() {
    List<Client> readers =
        List.of(
            scoped("write:org", "repo"),
            fineGrained("contents", "read", "issues", "read", "pull_requests", "read"));
    for (Client reader : readers) {
      attach(reader, file("no.md"), 422);
      attach(reader, file("README.md", "ref", "no"), 422);
      attach(reader, issue("issue", 7), 422);
      attach(reader, issue("pull_request", 1), 422);
    }
  }

  @Test
  void aTokenThatMayNot_isToldNothing() {
    int files = 0;
    for (Client blind : List.of(scoped("write:org"), fineGrained())) {
      for (String path : List.of("README.md", "no.md")) {
        // Not the same file again, which is answered by the one that is there.
        attach(blind, file(path, "sha", String.valueOf(files++)), 201);
      }
      attach(blind, file("README.md", "ref", "no" + files++), 201);
      attach(blind, issue("issue", 1), 201);
      attach(blind, issue("issue", 7), 201);
      attach(blind, issue("pull_request", 1), 201);
      attach(blind, file("../up"), 422);
    }
    assertThat(octocat.get(space + "/resources").json("resources")).isNotEmpty();
  }
}
