// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.Statements;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is deleted or renamed after a request was decided on, and before it writes. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
class MeanwhileTest extends ServerTest {
  private static final String DELETE_LEAVER = "/admin/users/leaver";

  private int made;
  private String org;
  private Client admin;
  private Client leaver;
  private String repository;

  @BeforeEach
  void aUserWhoLeaves() {
    admin = server.admin();
    Client stayer = server.user("stayer");
    leaver = server.user("leaver");
    org = "orbit" + made++;
    server.organization(org, "stayer");
    repository = "/repositories/" + new Samples(stayer, "/orgs/" + org).repository("code");
  }

  /** Makes a change right before the request's first write. */
  private Answer before(Runnable change, Supplier<Answer> request) {
    server
        .database()
        .watch(transaction -> {
          if (Statements.carriesRequest() && writes()) {
            server.database().watch(null);
            change.run();
          }
          return SqlLogger.NOP_SQL_LOGGER;
        });
    return request.get();
  }

  private static boolean writes() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames.anyMatch(frame ->
                frame.getClassName().endsWith(".db.Units")
                    && frame.getMethodName().equals("write")));
  }

  private void deleteLeaver() {
    admin.delete(DELETE_LEAVER).expect(204);
  }

  @Test
  void whoIsDeleted_writesNothing_andIsAskedToSignIn() {
    before(this::deleteLeaver, () -> leaver.post(repository + "/issues", json("title", "t")))
        .expect(401);
    admin.get(repository + "/issues").expect(200);
  }

  @Test
  void whoIsDeleted_makesNoSpace() {
    String spaces = "/users/leaver/copilot-spaces";
    before(this::deleteLeaver, () -> leaver.post(spaces, json("name", "s"))).expect(401);
  }

  @Test
  void settingsOfAnOrganizationDeleted_areNotMade() {
    String settings = "/orgs/" + org + "/copilot/coding-agent/permissions";
    Client installation =
        server.installation(org, object("organization_copilot_agent_settings", "write"));
    before(
            () -> server.token("stayer").delete("/orgs/" + org).expect(202),
            () -> installation.put(settings, json("enabled_repositories", "all")))
        .expect(401);
  }

  @Test
  void issuesOfSomebodyDeletedWhileTheyAreShown_areTheGhosts() {
    String issues = repository + "/issues";
    leaver.post(issues, json("title", "t")).expect(201);
    SqlLogger atThePeople =
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            if (context.getRenderedSql().contains("FROM account WHERE id IN")) {
              server.database().watch(null);
              deleteLeaver();
            }
          }
        };
    server
        .database()
        .watch(transaction -> Statements.carriesRequest() ? atThePeople : SqlLogger.NOP_SQL_LOGGER);
    Answer listed = admin.get(issues).expect(200);
    server.database().watch(null);
    assertThat(listed.json("0/user/login").asText()).isIn("leaver", "ghost");
    assertThat(admin.get(issues).json("0/user/login").asText()).isEqualTo("ghost");
  }

  @Test
  void tokensOfSomebodyDeleted_areNotMade() {
    String authorizations = DELETE_LEAVER + "/authorizations";
    before(this::deleteLeaver, () -> admin.post(authorizations, json("scopes", List.of("repo"))))
        .expect(404);
  }

  @Test
  void anAppIsNotInstalledOnSomebodyDeleted() {
    String app = json("name", "Helper " + org, "owner", "stayer");
    String slug = admin.post("/admin/apps", app).expect(201).json("slug").asText();
    String installations = "/admin/apps/" + slug + "/installations";
    before(this::deleteLeaver, () -> admin.post(installations, json("account", "leaver")))
        .expect(422);
  }

  @Test
  void ofTwoDeletionsOfTheSameUser_oneIsDone() {
    before(this::deleteLeaver, () -> admin.delete(DELETE_LEAVER)).expect(404);
  }

  /** On SQLite one thread writes, so that nothing comes between two statements of a write. */
  @Test
  void ofTwoOwnersDeletedAtOnce_oneStays() {
    Assumptions.assumeTrue(product == Product.POSTGRESQL);
    server.user("other");
    String own = "alone-" + org;
    server.organization(own, "leaver");
    admin.put("/orgs/" + own + "/memberships/other", json("role", "admin")).expect(200);
    SqlLogger atTheLock =
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            if (context.getRenderedSql().contains("UPDATE directory_version")) {
              server.database().watch(null);
              admin.delete("/admin/users/other").expect(204);
            }
          }
        };
    server
        .database()
        .watch(transaction -> Statements.carriesRequest() ? atTheLock : SqlLogger.NOP_SQL_LOGGER);
    admin.delete(DELETE_LEAVER).expect(422);
    admin.delete("/orgs/" + own).expect(202);
  }

  @Test
  void aTokenThatIsRefused_leavesNoBot() {
    String tokens = "/admin/organizations/" + org + "/installation-tokens";
    String bot = "/users/" + org + ".atrium%5Bbot%5D";
    String unknown =
        json(
            "permissions",
            object("contents", "read"),
            "repository_selection",
            "selected",
            "repository_ids",
            List.of(9_999_999));
    admin.post(tokens, unknown).expect(422);
    admin.get(bot).expect(404);
    admin.post(tokens, json("permissions", object("contents", "read"))).expect(201);
    admin.get(bot).expect(200);
  }

  @Test
  void aFormerName_thatAnAccountBringsIntoUse_leadsNowhereElse_evenLater() {
    String elsewhere = "elsewhere-" + org;
    String code = "/repos/" + org + "/code";
    admin.patch("/admin/organizations/" + org, json("login", elsewhere)).expect(202);
    admin.get(code).expect(301);
    server.organization("next-" + org, "stayer");
    Client stayer = server.token("stayer");
    new Samples(stayer, "/orgs/next-" + org).repository("code");
    admin.patch("/admin/organizations/next-" + org, json("login", org)).expect(202);
    admin.get(code).expect(200);
    stayer.delete(code).expect(204);
    admin.get(code).expect(404);
  }
}
