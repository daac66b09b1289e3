// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitUser;
import dev.atrium.git.GitWriter;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class PullRequestsApiTest extends ServerTest {
  private static final GitUser OCTOCAT =
      new GitUser("octocat", "octocat@example.com", Instant.ofEpochSecond(1_700_000_000));

  private Client octocat;
  private Client monalisa;
  private GitRepositories git;
  private GitWriter writer;
  private int made;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    git = new GitRepositories(server.data().resolve("repositories"));
  }

  @AfterAll
  void closeGit() {
    git.close();
  }

  @Test
  void create_answersTheWholePullRequest() {
    String pulls = repository();
    JsonNode pull =
        octocat
            .post(
                pulls,
                """
                {"title":"Add notes","body":"Please.","head":"octocat:notes","base":"main","draft":true}
                """)
            .expect(201)
            .json();
    assertThat(GitHubSchema.faults("pull-request", pull)).isEmpty();
    assertThat(pull.get("draft").asBoolean()).isTrue();
    assertThat(pull.at("/head/label").asText()).isEqualTo("octocat:notes");
    assertThat(pull.at("/base/repo/full_name").asText())
        .isEqualTo(pulls.substring("/repos/".length(), pulls.lastIndexOf('/')));
    assertThat(pull.get("commits").asInt()).isEqualTo(2);
    assertThat(pull.get("additions").asInt()).isEqualTo(3);
    assertThat(pull.get("deletions").asInt()).isEqualTo(1);
    assertThat(pull.get("changed_files").asInt()).isEqualTo(2);
    assertThat(octocat.get(pulls + "/1").expect(200).json()).isEqualTo(pull);
  }

  @Test
  void commits_areTheHeadsOwn_theOldestFirst() {
    String pulls = repository();
    create(pulls, "notes", "main");
    JsonNode commits = octocat.get(pulls + "/1/commits").expect(200).json();
    assertThat(GitHubSchema.faults("pulls/list-commits", 200, commits)).isEmpty();
    assertThat(commits).hasSize(2);
    assertThat(commits.at("/1/parents/0/sha")).isEqualTo(commits.at("/0/sha"));
    Client.Answer second = octocat.get(pulls + "/1/commits?per_page=1&page=2").expect(200);
    assertThat(second.json("0/sha")).isEqualTo(commits.at("/1/sha"));
    assertThat(second.header("Link").orElse("")).doesNotContain("rel=\"next\"");
    assertThat(octocat.get(pulls + "/1/commits?per_page=1").header("Link").orElse(""))
        .contains("page=2>; rel=\"last\"");
    assertThat(octocat.get(pulls + "/1/comments").expect(200).json()).isEmpty();
    octocat.get(pulls + "/2/commits").expect(404);
    octocat.get(pulls + "/2/comments").expect(404);
  }

  @Test
  void pullRequests_shareNumbersWithIssues_andAreAmongThem() {
    String pulls = repository();
    String issues = pulls.replace("/pulls", "/issues");
    octocat.post(issues, "{\"title\":\"first\"}").expect(201);
    assertThat(create(pulls, "notes", "main").get("number").asLong()).isEqualTo(2);
    JsonNode list = octocat.get(issues).expect(200).json();
    assertThat(list).hasSize(2);
    assertThat(GitHubSchema.faults("issue", list.get(0))).isEmpty();
    assertThat(list.at("/0/pull_request/url").asText()).endsWith(pulls + "/2");
    assertThat(list.get(1).has("pull_request")).isFalse();
    octocat.get(pulls + "/1").expect(404);
    octocat.get(issues + "/2").expect(200);
    octocat.post(issues + "/2/comments", "{\"body\":\"Fine.\"}").expect(201);
  }

  @Test
  void create_refusesBranchesThatCannotBe() {
    String pulls = repository();
    assertThat(faults(pulls, "nowhere", "main")).containsExactly("head");
    assertThat(faults(pulls, "notes", "nowhere")).containsExactly("base");
    assertThat(faults(pulls, "monalisa:notes", "main")).containsExactly("head");
    assertThat(faults(pulls, "same", "main")).containsExactly("head");
    create(pulls, "notes", "main");
    assertThat(faults(pulls, "notes", "main")).containsExactly("head");
    assertThat(octocat.post(pulls, "{}").expect(422).json("errors").findValuesAsText("field"))
        .containsExactly("title", "head", "base");
  }

  @Test
  void create_atOnce_leavesOne() throws Exception {
    String pulls = repository();
    Callable<Integer> create =
        () ->
            octocat.post(pulls, "{\"title\":\"x\",\"head\":\"notes\",\"base\":\"main\"}").status();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all =
          pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> create).toList());
      assertThat(all.stream().map(Future::resultNow).filter(status -> status == 201)).hasSize(1);
    }
    assertThat(octocat.get(pulls).expect(200).json()).hasSize(1);
  }

  @Test
  void create_byAReader_isRefused() {
    String pulls = repository();
    assertThat(
            monalisa
                .post(pulls, "{\"title\":\"x\",\"head\":\"notes\",\"base\":\"main\"}")
                .expect(403)
                .json("message")
                .asText())
        .contains("write");
    create(pulls, "notes", "main");
    monalisa.patch(pulls + "/1", "{\"state\":\"closed\"}").expect(403);
    monalisa.get(pulls + "/1").expect(200);
  }

  @Test
  void get_followsTheBranch_untilItIsClosed() {
    String pulls = repository();
    JsonNode before = create(pulls, "notes", "main");
    String sha = commit("notes", "more.txt", "more\n");
    assertThat(sha).isNotEqualTo(before.at("/head/sha").asText());
    assertThat(octocat.get(pulls + "/1").expect(200).json("head/sha").asText()).isEqualTo(sha);
    JsonNode closed = octocat.patch(pulls + "/1", "{\"state\":\"closed\"}").expect(200).json();
    assertThat(closed.at("/head/sha").asText()).isEqualTo(sha);
    commit("notes", "yet-more.txt", "more\n");
    assertThat(octocat.get(pulls + "/1").expect(200).json("head/sha").asText()).isEqualTo(sha);
    octocat.patch(pulls + "/1", "{\"state\":\"open\"}").expect(200);
    assertThat(octocat.get(pulls + "/1").expect(200).json("head/sha").asText()).isNotEqualTo(sha);
  }

  @Test
  void update_changesWhatIsSent() {
    String pulls = repository();
    create(pulls, "notes", "main");
    JsonNode changed =
        octocat
            .patch(pulls + "/1", "{\"title\":\"New\",\"body\":null,\"base\":\"older\"}")
            .expect(200)
            .json();
    assertThat(GitHubSchema.faults("pull-request", changed)).isEmpty();
    assertThat(changed.get("title").asText()).isEqualTo("New");
    assertThat(changed.at("/base/ref").asText()).isEqualTo("older");
    assertThat(changed.get("commits").asInt()).isEqualTo(3);
    octocat.patch(pulls + "/1", "{\"base\":\"nowhere\"}").expect(422);
    octocat.patch(pulls + "/1", "{\"state\":\"merged\"}").expect(422);
  }

  @Test
  void update_reopening_besideAnotherOne_is422() {
    String pulls = repository();
    create(pulls, "notes", "main");
    octocat.patch(pulls + "/1", "{\"state\":\"closed\"}").expect(200);
    create(pulls, "notes", "main");
    octocat.patch(pulls + "/1", "{\"state\":\"open\"}").expect(422);
    octocat.patch(pulls.replace("/pulls", "/issues") + "/1", "{\"state\":\"open\"}").expect(422);
  }

  @Test
  void list_filters() {
    String pulls = repository();
    create(pulls, "notes", "main");
    create(pulls, "notes", "older");
    octocat.patch(pulls + "/2", "{\"state\":\"closed\"}").expect(200);
    JsonNode open = octocat.get(pulls).expect(200).json();
    assertThat(open).hasSize(1);
    assertThat(GitHubSchema.faults("pull-request-simple", open.get(0))).isEmpty();
    assertThat(octocat.get(pulls + "?state=all&direction=asc").json("0/number").asLong())
        .isEqualTo(1);
    assertThat(octocat.get(pulls + "?state=all&base=older").json()).hasSize(1);
    assertThat(octocat.get(pulls + "?state=all&head=octocat:notes").json()).hasSize(2);
    assertThat(octocat.get(pulls + "?state=all&head=monalisa:notes").json()).isEmpty();
    assertThat(octocat.get(pulls + "?sort=popularity").expect(200).json()).hasSize(1);
    octocat.get(pulls + "?sort=comments").expect(422);
  }

  @Test
  void files_tellWhatChanges() {
    String pulls = repository();
    create(pulls, "notes", "main");
    JsonNode files = octocat.get(pulls + "/1/files").expect(200).json();
    assertThat(files).hasSize(2);
    files.forEach(file -> assertThat(GitHubSchema.faults("diff-entry", file)).isEmpty());
    assertThat(files.findValuesAsText("filename")).containsExactly("README.md", "notes.txt");
    assertThat(files.findValuesAsText("status")).containsExactly("modified", "added");
    assertThat(files.at("/0/patch").asText()).startsWith("@@ ").contains("-hello", "+goodbye");
    assertThat(octocat.get(pulls + "/1/files?per_page=1&page=2").json()).hasSize(1);
    octocat.get(pulls + "/9/files").expect(404);
  }

  private JsonNode create(String pulls, String head, String base) {
    return octocat.post(pulls, json("title", "x", "head", head, "base", base)).expect(201).json();
  }

  private List<String> faults(String pulls, String head, String base) {
    return octocat
        .post(pulls, json("title", "x", "head", head, "base", base))
        .expect(422)
        .json("errors")
        .findValuesAsText("field");
  }

  /**
   * The path of pull requests of a new repository of octocat's: main is a commit ahead of older,
   * notes two ahead of main, and same stands where main does.
   */
  private String repository() {
    String name = "hello-" + ++made;
    long id = new Samples(octocat, "/users/octocat").repository(name);
    writer = git.open(id, "main").writer();
    commit("main", "first.txt", "first\n");
    writer.branch("older", "main");
    commit("main", "README.md", "hello\n");
    writer.branch("same", "main");
    writer.branch("notes", "main");
    commit("notes", "README.md", "goodbye\n");
    commit("notes", "notes.txt", "one\ntwo\n");
    return "/repos/octocat/" + name + "/pulls";
  }

  private String commit(String branch, String path, String text) {
    return writer
        .commit(
            branch, Map.of(path, text.getBytes(StandardCharsets.UTF_8)), "Change " + path, OCTOCAT)
        .sha();
  }
}
