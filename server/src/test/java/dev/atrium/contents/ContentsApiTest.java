// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Change;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitUser;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class ContentsApiTest extends ServerTest {
  private Client octocat;
  private Client monalisa;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
  }

  private String repository(String name) {
    new Samples(octocat, "/users/octocat").repository(name);
    return "/repos/octocat/" + name;
  }

  private static String write(String content, Object... more) {
    String encoded = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    return json(object("message", "m", "content", encoded), more);
  }

  @Test
  void get_ofEmptyRepository_saysSo() {
    String path = repository("empty");
    assertThat(octocat.get(path + "/contents/README.md").expect(404).json("message").asText())
        .isEqualTo("This repository is empty.");
    assertThat(octocat.get(path + "/branches").expect(200).json()).isEmpty();
    octocat.get(path + "/commits").expect(409);
    octocat.get(path + "/git/trees/main").expect(409);
  }

  @Test
  void put_thenGet_inEveryForm() {
    String path = repository("forms");
    String text = "# Title <b>\n" + "x".repeat(100) + "\n";
    Answer made = octocat.put(path + "/contents/docs/a%20b.md", write(text)).expect(201);
    assertThat(made.json("content/path").asText()).isEqualTo("docs/a b.md");
    assertThat(made.json("commit/author/email").asText())
        .isEqualTo("octocat@users.noreply.127.0.0.1");
    Answer file = octocat.get(path + "/contents/docs/a%20b.md").expect(200);
    assertThat(file.json("encoding").asText()).isEqualTo("base64");
    String content = file.json("content").asText();
    assertThat(content).endsWith("\n");
    assertThat(content.lines().mapToInt(String::length).max().orElse(0)).isEqualTo(60);
    assertThat(new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8))
        .isEqualTo(text);
    assertThat(octocat.get(file.json("url").asText()).expect(200).json("sha"))
        .isEqualTo(file.json("sha"));
    assertThat(octocat.get(file.json("download_url").asText()).expect(200).text()).isEqualTo(text);
    String here = path + "/contents/docs/a%20b.md";
    assertThat(octocat.get(here, "Accept", "application/vnd.github.raw+json").text())
        .isEqualTo(text);
    assertThat(octocat.get(here, "Accept", "application/vnd.github.v3.html").text())
        .contains("<h1>Title &lt;b&gt;</h1>");
    assertThat(octocat.get(path + "/contents/docs").expect(200).json("0/name").asText())
        .isEqualTo("a b.md");
    assertThat(octocat.get(path + "/contents/").expect(200).json("0/type").asText())
        .isEqualTo("dir");
    assertThat(octocat.get(path + "/contents").expect(200).json("0/type").asText())
        .isEqualTo("dir");
    Answer object =
        octocat.get(path + "/contents/docs", "Accept", "application/vnd.github.object+json");
    assertThat(object.json("entries/0/path").asText()).isEqualTo("docs/a b.md");
    assertThat(octocat.get(path).json("pushed_at").asText()).isNotEmpty();
  }

  @Test
  void get_ofTheUnknown_is404() {
    String path = repository("unknown");
    octocat.put(path + "/contents/a", write("a")).expect(201);
    assertThat(octocat.get(path + "/contents/a?ref=nope").expect(404).json("message").asText())
        .isEqualTo("No commit found for the ref nope");
    octocat.get(path + "/contents/b").expect(404);
    octocat.get(path + "/contents/../a").expect(404);
    octocat.get(path + "/contents/%2e%2e/a").expect(404);
    monalisa.get(path + "/contents/a").expect(200);
    server.admin().anonymous().get(path + "/contents/a").expect(401);
  }

  @Test
  void get_ofAFileOverAMegabyte_leavesItsContentOut() {
    String path = repository("large");
    String large = "0123456789abcde\n".repeat(70_000);
    octocat.put(path + "/contents/large", write(large)).expect(201);
    Answer file = octocat.get(path + "/contents/large").expect(200);
    assertThat(file.json("encoding").asText()).isEqualTo("none");
    assertThat(file.json("content").asText()).isEmpty();
    assertThat(file.json("size").asInt()).isEqualTo(large.length());
    assertThat(octocat.get(path + "/contents/large", "Accept", "application/vnd.github.raw").text())
        .isEqualTo(large);
  }

  @Test
  void put_followsTheRulesOfSha() {
    String path = repository("rules");
    String a = path + "/contents/a";
    String sha = octocat.put(a, write("1")).expect(201).json("content/sha").asText();
    assertThat(octocat.put(a, write("2")).expect(422).json("message").asText())
        .contains("\"sha\" wasn't supplied.");
    assertThat(
            octocat.put(a, write("2", "sha", "0".repeat(40))).expect(409).json("message").asText())
        .contains("does not match");
    octocat.put(a, write("2", "sha", sha)).expect(200);
    octocat.put(a + "/b", write("x")).expect(422);
    octocat.put(path + "/contents/.git/config", write("x")).expect(422);
    octocat.put(a, write("3", "branch", "nope")).expect(404);
    octocat.put(a, "{\"message\":\"m\",\"content\":\"?\"}").expect(422);
    octocat.put(path + "/contents/c", "{}").expect(422);
    monalisa.put(path + "/contents/c", write("x")).expect(403);
    octocat.patch(path, "{\"default_branch\":\"nope\"}").expect(422);
  }

  @Test
  void put_namesAuthorAndCommitter() {
    String path = repository("authors");
    Map<String, ?> who =
        object("name", "Mona", "email", "mona@acme.example", "date", "2024-01-02T03:04:05Z");
    Answer made = octocat.put(path + "/contents/a", write("1", "author", who)).expect(201);
    assertThat(made.json("commit/author/date").asText()).isEqualTo("2024-01-02T03:04:05Z");
    assertThat(made.json("commit/committer/name").asText()).isEqualTo("octocat");
    assertThat(octocat.get(path + "/commits?author=mona@acme.example").json()).hasSize(1);
    assertThat(octocat.get(path + "/commits?author=octocat").json()).isEmpty();
    assertThat(octocat.get(path + "/commits?committer=octocat").json()).hasSize(1);
    octocat
        .put(path + "/contents/b", write("1", "author", object("name", "a\n", "email", "e")))
        .expect(422);
  }

  @Test
  void put_ofANewPath_ignoresTheSha() {
    String path = repository("new-paths");
    for (String sha : new String[] {"", "0".repeat(40), "none"}) {
      octocat.put(path + "/contents/a" + sha, write("1", "sha", sha)).expect(201);
    }
    octocat.put(path + "/contents/a", write("2", "sha", "")).expect(409);
  }

  @Test
  void size_isThatOfTheObjectsInKilobytes() throws IOException {
    String path = repository("sizes");
    assertThat(octocat.get(path).json("size").asLong()).isZero();
    octocat.put(path + "/contents/a", write("1")).expect(201);
    assertThat(octocat.get(path).json("size").asLong()).isEqualTo(1);
    byte[] noise = new byte[30_000];
    new Random(1).nextBytes(noise);
    String text = Base64.getEncoder().encodeToString(noise);
    octocat.put(path + "/contents/dir/b", write(text)).expect(201);
    long size = onDisk(path);
    assertThat(size).isGreaterThan(30);
    assertThat(octocat.get(path).json("size").asLong()).isEqualTo(size);
    assertThat(octocat.get("/user/repos?sort=pushed").json("0/size").asLong()).isEqualTo(size);
    forgetSize(path);
    assertThat(octocat.get(path).json("size").asLong()).isEqualTo(1);
    octocat.put(path + "/contents/c", write("2")).expect(201);
    assertThat(octocat.get(path).json("size").asLong()).isEqualTo(onDisk(path));
  }

  private long onDisk(String repository) throws IOException {
    long id = octocat.get(repository).expect(200).json("id").asLong();
    Path objects = server.data().resolve("repositories").resolve(id + ".git").resolve("objects");
    try (Stream<Path> files = Files.walk(objects)) {
      long bytes =
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      return (bytes + 1023) / 1024;
    }
  }

  /** As a version that did not measure it leaves it. */
  private void forgetSize(String repository) {
    long id = octocat.get(repository).expect(200).json("id").asLong();
    server
        .database()
        .write(transaction -> {
          transaction.changed(new Change.RepositoryRefs(id));
          return transaction
              .handle()
              .execute("UPDATE repository SET size = NULL, version = version + 1 WHERE id = ?", id);
        });
  }

  @Test
  void put_ofTheFirstCommit_makesItsBranchTheDefault() {
    String path = repository("first");
    octocat.put(path + "/contents/a", write("1", "branch", "trunk")).expect(201);
    assertThat(octocat.get(path).expect(200).json("default_branch").asText()).isEqualTo("trunk");
    octocat.get(path + "/contents/a").expect(200);
    octocat.put(path + "/contents/b", write("1")).expect(201);
    assertThat(octocat.get(path + "/commits").expect(200).json()).hasSize(2);
    octocat.put(path + "/contents/c", write("1", "branch", "main")).expect(404);
  }

  /** As when a server is killed after the commit and before the row is written. */
  @Test
  void put_whereTheDefaultBranchIsNot_makesItsBranchTheDefault() {
    String path = repository("killed");
    long id = octocat.get(path).json("id").asLong();
    try (GitRepositories git = new GitRepositories(server.data().resolve("repositories"))) {
      GitUser identity = new GitUser("octocat", "octocat@example.com", Instant.EPOCH);
      git.open(id, "main").writer().commit("trunk", Map.of("a", new byte[0]), "m", identity);
    }
    octocat.put(path + "/contents/b", write("1")).expect(404);
    octocat.put(path + "/contents/b", write("1", "branch", "trunk")).expect(201);
    assertThat(octocat.get(path).expect(200).json("default_branch").asText()).isEqualTo("trunk");
    octocat.put(path + "/contents/c", write("1")).expect(201);
    octocat.get(path + "/contents/a").expect(200);
  }

  @Test
  void delete_removesTheFile() {
    String path = repository("removal");
    String a = path + "/contents/a";
    String sha = octocat.put(a, write("1")).expect(201).json("content/sha").asText();
    octocat.send("DELETE", a, "{\"message\":\"m\"}").expect(422);
    octocat.send("DELETE", a, json("message", "m", "sha", "0".repeat(40))).expect(409);
    octocat.send("DELETE", path + "/contents/b", json("message", "m", "sha", sha)).expect(404);
    Answer gone = octocat.delete(a + "?message=m&sha=" + sha).expect(200);
    assertThat(gone.json("content").isNull()).isTrue();
    octocat.get(a).expect(404);
  }

  @Test
  void commits_areListedAndShown() {
    String path = repository("history");
    octocat.put(path + "/contents/a", write("1\n")).expect(201);
    Answer second = octocat.put(path + "/contents/b/c", write("2\n")).expect(201);
    String sha = second.json("commit/sha").asText();
    Answer list = octocat.get(path + "/commits?per_page=1").expect(200);
    assertThat(list.json("0/sha").asText()).isEqualTo(sha);
    assertThat(list.json("0/author/login").asText()).isEqualTo("octocat");
    assertThat(list.header("Link").orElseThrow()).contains("rel=\"next\"");
    assertThat(octocat.get(path + "/commits?path=a").json()).hasSize(1);
    octocat.get(path + "/commits?since=yesterday").expect(422);
    assertThat(octocat.get(path + "/commits?since=2020-01-01").expect(200).json()).hasSize(2);
    assertThat(octocat.get(path + "/commits?until=2020-01-01").expect(200).json()).isEmpty();
    Answer one = octocat.get(path + "/commits/main").expect(200);
    assertThat(one.json("files/0/filename").asText()).isEqualTo("b/c");
    assertThat(one.json("stats/total").asInt()).isEqualTo(1);
    String here = path + "/commits/" + sha;
    assertThat(octocat.get(here, "Accept", "application/vnd.github.sha").text()).isEqualTo(sha);
    assertThat(octocat.get(here, "Accept", "application/vnd.github.diff").text())
        .startsWith("diff --git a/b/c b/b/c");
    assertThat(octocat.get(here, "Accept", "application/vnd.github.v3.patch").text())
        .startsWith("From " + sha)
        .contains("Subject: [PATCH] m\n");
    octocat.get(path + "/commits/nope").expect(422);
  }

  @Test
  void branchesAndTrees_areShown() {
    String path = repository("shape");
    octocat.put(path + "/contents/b/c", write("2\n")).expect(201);
    assertThat(octocat.get(path + "/branches").expect(200).json("0/name").asText())
        .isEqualTo("main");
    Answer branch = octocat.get(path + "/branches/main").expect(200);
    assertThat(branch.json("commit/commit/message").asText()).isEqualTo("m");
    octocat.get(path + "/branches/feature/nope").expect(404);
    Answer flat = octocat.get(path + "/git/trees/main").expect(200);
    assertThat(flat.json("tree/0/type").asText()).isEqualTo("tree");
    assertThat(flat.json("tree")).hasSize(1);
    Answer deep =
        octocat.get(path + "/git/trees/" + flat.json("sha").asText() + "?recursive=1").expect(200);
    assertThat(deep.json("tree")).hasSize(2);
    assertThat(deep.json("tree/1/path").asText()).isEqualTo("b/c");
    octocat.get(path + "/git/trees/nope").expect(404);
  }
}
