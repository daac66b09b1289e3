// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.meta;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.Test;

/** What clients ask before anything else, to find out whom they talk to. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class ClientsFirstCallsTest extends ServerTest {
  private Client octocat;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
  }

  @Test
  void meta_saysWhichEnterpriseServerItIsLike_andAtriumsOwnVersion() {
    Answer meta = octocat.anonymous().get("/meta").expect(200);
    assertThat(meta.json("installed_version").asText()).isEqualTo("3.19.0");
    assertThat(meta.header("X-GitHub-Enterprise-Version")).contains("3.19.0");
    assertThat(meta.json("atrium_version").asText()).isNotEmpty().isNotEqualTo("3.19.0");
  }

  @Test
  void theQueryOfGitHubCli_isAnsweredWithTheLogin() {
    for (String path : new String[] {"/graphql", "/api/graphql"}) {
      for (String query :
          new String[] {
            "query UserCurrent{viewer{login}}",
            "{ viewer { login } }",
            "query {\n viewer {login}}\n"
          }) {
        Answer answer = octocat.post(path, json("query", query)).expect(200);
        assertThat(answer.text()).isEqualTo("{\"data\":{\"viewer\":{\"login\":\"octocat\"}}}");
      }
      octocat.anonymous().post(path, json("query", "{viewer{login}}")).expect(401);
    }
  }

  @Test
  void anyOtherQuery_isToldWhatThereIs() {
    for (String query : new String[] {"{viewer{id}}", "mutation{viewer{login}}", ""}) {
      Answer answer = octocat.post("/api/graphql", json("query", query)).expect(200);
      assertThat(answer.json().has("data")).isFalse();
      assertThat(answer.json("errors/0/message").asText()).contains("viewer { login }");
    }
  }
}
