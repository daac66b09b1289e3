// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class IssuesApiTest extends ServerTest {
  private Client octocat;
  private Client monalisa;
  private int made;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    server.user("hubot");
  }

  @Test
  void create_answersTheWholeIssue() {
    String issues = repository(false);
    JsonNode issue =
        octocat
            .post(
                issues,
                """
                {"title":" Found a bug ","body":"I see it.","labels":["bug",{"name":"Help Wanted"},"BUG"],
                "assignees":["Monalisa"]}
                """)
            .expect(201)
            .json();
    assertThat(GitHubSchema.faults("issue", issue)).isEmpty();
    assertThat(issue.get("number").asLong()).isEqualTo(1);
    assertThat(issue.get("title").asText()).isEqualTo("Found a bug");
    assertThat(issue.get("state").asText()).isEqualTo("open");
    assertThat(issue.get("author_association").asText()).isEqualTo("OWNER");
    assertThat(issue.findValuesAsText("color")).containsExactly("ededed", "ededed");
    assertThat(issue.at("/labels/1/name").asText()).isEqualTo("Help Wanted");
    assertThat(issue.at("/assignee/login").asText()).isEqualTo("monalisa");
    assertThat(octocat.get(issues + "/1").expect(200).json()).isEqualTo(issue);
  }

  @Test
  void create_takesANumberAsTitle_asGitHubDoes() {
    assertThat(octocat.post(repository(false), "{\"title\":7}").expect(201).json("title").asText())
        .isEqualTo("7");
  }

  @Test
  void create_listsEveryFaultOfTheBody() {
    JsonNode errors =
        octocat
            .post(
                repository(false),
                "{\"title\":\" \",\"body\":5,\"labels\":[\"\"],\"assignees\":[\"nobody-here\"]}")
            .expect(422)
            .json("errors");
    assertThat(errors.findValuesAsText("field"))
        .containsExactly("title", "body", "labels", "assignees");
    assertThat(errors.findValuesAsText("code"))
        .containsExactly("missing_field", "invalid", "invalid", "invalid");
  }

  @Test
  void create_titleOf257CodePoints_is422_and256AreTaken() {
    String issues = repository(false);
    octocat.post(issues, "{\"title\":\"" + "🚀".repeat(257) + "\"}").expect(422);
    octocat.post(issues, "{\"title\":\"" + "🚀".repeat(256) + "\"}").expect(201);
    octocat.post(issues, json("title", "x", "body", "y".repeat(65_537))).expect(422);
  }

  @Test
  void create_atOnce_givesEachItsOwnNumber() throws Exception {
    String issues = repository(false);
    Callable<Long> create =
        () -> octocat.post(issues, "{\"title\":\"t\"}").expect(201).json("number").asLong();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all =
          pool.invokeAll(IntStream.range(0, 20).mapToObj(i -> create).toList());
      assertThat(all.stream().map(Future::resultNow))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList());
    }
  }

  @Test
  void whoIsAMember_isToldToMembersOnly() {
    server.organization("guild", "octocat");
    Client hubot = server.user("hubot");
    Samples guild = new Samples(octocat, "/orgs/guild");
    guild.member("hubot");
    guild.repository("open");
    String issues = "/repos/guild/open/issues";
    String issue = issues + "/" + hubot.post(issues, "{\"title\":\"t\"}").json("number");
    hubot.post(issue + "/comments", "{\"body\":\"c\"}").expect(201);
    for (String path : List.of(issue, issues, issue + "/comments")) {
      assertThat(octocat.get(path).expect(200).json().findValuesAsText("author_association"))
          .containsExactly("MEMBER");
      assertThat(monalisa.get(path).expect(200).json().findValuesAsText("author_association"))
          .containsExactly("NONE");
    }
  }

  @Test
  void readers_mayWriteAnIssue_butNotChangeOnesOfOthers() {
    String issues = repository(false);
    octocat.post(issues, "{\"title\":\"mine\"}").expect(201);
    JsonNode hers = monalisa.post(issues, "{\"title\":\"hers\"}").expect(201).json();
    assertThat(hers.get("author_association").asText()).isEqualTo("NONE");
    assertThat(
            monalisa
                .patch(issues + "/1", "{\"state\":\"closed\"}")
                .expect(403)
                .json("message")
                .asText())
        .contains("triage");
    monalisa.patch(issues + "/2", "{\"title\":\"still hers\"}").expect(200);
    octocat.patch(issues + "/2", "{\"state\":\"closed\"}").expect(200);
  }

  @Test
  void privateRepository_isNotThere_forWhoMayNotReadIt() {
    String issues = repository(true);
    octocat.post(issues, "{\"title\":\"secret\"}").expect(201);
    Client narrow = server.token("octocat", "public_repo");
    for (Client client : List.of(monalisa, server.admin(), narrow)) {
      client.get(issues).expect(404);
      client.get(issues + "/1").expect(404);
      client.post(issues, "{\"title\":\"x\"}").expect(404);
      client.patch(issues + "/1", "{}").expect(404);
    }
  }

  @Test
  void create_withATokenWithoutTheScope_isRefused() {
    server.token("octocat", "user").post(repository(false), "{\"title\":\"x\"}").expect(403);
  }

  @Test
  void update_closesAndReopens_withReason() {
    String issue = repository(false);
    octocat.post(issue, "{\"title\":\"x\"}").expect(201);
    String one = issue + "/1";
    JsonNode closed =
        octocat
            .patch(one, "{\"state\":\"closed\",\"state_reason\":\"not_planned\"}")
            .expect(200)
            .json();
    assertThat(GitHubSchema.faults("issue", closed)).isEmpty();
    assertThat(closed.get("state_reason").asText()).isEqualTo("not_planned");
    assertThat(closed.get("closed_at").isTextual()).isTrue();
    assertThat(closed.at("/closed_by/login").asText()).isEqualTo("octocat");
    assertThat(octocat.get(issue + "?state=closed").json("0/closed_by/login").asText())
        .isEqualTo("octocat");
    JsonNode open = octocat.patch(one, "{\"state\":\"open\"}").expect(200).json();
    assertThat(open.get("state_reason").asText()).isEqualTo("reopened");
    assertThat(open.get("closed_at").isNull()).isTrue();
    assertThat(open.get("closed_by").isNull()).isTrue();
    assertThat(
            octocat.patch(one, "{\"state\":\"closed\"}").expect(200).json("state_reason").asText())
        .isEqualTo("completed");
  }

  @Test
  void whoClosedAnIssue_isTheGhostAfterTheyAreDeleted() {
    String issues = repository(false);
    Client leaver = server.user("leaver");
    leaver.post(issues, "{\"title\":\"x\"}").expect(201);
    octocat.post(issues, "{\"title\":\"y\"}").expect(201);
    leaver.patch(issues + "/1", "{\"state\":\"closed\"}").expect(200);
    octocat.patch(issues + "/1", "{\"title\":\"z\"}").expect(200);
    server.admin().delete("/admin/users/leaver").expect(204);
    assertThat(octocat.get(issues + "/1").expect(200).json("closed_by/login").asText())
        .isEqualTo("ghost");
  }

  @Test
  void update_keepsWhatIsAbsent_andClearsWhatIsNull() {
    String issues = repository(false);
    octocat
        .post(
            issues,
            "{\"title\":\"x\",\"body\":\"b\",\"labels\":[\"bug\"],\"assignees\":[\"octocat\"]}")
        .expect(201);
    JsonNode kept = octocat.patch(issues + "/1", "{\"title\":\"y\"}").expect(200).json();
    assertThat(kept.get("body").asText()).isEqualTo("b");
    assertThat(kept.get("labels")).hasSize(1);
    assertThat(kept.get("assignees")).hasSize(1);
    JsonNode cleared =
        octocat
            .patch(issues + "/1", "{\"body\":null,\"labels\":[],\"assignees\":[]}")
            .expect(200)
            .json();
    assertThat(cleared.get("body").isNull()).isTrue();
    assertThat(cleared.get("labels")).isEmpty();
    assertThat(cleared.get("assignee").isNull()).isTrue();
  }

  @Test
  void get_ofNoIssue_is404() {
    String issues = repository(false);
    octocat.get(issues + "/1").expect(404);
    octocat.get(issues + "/x").expect(404);
    octocat.patch(issues + "/1", "{}").expect(404);
  }

  @Test
  void list_filters() {
    String issues = repository(false);
    octocat.post(issues, "{\"title\":\"1\",\"labels\":[\"Bug\",\"50%\"]}").expect(201);
    octocat.post(issues, "{\"title\":\"2\",\"assignees\":[\"hubot\"]}").expect(201);
    monalisa.post(issues, "{\"title\":\"3\"}").expect(201);
    octocat.patch(issues + "/3", "{\"labels\":[\"bug\"]}").expect(200);
    octocat.post(issues, "{\"title\":\"4\"}").expect(201);
    octocat.patch(issues + "/4", "{\"state\":\"closed\"}").expect(200);
    octocat.post(issues + "/2/comments", "{\"body\":\"Yes.\"}").expect(201);
    assertThat(numbers(issues)).containsExactly(3L, 2L, 1L);
    assertThat(numbers(issues + "?state=all&direction=asc")).containsExactly(1L, 2L, 3L, 4L);
    assertThat(numbers(issues + "?state=closed")).containsExactly(4L);
    assertThat(numbers(issues + "?labels=BUG")).containsExactly(3L, 1L);
    assertThat(numbers(issues + "?labels=bug,50%25")).containsExactly(1L);
    assertThat(numbers(issues + "?labels=bu")).isEmpty();
    assertThat(numbers(issues + "?assignee=Hubot")).containsExactly(2L);
    assertThat(numbers(issues + "?assignee=*")).containsExactly(2L);
    assertThat(numbers(issues + "?assignee=none")).containsExactly(3L, 1L);
    assertThat(numbers(issues + "?creator=monalisa")).containsExactly(3L);
    assertThat(numbers(issues + "?sort=comments")).containsExactly(2L, 3L, 1L);
    assertThat(numbers(issues + "?sort=updated&since=2020-01-01T00:00:00Z")).hasSize(3);
    assertThat(numbers(issues + "?since=2999-01-01T00:00:00Z")).isEmpty();
    assertThat(numbers(issues + "?milestone=none")).hasSize(3);
    assertThat(numbers(issues + "?milestone=*")).isEmpty();
    assertThat(numbers(issues + "?issue_field_values=x")).isEmpty();
    assertThat(numbers(issues + "?since=2020-01-01")).hasSize(3);
    assertThat(numbers(issues + "?since=2999-01-01")).isEmpty();
  }

  @Test
  void list_ofMentions_findsWholeLoginsInBodiesAndComments() {
    String issues = repository(false);
    List<String> bodies =
        List.of("Ask @Monalisa.", "x@monalisa.com", "@monalisa-two", "@monalisa2", "monalisa");
    bodies.forEach(body -> octocat.post(issues, json("title", "t", "body", body)).expect(201));
    octocat.post(issues, "{\"title\":\"6\"}").expect(201);
    octocat.post(issues + "/6/comments", "{\"body\":\"(@monalisa2 @monalisa)\"}").expect(201);
    assertThat(numbers(issues + "?mentioned=MonaLisa")).containsExactly(6L, 1L);
    assertThat(numbers(issues + "?mentioned=hubot")).isEmpty();
    assertThat(numbers(issues + "?mentioned=%25")).isEmpty();
    assertThat(numbers(issues + "?mentioned=")).isEmpty();
  }

  @Test
  void list_ofMoreLabelsThanAnIssueCanHave_is422() {
    String issues = repository(false);
    assertThat(numbers(issues + "?labels=" + String.join(",", Collections.nCopies(100, "a"))))
        .isEmpty();
    octocat
        .get(issues + "?labels=" + String.join(",", Collections.nCopies(3_000, "a")))
        .expect(422);
  }

  @Test
  void labelsAndAssignees_ofSomebodyWithoutTheRole_areDropped_whoeverIsNamed() {
    String issues = repository(true);
    String repository = issues.substring(0, issues.length() - "/issues".length());
    octocat.put(repository + "/collaborators/monalisa", "{\"permission\":\"pull\"}").expect(201);
    for (String login : List.of("octocat", "hubot", "nobody-here")) {
      String more = "\"labels\":[\"bug\"],\"assignees\":[\"" + login + "\"]}";
      JsonNode made = monalisa.post(issues, "{\"title\":\"t\"," + more).expect(201).json();
      String one = issues + "/" + made.get("number");
      for (JsonNode issue : List.of(made, monalisa.patch(one, "{" + more).expect(200).json())) {
        assertThat(issue.get("labels")).isEmpty();
        assertThat(issue.get("assignees")).isEmpty();
      }
      octocat.patch(one, "{\"labels\":[\"ours\"]}").expect(200);
      assertThat(monalisa.patch(one, "{\"labels\":[]}").expect(200).json("labels")).hasSize(1);
    }
  }

  @Test
  void list_ofAQueryThatIsNone_is422() {
    String issues = repository(false);
    for (String query :
        List.of("state=new", "sort=name", "direction=up", "since=yesterday", "milestone=1")) {
      octocat.get(issues + "?" + query).expect(422);
    }
  }

  @Test
  void list_isPaged() {
    String issues = repository(false);
    IntStream.range(0, 3).forEach(i -> octocat.post(issues, "{\"title\":\"t\"}").expect(201));
    assertThat(numbers(issues + "?per_page=2")).containsExactly(3L, 2L);
    assertThat(numbers(issues + "?per_page=2&page=2")).containsExactly(1L);
    assertThat(octocat.get(issues + "?per_page=2").header("Link").orElse(""))
        .contains("per_page=2&page=2>; rel=\"next\"");
  }

  private List<Long> numbers(String path) {
    JsonNode list = octocat.get(path).expect(200).json();
    return StreamSupport.stream(list.spliterator(), false)
        .map(issue -> issue.get("number").asLong())
        .toList();
  }

  /** The path of the issues of a new repository of octocat's. */
  private String repository(boolean isPrivate) {
    String name = "issues-" + ++made;
    new Samples(octocat, "/users/octocat").repository(name, "private", isPrivate);
    return "/repos/octocat/" + name + "/issues";
  }
}
