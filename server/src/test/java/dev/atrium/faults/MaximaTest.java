// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.Statements;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Lists in bodies: longer ones than the maximum are refused before anything is written, and those
 * up to it are written with as many statements as short ones.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class MaximaTest extends ServerTest {
  private static final int FEW = 3;
  private static final int MANY = 500;
  private static final int PEOPLE = 100;

  /** As many as the feed of changes takes in one statement, and no more. */
  private static final int SPACES = 50;

  private static final int LARGE_SPACE = 500;
  private static final String SETTINGS = "/orgs/acme/copilot/coding-agent/permissions";
  private static final String REPOSITORIES = "repository_ids";

  private Client octocat;
  private Samples acme;
  private List<Long> repositories;
  private List<String> names;
  private List<String> logins;
  private Client app;
  private String tokens;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.user("monalisa");
    server.user("hubot");
    server.organization("acme", "octocat");
    server.organization("other", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    acme.member("monalisa");
    names = IntStream.range(0, MANY).mapToObj(i -> "r" + i).toList();
    names.forEach(this::insertRepository);
    logins = IntStream.range(0, PEOPLE).mapToObj(i -> "m" + i).toList();
    logins.forEach(this::insertMember);
    repositories = ids("SELECT repository.id FROM repository WHERE name_key LIKE 'r%' ORDER BY id");
    octocat.put(SETTINGS, "{\"enabled_repositories\":\"selected\"}").expect(204);
    app();
  }

  private void insertRepository(String name) {
    insert(
        """
        INSERT INTO repository (owner_id, name, name_key, private, archived, default_branch, next_issue_number,
          created_at, updated_at)
        SELECT id, :name, :name, TRUE, FALSE, 'main', 1, 0, 0 FROM account WHERE login = 'acme'
        """,
        name);
  }

  private void insertMember(String login) {
    insert(
        """
        INSERT INTO account (kind, login, login_key, site_admin, suspended, default_repository_permission,
          members_can_create_repositories, next_space_number, created_at, updated_at)
        VALUES ('User', :name, :name, FALSE, FALSE, 'read', FALSE, 1, 0, 0)
        """,
        login);
    insert(
        """
        INSERT INTO membership (org_id, user_id, role)
        SELECT org.id, person.id, 'member' FROM account org JOIN account person ON person.login = :name
        WHERE org.login = 'acme'
        """,
        login);
  }

  private void insert(String sql, String name) {
    server
        .database()
        .write(transaction -> transaction.handle().createUpdate(sql).bind("name", name).execute());
  }

  private List<Long> ids(String sql) {
    return server.database().read(handle -> handle.createQuery(sql).mapTo(Long.class).list());
  }

  private void app() {
    JsonNode made =
        server
            .admin()
            .post(
                "/admin/apps",
                json("name", "bot", "owner", "acme", "permissions", object("contents", "read")))
            .expect(201)
            .json();
    long installation =
        server
            .admin()
            .post("/admin/apps/bot/installations", json("account", "acme"))
            .expect(201)
            .json("id")
            .asLong();
    app = octocat.with(AppJwt.of(made.get("id").asLong(), made.get("pem").asText()));
    tokens = "/app/installations/" + installation + "/access_tokens";
  }

  private static List<Long> numbers(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static List<String> texts(int count) {
    return Collections.nCopies(count, "x");
  }

  private static String space(int changes) {
    return Resources.attributes(
        IntStream.rangeClosed(1, changes).mapToObj(Resources::destroyed).toArray());
  }

  @Test
  void longerLists_areRefused_beforeAnythingIsWritten() {
    Client admin = server.admin();
    String sample = acme.space("s");
    String teams = "/orgs/acme/teams";
    String tokensOf = "/admin/users/monalisa/";
    refused(octocat, "PUT", sample, space(2 * LARGE_SPACE + 1), "resources_attributes");
    refused(
        octocat, "POST", teams, json("name", "t", "maintainers", texts(PEOPLE + 1)), "maintainers");
    refused(octocat, "POST", teams, json("name", "t", "repo_names", texts(MANY + 1)), "repo_names");
    refused(
        octocat,
        "PUT",
        SETTINGS + "/repositories",
        json("selected_repository_ids", numbers(1001)),
        "selected_repository_ids");
    refused(
        octocat,
        "POST",
        "/repos/acme/r0/transfer",
        json("new_owner", "other", "team_ids", numbers(101)),
        "team_ids");
    refused(
        admin,
        "POST",
        tokensOf + "fine-grained-tokens",
        json("resource_owner", "acme", REPOSITORIES, numbers(MANY + 1)),
        REPOSITORIES);
    refused(
        admin,
        "POST",
        "/admin/organizations/acme/installation-tokens",
        json(REPOSITORIES, numbers(MANY + 1)),
        REPOSITORIES);
    refused(admin, "POST", tokensOf + "authorizations", json("scopes", texts(101)), "scopes");
    refused(
        admin,
        "POST",
        "/admin/apps/bot/installations",
        json("account", "acme", REPOSITORIES, numbers(5001)),
        REPOSITORIES);
    refused(
        admin,
        "PATCH",
        "/admin/apps/bot",
        json("callback_urls", Collections.nCopies(11, "https://a.example/")),
        "callback_urls");
    refused(app, "POST", tokens, json("repositories", texts(MANY + 1)), "repositories");
    refused(app, "POST", tokens, json(REPOSITORIES, numbers(MANY + 1)), REPOSITORIES);
    String issues = "/repos/acme/r0/issues";
    refused(octocat, "POST", issues, json("title", "t", "labels", texts(101)), "labels");
    refused(octocat, "POST", issues, json("title", "t", "assignees", texts(11)), "assignees");
    octocat.get(issues + "?labels=" + "x,".repeat(100)).expect(422);
    octocat.get(issues + "?creator=" + "x".repeat(4097)).expect(422);
  }

  private void refused(Client by, String method, String path, String body, String field) {
    AtomicReference<Answer> answer = new AtomicReference<>();
    Statements statements =
        Statements.of(server.database(), () -> answer.set(by.send(method, path, body)));
    answer.get().expect(422);
    assertThat(answer.get().json("errors")).as(path).hasSize(1);
    assertThat(answer.get().json("errors/0/field").asText()).isEqualTo(field);
    assertThat(answer.get().json("errors/0/message").asText()).contains("must have at most");
    assertThat(statements.all())
        .as(path)
        .noneMatch(sql -> sql.toUpperCase(Locale.ROOT).matches("(INSERT|UPDATE|DELETE).*"));
  }

  @Test
  void statements_doNotGrowWithTheList() {
    Client admin = server.admin();
    same("POST team", PEOPLE, count -> () -> team(count, count * MANY / PEOPLE));
    octocat.put(SETTINGS + "/repositories", selection(0)).expect(204);
    int few = counted(() -> select(FEW));
    int fewLess = counted(() -> select(0));
    int many = counted(() -> select(MANY));
    int manyLess = counted(() -> select(0));
    assertThat(many).as("selection").isEqualTo(few);
    assertThat(manyLess).as("end of a selection").isEqualTo(fewLess);
    same(
        "POST fine-grained token",
        MANY,
        count ->
            () ->
                admin.post(
                    "/admin/users/monalisa/fine-grained-tokens",
                    json(
                        "resource_owner",
                        "acme",
                        "repository_selection",
                        "selected",
                        REPOSITORIES,
                        repositories.subList(0, count))));
    same(
        "POST token of an installation",
        MANY,
        count -> () -> app.post(tokens, json("repositories", names.subList(0, count))));
    same(
        "POST installation",
        MANY,
        count ->
            () ->
                admin.post(
                    "/admin/apps/bot/installations",
                    json(
                        "account",
                        "acme",
                        "repository_selection",
                        "selected",
                        REPOSITORIES,
                        repositories.subList(0, count))));
    admin.post("/admin/apps/bot/installations", json("account", "acme")).expect(200);
  }

  private Answer team(int maintainers, int teamRepositories) {
    return octocat.post(
        "/orgs/acme/teams",
        json(
            "name",
            "team" + maintainers + "of" + System.nanoTime(),
            "maintainers",
            logins.subList(0, maintainers),
            "repo_names",
            names.subList(0, teamRepositories)));
  }

  private String selection(int count) {
    return json("selected_repository_ids", repositories.subList(0, count));
  }

  private Answer select(int count) {
    return octocat.put(SETTINGS + "/repositories", selection(count));
  }

  @Test
  void statements_doNotGrowWithWhatGoesToo() {
    Client admin = server.admin();
    List<Long> teams =
        IntStream.range(0, PEOPLE)
            .mapToObj(i -> new Samples(octocat, "/orgs/other").team("given" + i))
            .toList();
    same(
        "POST transfer",
        PEOPLE,
        count -> {
          acme.privateRepository("moved" + count);
          String body = json("new_owner", "other", "team_ids", teams.subList(0, count));
          return () -> octocat.post("/repos/acme/moved" + count + "/transfer", body);
        });
    same(
        "DELETE tokens",
        PEOPLE,
        count -> {
          IntStream.range(0, count).forEach(i -> server.token("hubot"));
          return () -> admin.delete("/admin/users/hubot/authorizations");
        });
    same(
        "DELETE team with those below",
        PEOPLE,
        count -> {
          long top = acme.team("top" + count, "privacy", "closed");
          IntStream.range(0, count)
              .forEach(i -> acme.team("below" + count + "x" + i, "parent_team_id", top));
          return () -> octocat.delete("/orgs/acme/teams/top" + count);
        });
    same(
        "DELETE repository",
        SPACES,
        count -> {
          long named = acme.privateRepository("named" + count);
          IntStream.range(0, count)
              .forEach(i -> acme.attach(acme.space("s"), Resources.wholeRepository(named)));
          return () -> octocat.delete("/repos/acme/named" + count);
        });
  }

  /**
   * Compares a few with many, after a request that warms up.
   *
   * @param prepared makes what a request of that many needs, and returns the request
   */
  private void same(String what, int many, IntFunction<Supplier<Answer>> prepared) {
    counted(prepared.apply(FEW - 1));
    int few = counted(prepared.apply(FEW));
    assertThat(counted(prepared.apply(many))).as(what).isEqualTo(few);
  }

  private int counted(Supplier<Answer> request) {
    Statements statements =
        Statements.of(
            server.database(),
            () -> {
              Answer answer = request.get();
              assertThat(answer.status())
                  .as("%s: %s", answer.request(), answer.text())
                  .isBetween(200, 299);
            });
    assertThat(statements.insideOthers()).isEmpty();
    return statements.all().size();
  }
}
