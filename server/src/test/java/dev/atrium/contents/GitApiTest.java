// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;

/** Refs, blobs, commits and tags, READMEs and languages. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class GitApiTest extends ServerTest {
  private static final String REPO = "/repos/octocat/hello";

  private Client octocat;
  private Client stranger;
  private String head;
  private String tag;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    stranger = server.user("stranger");
    Samples samples = new Samples(octocat, "/users/octocat");
    long id = samples.privateRepository("hello");
    samples.repository("empty");
    samples.repository("blobs");
    write("README.txt", "plain");
    write("readme.md", "# Hello");
    write("docs/README", "docs");
    write("src/Main.java", "class Main {}");
    write("src/run.sh", "true");
    head = write("data.json", "{}").json("commit/sha").asText();
    server.commitOnBranch(id, "feature/a", "a.py");
    server.commitOnBranch(id, "feature/b", "b.py");
    tag = tag(id, head);
  }

  private Answer write(String path, String text) {
    return write(REPO, path, text);
  }

  private Answer write(String repository, String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String content = Base64.getEncoder().encodeToString(bytes);
    return octocat
        .put(repository + "/contents/" + path, json("message", "m", "content", content))
        .expect(201);
  }

  /** Makes a plain and an annotated tag, and answers the id of the second. */
  private String tag(long id, String commit) {
    try (Stream<Path> all = Files.walk(server.data().resolve("repositories"))) {
      Path folder = all.filter(path -> path.endsWith(id + ".git")).findFirst().orElseThrow();
      try (Repository repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).build();
          ObjectInserter inserter = repository.newObjectInserter()) {
        TagBuilder builder = new TagBuilder();
        builder.setTag("v2");
        builder.setMessage("Second\n");
        builder.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
        builder.setTagger(
            new PersonIdent(
                "octocat", "o@example.com", Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
        ObjectId made = inserter.insert(builder);
        inserter.flush();
        point(repository, "refs/tags/v1", ObjectId.fromString(commit));
        point(repository, "refs/tags/v2", made);
        return made.name();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void point(Repository repository, String ref, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(id);
    assertThat(update.update()).isEqualTo(RefUpdate.Result.NEW);
  }

  private Answer valid(String operation, String path) {
    Answer answer = octocat.get(path).expect(200);
    assertThat(GitHubSchema.faults(operation, 200, answer.json())).isEmpty();
    return answer;
  }

  @Test
  void ref_isExact_andMatchingRefs_beginAlike() {
    Answer main = valid("git/get-ref", REPO + "/git/ref/heads/main");
    assertThat(main.json("object/sha").asText()).isEqualTo(head);
    assertThat(main.json("object/type").asText()).isEqualTo("commit");
    octocat.get(main.json("url").asText()).expect(200);
    octocat.get(main.json("object/url").asText()).expect(200);
    for (String none : new String[] {"heads/mai", "heads", "main", "heads/../heads/main", ""}) {
      octocat.get(REPO + "/git/ref/" + none).expect(404);
    }
    String matching = REPO + "/git/matching-refs/";
    assertThat(valid("git/list-matching-refs", matching + "heads/feat").json()).hasSize(2);
    assertThat(octocat.get(matching).expect(200).json()).hasSize(5);
    assertThat(octocat.get(matching + "tags").expect(200).json()).hasSize(2);
    assertThat(octocat.get(matching + "heads/../").expect(200).json()).isEmpty();
    assertThat(octocat.get(matching + "pull/").expect(200).json()).isEmpty();
  }

  @Test
  void refs_areListed_asEnterpriseServerDoes() {
    assertThat(octocat.get(REPO + "/git/refs").expect(200).json()).hasSize(5);
    Answer page = octocat.get(REPO + "/git/refs?per_page=2").expect(200);
    assertThat(page.json()).hasSize(2);
    assertThat(page.header("Link").orElse("")).contains("rel=\"last\"");
    assertThat(octocat.get(REPO + "/git/refs/heads/main").expect(200).json("ref").asText())
        .isEqualTo("refs/heads/main");
    assertThat(octocat.get(REPO + "/git/refs/heads/feature").expect(200).json()).hasSize(2);
    octocat.get(REPO + "/git/refs/heads/none").expect(404);
  }

  @Test
  void objects_areFoundByTheirFullIds() {
    Answer commit = valid("git/get-commit", REPO + "/git/commits/" + head);
    assertThat(commit.json("message").asText()).isEqualTo("m");
    Answer made = valid("git/get-tag", REPO + "/git/tags/" + tag);
    assertThat(made.json("tag").asText()).isEqualTo("v2");
    assertThat(made.json("message").asText()).isEqualTo("Second");
    assertThat(octocat.get(made.json("object/url").asText()).expect(200).json("sha").asText())
        .isEqualTo(head);
    String tree = commit.json("tree/sha").asText();
    for (String kind : new String[] {"commits/", "tags/", "blobs/"}) {
      for (String id : new String[] {tree, "0".repeat(40), head.substring(0, 7), "main", "%00"}) {
        octocat.get(REPO + "/git/" + kind + id).expect(404);
      }
    }
    octocat.get(REPO + "/git/commits/" + tag).expect(404);
    octocat.get(REPO + "/git/tags/" + head).expect(404);
    octocat.get(REPO + "/git/blobs/" + head).expect(404);
  }

  @Test
  void blob_isWhole_howeverLong() {
    String text = "0123456789abcdef\n".repeat(100_000);
    String blobs = "/repos/octocat/blobs";
    String sha = write(blobs, "large.bin", text).json("content/sha").asText();
    String path = blobs + "/git/blobs/" + sha;
    Answer blob = valid("git/get-blob", path);
    String content = blob.json("content").asText();
    assertThat(content.lines().mapToInt(String::length).max().orElse(0)).isEqualTo(60);
    assertThat(content).endsWith("\n");
    byte[] bytes = Base64.getMimeDecoder().decode(content);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(blob.json("size").asInt()).isEqualTo(text.length());
    assertThat(octocat.get(path, "Accept", "application/vnd.github.raw").expect(200).text())
        .isEqualTo(text);
    String etag = blob.header("ETag").orElseThrow();
    octocat.get(path, "If-None-Match", etag).expect(304);
    String none = write(blobs, "nothing", "").json("content/sha").asText();
    assertThat(valid("git/get-blob", blobs + "/git/blobs/" + none).json("content").asText())
        .isEmpty();
  }

  @Test
  void tags_leadToCommits_theNewestNameFirst() {
    Answer tags = valid("repos/list-tags", REPO + "/tags");
    assertThat(tags.json().findValuesAsText("name")).containsExactly("v2", "v1");
    assertThat(tags.json("0/commit/sha").asText()).isEqualTo(head);
    assertThat(octocat.get("/repos/octocat/empty/tags").expect(200).json()).isEmpty();
  }

  @Test
  void readme_prefersMarkdown_andIsFoundInFolders() {
    Answer readme = valid("repos/get-readme", REPO + "/readme");
    assertThat(readme.json("path").asText()).isEqualTo("readme.md");
    assertThat(octocat.get(REPO + "/readme", "Accept", "application/vnd.github.raw").text())
        .isEqualTo("# Hello");
    assertThat(octocat.get(REPO + "/readme", "Accept", "application/vnd.github.html").text())
        .contains("<h1>Hello</h1>");
    Answer docs = valid("repos/get-readme-in-directory", REPO + "/readme/docs?ref=v1");
    assertThat(docs.json("path").asText()).isEqualTo("docs/README");
    octocat.get(REPO + "/readme/src").expect(404);
    octocat.get(REPO + "/readme/readme.md").expect(404);
    octocat.get(REPO + "/readme?ref=none").expect(404);
    octocat.get("/repos/octocat/empty/readme").expect(404);
  }

  @Test
  void languages_countBytesOfPrograms() {
    Answer languages = valid("repos/list-languages", REPO + "/languages");
    assertThat(languages.text()).isEqualTo("{\"Java\":13,\"Shell\":4}");
    assertThat(octocat.get("/repos/octocat/empty/languages").expect(200).text()).isEqualTo("{}");
  }

  @Test
  void contributors_areAccounts_andAddressesIfAskedFor() {
    octocat.put(
        "/repos/octocat/blobs/contents/theirs",
        json(
            "message",
            "m",
            "content",
            "YQ==",
            "author",
            Map.of("name", "Ada", "email", "ada@example.net")));
    write("/repos/octocat/blobs", "ours", "b");
    String path = "/repos/octocat/blobs/contributors";
    Answer users = valid("repos/list-contributors", path);
    assertThat(users.json().findValuesAsText("login")).containsExactly("octocat");
    Answer all = valid("repos/list-contributors", path + "?anon=1");
    assertThat(all.json().findValuesAsText("name")).containsExactly("Ada");
    assertThat(all.json()).hasSize(2);
    octocat.get("/repos/octocat/empty/contributors").expect(204);
  }

  @Test
  void emptyRepository_hasNoObjects() {
    for (String path :
        new String[] {
          "/git/ref/heads/main",
          "/git/matching-refs/heads",
          "/git/refs",
          "/git/blobs/" + head,
          "/git/commits/" + head,
          "/git/tags/" + tag
        }) {
      assertThat(octocat.get("/repos/octocat/empty" + path).expect(409).json("message").asText())
          .isEqualTo("Git Repository is empty.");
    }
  }

  @Test
  void nobodyReads_whatTheyMayNot() {
    for (String path :
        new String[] {
          "/git/ref/heads/main",
          "/git/matching-refs/heads",
          "/git/refs",
          "/git/refs/heads/main",
          "/git/blobs/" + head,
          "/git/commits/" + head,
          "/git/tags/" + tag,
          "/readme",
          "/readme/docs",
          "/tags",
          "/languages",
          "/contributors"
        }) {
      stranger.get(REPO + path).expect(404);
      octocat.anonymous().get(REPO + path).expect(401);
      server.token("octocat", "public_repo").get(REPO + path).expect(404);
    }
  }
}
