// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class CommentsApiTest extends ServerTest {
  private static final String ISSUE = "/repos/octocat/hello/issues/1";

  private Client octocat;
  private Client monalisa;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    new Samples(octocat, "/users/octocat").repository("hello");
    octocat.post("/repos/octocat/hello/issues", "{\"title\":\"x\"}").expect(201);
  }

  @Test
  void create_byAReader_isListedAndCounted() {
    JsonNode comment =
        monalisa.post(ISSUE + "/comments", "{\"body\":\"Me too.\"}").expect(201).json();
    assertThat(GitHubSchema.faults("issue-comment", comment)).isEmpty();
    assertThat(comment.at("/user/login").asText()).isEqualTo("monalisa");
    JsonNode list = octocat.get(ISSUE + "/comments?per_page=100").expect(200).json();
    assertThat(list).contains(comment);
    assertThat(octocat.get(ISSUE).expect(200).json("comments").asInt()).isEqualTo(list.size());
  }

  @Test
  void create_withoutText_is422() {
    for (String body :
        new String[] {"{}", "{\"body\":null}", "{\"body\":\" \\n\"}", "{\"body\":1}"}) {
      monalisa.post(ISSUE + "/comments", body).expect(422);
    }
    monalisa.post(ISSUE + "/comments", "{\"body\":\"" + "x".repeat(65_537) + "\"}").expect(422);
  }

  @Test
  void list_sinceLater_isEmpty() {
    octocat.post(ISSUE + "/comments", "{\"body\":\"Now.\"}").expect(201);
    assertThat(octocat.get(ISSUE + "/comments?since=2999-01-01T00:00:00Z").expect(200).json())
        .isEmpty();
    octocat.get(ISSUE + "/comments?since=now").expect(422);
  }

  @Test
  void comments_ofNoIssue_are404() {
    octocat.get("/repos/octocat/hello/issues/99/comments").expect(404);
    octocat.post("/repos/octocat/hello/issues/99/comments", "{\"body\":\"x\"}").expect(404);
  }

  @Test
  void comments_ofADeletedUser_areTheGhosts() {
    Client hubot = server.user("hubot");
    hubot.post(ISSUE + "/comments", "{\"body\":\"I was here.\"}").expect(201);
    server.admin().delete("/admin/users/hubot").expect(204);
    JsonNode list = octocat.get(ISSUE + "/comments?per_page=100").expect(200).json();
    assertThat(list.findValuesAsText("login")).contains("ghost").doesNotContain("hubot");
  }
}
