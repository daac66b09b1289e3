// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.attributes;
import static dev.atrium.testing.Resources.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
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
    Samples acme = new Samples(octocat, "/orgs/acme");
    repository = acme.privateRepositoryWithReadme("plans");
    octocat.post("/repos/acme/plans/issues", "{\"title\":\"a\"}").expect(201);
    space = acme.space("a");
  }

  private Client fineGrained(Object... more) {
    Map<String, ?> permissions = object(object("organization_copilot_spaces", "write"), more);
    return server.fineGrained("octocat", "acme", permissions);
  }

  private void attach(Client by, Map<String, ?> resource, int status) {
    by.post(space + "/resources", json(resource)).expect(status);
    by.put(space, attributes(resource)).expect(status == 422 ? 422 : 200);
  }

  private Map<String, ?> issue(String kind, int number) {
    return resource("github_" + kind, "repository_id", repository, "number", number);
  }

  private Map<String, ?> wholeRepository(String ref) {
    return resource("repository", "repository_id", repository, "ref", ref);
  }

  private Map<String, ?> file(String path, Object... more) {
    return Resources.file(repository, path, more);
  }

  @Test
  void aTokenThatMayRead_isToldWhatIsMissing() {
    List<Client> readers =
        List.of(
            server.token("octocat", "write:org", "repo"),
            fineGrained("contents", "read", "issues", "read", "pull_requests", "read"));
    for (Client reader : readers) {
      attach(reader, file("no.md"), 422);
      attach(reader, file("README.md", "ref", "no"), 422);
      attach(reader, wholeRepository("no"), 422);
      attach(reader, issue("issue", 7), 422);
      attach(reader, issue("pull_request", 1), 422);
    }
  }

  @Test
  void aTokenThatMayNot_isToldNothing() {
    int files = 0;
    for (Client blind : List.of(server.token("octocat", "write:org"), fineGrained())) {
      for (String path : List.of("README.md", "no.md")) {
        // Not the same file again, which is answered by the one that is there.
        attach(blind, file(path, "sha", String.valueOf(files++)), 201);
      }
      attach(blind, file("README.md", "ref", "no" + files++), 201);
      attach(blind, wholeRepository("no"), 201);
      attach(blind, issue("issue", 1), 201);
      attach(blind, issue("issue", 7), 201);
      attach(blind, issue("pull_request", 1), 201);
      attach(blind, file("../up"), 422);
    }
    assertThat(octocat.get(space + "/resources").json("resources")).isNotEmpty();
  }
}
