// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
class UsersApiTest extends ServerTest {
  @Override
  protected void prepare() {
    server.user("octocat");
  }

  @Test
  void authenticated_tellsWhoAsks() {
    Client octocat = server.token("octocat");
    assertThat(octocat.get("/user").expect(200).json("login").asText()).isEqualTo("octocat");
    assertThat(octocat.get("/api/v3/user").expect(200).json("type").asText()).isEqualTo("User");
  }

  @Test
  void authenticated_withoutToken_is401() {
    assertThat(server.admin().anonymous().get("/user").expect(401).json("message").asText())
        .isEqualTo("Requires authentication");
  }

  @Test
  void create_takenName_is422() {
    assertThat(
            server
                .admin()
                .post("/admin/users", "{\"login\":\"OctoCat\"}")
                .expect(422)
                .json("errors/0/code")
                .asText())
        .isEqualTo("already_exists");
  }

  @Test
  void create_byAnotherThanASiteAdmin_isRefused() {
    server.token("octocat").post("/admin/users", "{\"login\":\"hubot\"}").expect(403);
    server.token("octocat", "site_admin").post("/admin/users", "{\"login\":\"hubot\"}").expect(404);
  }

  @Test
  void suspend_refusesEveryToken_untilUnsuspended() {
    Client monalisa = server.user("monalisa");
    monalisa.get("/user").expect(200);
    server.admin().put("/users/monalisa/suspended", null).expect(204);
    monalisa.get("/user").expect(403);
    server.admin().delete("/users/monalisa/suspended").expect(204);
    monalisa.get("/user").expect(200);
  }

  @Test
  void rename_movesTheLogin() {
    Client hubot = server.user("hubot-old");
    server.admin().patch("/admin/users/hubot-old", "{\"login\":\"hubot-new\"}").expect(202);
    assertThat(hubot.get("/user").expect(200).json("login").asText()).isEqualTo("hubot-new");
    server.admin().get("/users/hubot-old").expect(404);
  }

  @Test
  void revoke_endsAToken() {
    Client client = server.user("defunkt");
    long id = server.admin().get("/admin/users/defunkt/tokens").expect(200).json("0/id").asLong();
    server.admin().delete("/admin/users/defunkt/tokens/" + id).expect(204);
    client.get("/user").expect(401);
  }

  @Test
  void fineGrainedToken_forRepositoriesThatAreNotTheOwners_is422() {
    long other = new Samples(server.user("collector"), "/users/collector").repository("mine");
    for (long id : List.of(424242L, other)) {
      assertThat(
              server
                  .admin()
                  .post(
                      "/admin/users/octocat/fine-grained-tokens",
                      json(
                          "name",
                          "t",
                          "resource_owner",
                          "octocat",
                          "repository_selection",
                          "selected",
                          "repository_ids",
                          List.of(id)))
                  .expect(422)
                  .json("errors/0/field")
                  .asText())
          .isEqualTo("repository_ids");
    }
  }

  @Test
  void ghost_isNeitherRenamedNorActedFor() {
    server.admin().patch("/admin/users/ghost", "{\"login\":\"spirit\"}").expect(403);
    server.admin().post("/admin/users/ghost/authorizations", "{\"scopes\":[]}").expect(403);
    server
        .admin()
        .post("/admin/users/ghost/fine-grained-tokens", "{\"resource_owner\":\"octocat\"}")
        .expect(403);
    server.admin().get("/users/ghost").expect(200);
  }
}
