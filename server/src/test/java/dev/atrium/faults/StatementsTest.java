// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.attributes;
import static dev.atrium.testing.Resources.resource;
import static dev.atrium.testing.Resources.wholeRepository;
import static dev.atrium.testing.Samples.collaborator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.Statements;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Holds operations to a budget of statements. Each is asked twice to warm up, and counted the third
 * time. A budget may go down; whoever lets one go up says why.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class StatementsTest extends ServerTest {
  private static final int WARM_UP = 2;
  private static final int MANY = 500;

  /** One of them enqueues the job that brings the index up to date. */
  private static final int MOST_FOR_MANY = 26;

  private static final int ATTACHMENTS = 100;
  private static final int SECRET_TEAMS = 20;
  private static final String SPACES = "/orgs/acme/copilot-spaces";

  private final SoftAssertions held = new SoftAssertions();
  private Client octocat;
  private Client monalisa;
  private Samples acme;
  private long repository;
  private long other;
  private String space;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    server.organization("acme", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    acme.member("monalisa");
    repository = acme.privateRepositoryWithReadme("hello");
    other = acme.privateRepositoryWithReadme("other");
    server.commitOnBranch(repository, "work", "work.txt");
    issuesAndAttachments();
    space = space();
    acme.attach(space, note(0));
    acme.attach(space, wholeRepository(repository));
  }

  /** Odd numbers are issues, even ones pull requests; and what octocat uploaded. */
  private void issuesAndAttachments() {
    String head = commit("work");
    String base = commit("main");
    server
        .database()
        .write(transaction -> {
          for (int number = 1; number <= 2 * MANY; number++) {
            transaction
                .handle()
                .createUpdate(
                    """
                    INSERT INTO issue (repository_id, number, pull_request, title, state, author_id, labels, created_at,
                      updated_at, draft, head_ref, head_sha, base_ref, base_sha)
                    SELECT :repository_id, :number, :pull_request, 't', 'open', owner_id, '[]', 0, 0, FALSE,
                      :head_ref, :head_sha, :base_ref, :base_sha
                    FROM repository WHERE id = :repository_id
                    """)
                .bind("repository_id", repository)
                .bind("number", number)
                .bind("pull_request", number % 2 == 0)
                .bind("head_ref", number % 2 == 0 ? "work" : null)
                .bind("head_sha", number % 2 == 0 ? head : null)
                .bind("base_ref", number % 2 == 0 ? "main" : null)
                .bind("base_sha", number % 2 == 0 ? base : null)
                .execute();
          }
          for (int id = 1; id <= ATTACHMENTS; id++) {
            transaction
                .handle()
                .createUpdate(
                    """
                    INSERT INTO chat_attachment (id, user_id, created_at)
                    SELECT :id, id, 0 FROM account WHERE login = 'octocat'
                    """)
                .bind("id", id)
                .execute();
          }
          return true;
        });
  }

  private String commit(String branch) {
    return octocat.get("/repos/acme/hello/branches/" + branch).json("commit/sha").asText();
  }

  private String space() {
    return acme.space("s", "base_role", "reader");
  }

  private Answer post(String path, Map<String, ?> body) {
    return octocat.post(path, json(body)).expect(201);
  }

  private static Map<String, ?> note(int i) {
    return Resources.note("n" + i, "t");
  }

  private Map<String, ?> file(int i) {
    return Resources.file(repository, "README.md", "sha", String.valueOf(i));
  }

  private Map<String, ?> issue(int i) {
    return resource("github_issue", "repository_id", repository, "number", 2 * i + 1);
  }

  private Map<String, ?> pull(int i) {
    return resource("github_pull_request", "repository_id", repository, "number", 2 * i + 2);
  }

  private static Map<String, ?> upload(int i) {
    return resource(
        "uploaded_text_file", "name", "u" + i, "copilot_chat_attachment_id", 1 + i % ATTACHMENTS);
  }

  private Map<String, ?> mixed(int i) {
    return switch (i % 6) {
      case 0 -> note(i);
      case 1 -> file(i);
      case 2 -> issue(i);
      case 3 -> pull(i);
      case 4 -> upload(i);
      default -> wholeRepository(repository);
    };
  }

  /** Asks for it again and again, by a number that is another one every time. */
  private void budget(int most, String operation, IntFunction<Answer> request) {
    for (int i = 0; i < WARM_UP; i++) {
      done(request.apply(i));
    }
    Statements statements = Statements.of(server.database(), () -> done(request.apply(WARM_UP)));
    held.assertThat(statements.all()).as("%s", operation).hasSizeLessThanOrEqualTo(most);
    held.assertThat(statements.insideOthers())
        .as("%s: statements inside of others", operation)
        .isEmpty();
  }

  private static void done(Answer answer) {
    assertThat(answer.status()).as("%s: %s", answer.request(), answer.text()).isBetween(200, 299);
  }

  /** A write of a resource enqueues the job that brings the index up to date. */
  @Test
  void spaces_andTheirResources() {
    String resources = space + "/resources";
    budget(1, "GET space", i -> octocat.get(space).expect(200));
    budget(2, "GET spaces", i -> octocat.get(SPACES).expect(200));
    budget(5, "GET resources", i -> octocat.get(resources).expect(200));
    budget(12, "POST note", i -> post(resources, note(i)));
    budget(13, "POST github_file", i -> post(resources, file(i)));
    budget(13, "POST repository", i -> post(resources, wholeRepository(repository)));
    acme.share(space, "User", "monalisa", "writer");
    budget(14, "POST note as a collaborator", i -> monalisa.post(resources, json(note(i))));
    String one = resources + "/" + post(resources, note(9)).json("id");
    budget(17, "PUT note", i -> octocat.put(one, text(i)).expect(200));
    String two = resources + "/" + post(resources, file(9)).json("id");
    budget(19, "PUT github_file", i -> octocat.put(two, sha(100 + i)).expect(200));
    List<Long> ids =
        IntStream.range(0, 3).mapToObj(i -> post(resources, note(i)).json("id").asLong()).toList();
    budget(13, "DELETE resource", i -> octocat.delete(resources + "/" + ids.get(i)).expect(204));
    budget(16, "PUT space", i -> octocat.put(space, json("name", "s" + i)).expect(200));
    held.assertAll();
  }

  private static String text(int i) {
    return json("metadata", object("text", "t" + i));
  }

  private static String sha(int i) {
    return json("metadata", object("sha", "s" + i));
  }

  /** A text of an issue is read by five statements, and a search here finds two of them. */
  @Test
  void theContentOfASpace() {
    String full = space();
    for (Map<String, ?> source :
        List.of(note(1), issue(1), pull(1), file(1), wholeRepository(other))) {
      acme.attach(full, source);
    }
    Indexed.await(octocat, full);
    budget(7, "GET sources", i -> octocat.get(full + "/sources"));
    budget(7, "GET documents", i -> octocat.get(full + "/documents"));
    budget(17, "GET search", i -> octocat.get(full + "/search?q=hello"));
    budget(22, "GET exact search", i -> octocat.get(full + "/search?q=hello&mode=exact"));
    octocat
        .get(full + "/documents")
        .json("documents")
        .findValuesAsText("id")
        .forEach(id -> budget(12, "GET document", i -> octocat.get(full + "/documents/" + id)));
    String named = "/repos/acme/hello/issues/3";
    String comments = named + "/comments";
    budget(23, "PATCH issue", i -> octocat.patch(named, json("title", "t" + i)));
    budget(19, "POST comment", i -> octocat.post(comments, json("body", "b" + i)));
    held.assertAll();
  }

  @Test
  void repositories() {
    budget(1, "GET repository", i -> octocat.get("/repos/acme/hello").expect(200));
    held.assertAll();
  }

  @Test
  void collaborators() {
    String shared = space();
    String all = shared + "/collaborators";
    List<String> roles = List.of("reader", "writer", "admin");
    List<String> added = List.of("a", "b", "c");
    server.user("hubot");
    acme.member("hubot");
    for (String login : added) {
      server.user(login);
      acme.member(login);
    }
    acme.team("justice", "privacy", "closed");
    acme.share(shared, "User", "hubot", "reader");
    acme.share(shared, "Team", "justice", "reader");
    budget(
        11,
        "POST collaborator",
        i -> octocat.post(all, collaborator("User", added.get(i), "reader")).expect(201));
    budget(11, "PUT collaborator", i -> octocat.put(all + "/User/hubot", role(roles, i)));
    budget(12, "PUT team", i -> octocat.put(all + "/Team/justice", role(roles, i)));
    for (int i = 0; i < SECRET_TEAMS; i++) {
      acme.team("t" + i, "privacy", "secret");
      if (i % 2 == 0) {
        acme.teamMember("t" + i, "monalisa");
      }
      acme.share(shared, "Team", "t" + i, "reader");
    }
    budget(7, "GET collaborators as the owner", i -> octocat.get(all).expect(200));
    budget(7, "GET collaborators as a member", i -> monalisa.get(all).expect(200));
    held.assertAll();
    assertThat(monalisa.get(all).json("collaborators").size())
        .isEqualTo(octocat.get(all).json("collaborators").size() - SECRET_TEAMS / 2);
  }

  private static String role(List<String> roles, int i) {
    return json("role", roles.get(i % roles.size()));
  }

  @Test
  void aSpaceFullOfSources() {
    Stream.of(
            new Kind("notes", StatementsTest::note),
            new Kind("files", this::file),
            new Kind("issues", this::issue),
            new Kind("pull requests", this::pull),
            new Kind("repositories", i -> wholeRepository(repository)),
            new Kind("uploads", StatementsTest::upload),
            new Kind("of every kind", this::mixed))
        .forEach(this::fill);
    held.assertAll();
  }

  private void fill(Kind kind) {
    List<String> full = List.of(space(), space(), space());
    budget(
        MOST_FOR_MANY,
        "PUT of %d new %s".formatted(MANY, kind.name()),
        i -> sources(full.get(i), MANY, kind.body()));
    JsonNode made = octocat.get(full.getFirst()).expect(200).json("resources_attributes");
    budget(
        MOST_FOR_MANY,
        "PUT of %d changed %s".formatted(MANY, kind.name()),
        i -> sources(full.getFirst(), MANY, at -> changed(made.get(at), i)));
    List<JsonNode> now =
        full.stream().map(of -> octocat.get(of).json("resources_attributes")).toList();
    budget(
        MOST_FOR_MANY,
        "PUT of %d deleted %s".formatted(MANY, kind.name()),
        i -> sources(full.get(i), MANY, at -> destroyed(now.get(i).get(at))));
  }

  private Answer sources(String of, int count, IntFunction<Map<String, ?>> body) {
    Object[] all = IntStream.range(0, count).mapToObj(body).toArray();
    return octocat.put(of, attributes(all)).expect(200);
  }

  /** Something else of the same kind. */
  private Map<String, ?> changed(JsonNode resource, int round) {
    long id = resource.get("id").asLong();
    return switch (resource.get("resource_type").asText()) {
      case "free_text" -> Resources.changed(id, "text", String.valueOf(round));
      case "github_file" -> Resources.changed(id, "sha", round + " " + id);
      case "repository" ->
          Resources.changed(id, "repository_id", round % 2 == 0 ? other : repository);
      case "uploaded_text_file" -> Resources.changed(id, "name", String.valueOf(round));
      default -> {
        int number = resource.at("/metadata/number").asInt();
        yield Resources.changed(id, "number", (number + 2 * round + 1) % (2 * MANY) + 1);
      }
    };
  }

  private static Map<String, ?> destroyed(JsonNode resource) {
    return Resources.destroyed(resource.get("id").asLong());
  }

  private record Kind(String name, IntFunction<Map<String, ?>> body) {}
}
