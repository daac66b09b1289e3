// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who writes issues and comments in a public repository of somebody else. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class TakingPartTest extends ServerTest {
  private static final String REPOSITORY = "/repos/octocat/public-one";
  private static final Map<String, ?> PERMISSIONS =
      object("issues", "write", "pull_requests", "write", "administration", "write");

  private Client mona;
  private long own;

  /** An issue there that mona wrote. */
  private String issue;

  @Override
  protected void prepare() {
    Client octocat = server.user("octocat");
    mona = server.user("mona");
    new Samples(octocat, "/users/octocat").repository("public-one");
    own = mona.post("/user/repos", json("name", "own")).expect(201).json("id").asLong();
    issue =
        REPOSITORY
            + "/issues/"
            + mona.post(REPOSITORY + "/issues", json("title", "x")).expect(201).json("number");
  }

  private void onlyReads(Client token) {
    token.get(issue).expect(200);
    token.post(REPOSITORY + "/issues", json("title", "x")).expect(403);
    token.post(issue + "/comments", json("body", "x")).expect(403);
    token.patch(issue, json("state", "closed")).expect(403);
  }

  @Test
  void tokensWithScopes_writeWhatTheirUserMay() {
    mona.post(issue + "/comments", json("body", "x")).expect(201);
    mona.patch(issue, json("state", "closed")).expect(200);
  }

  @Test
  void tokensOfAnOwner_onlyReadRepositoriesOfOthers() {
    Client token = server.fineGrained("mona", "mona", PERMISSIONS, "repository_selection", "all");
    token.post("/repos/mona/own/issues", json("title", "x")).expect(201);
    onlyReads(token);
  }

  @Test
  void tokensOfSelectedRepositories_onlyReadOthers() {
    Client token =
        server.fineGrained(
            "mona",
            "mona",
            PERMISSIONS,
            "repository_selection",
            "selected",
            "repository_ids",
            List.of(own));
    token.post("/repos/mona/own/issues", json("title", "x")).expect(201);
    onlyReads(token);
  }

  @Test
  void installations_onlyReadRepositoriesThatTheyWereNotGranted() {
    server.organization("acme", "mona");
    onlyReads(
        server.installation(
            "acme", PERMISSIONS, "repository_selection", "selected", "repository_ids", List.of()));
  }
}
