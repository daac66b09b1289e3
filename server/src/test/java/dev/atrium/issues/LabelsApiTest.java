// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Labels, and the parts of issues that are read by addresses of their own. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class LabelsApiTest extends ServerTest {
  private static final String REPO = "/repos/octocat/hello";

  private Client octocat;
  private Client stranger;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    stranger = server.user("stranger");
    Samples samples = new Samples(octocat, "/users/octocat");
    samples.privateRepository("hello");
    samples.privateRepository("other");
    issue("Bug", "100% sure");
    issue("bug", "docs");
    octocat.post("/repos/octocat/other/issues", json("title", "t", "labels", List.of("hidden")));
  }

  private void issue(String... labels) {
    octocat.post(REPO + "/issues", json("title", "t", "labels", List.of(labels))).expect(201);
  }

  private Answer valid(String operation, String path) {
    Answer answer = octocat.get(path).expect(200);
    assertThat(GitHubSchema.faults(operation, 200, answer.json())).isEmpty();
    return answer;
  }

  @Test
  void list_hasEachLabelOnce_inPages() {
    Answer all = valid("issues/list-labels-for-repo", REPO + "/labels");
    assertThat(all.json().findValuesAsText("name")).containsExactly("100% sure", "bug", "docs");
    all.json().forEach(label -> octocat.get(label.get("url").asText()).expect(200));
    Answer page = octocat.get(REPO + "/labels?per_page=1&page=2").expect(200);
    assertThat(page.json().findValuesAsText("name")).containsExactly("bug");
    assertThat(page.header("Link").orElse("")).contains("page=3>; rel=\"last\"");
  }

  @Test
  void get_findsALabel_inAnyCase() {
    Answer label = valid("issues/get-label", REPO + "/labels/DOCS");
    assertThat(label.json("name").asText()).isEqualTo("docs");
    for (String none : new String[] {"hidden", "doc", "%25", "100_%20sure", "%5B%5D"}) {
      octocat.get(REPO + "/labels/" + none).expect(404);
    }
  }

  @Test
  void ofIssue_areItsOwn() {
    Answer labels = valid("issues/list-labels-on-issue", REPO + "/issues/1/labels");
    assertThat(labels.json().findValuesAsText("name")).containsExactly("100% sure", "Bug");
    octocat.get(REPO + "/issues/9/labels").expect(404);
  }

  @Test
  void comment_isReadByItsUrl_inItsRepositoryOnly() {
    Answer made = octocat.post(REPO + "/issues/2/comments", json("body", "b")).expect(201);
    long id = made.json("id").asLong();
    Answer read = valid("issues/get-comment", REPO + "/issues/comments/" + id);
    assertThat(read.json()).isEqualTo(made.json());
    valid("reactions/list-for-issue-comment", REPO + "/issues/comments/" + id + "/reactions");
    octocat.get("/repos/octocat/other/issues/comments/" + id).expect(404);
    octocat.get("/repos/octocat/other/issues/comments/" + id + "/reactions").expect(404);
    stranger.get(REPO + "/issues/comments/" + id).expect(404);
  }

  @Test
  void whatIsNotKept_isEmpty_butOnlyOfWhatThereIs() {
    valid("issues/list-events", REPO + "/issues/1/events");
    valid("reactions/list-for-issue", REPO + "/issues/1/reactions");
    octocat.get(REPO + "/issues/9/events").expect(404);
    for (String path : new String[] {"/labels", "/labels/docs", "/issues/1/events"}) {
      stranger.get(REPO + path).expect(404);
    }
  }
}
