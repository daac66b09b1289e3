// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.Statements;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/**
 * Reads that were decided on, and then wait so long that the right to them ends and something new
 * is written. They must not show it.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init") // Set before any test.
class SlowReadRaceTest extends ServerTest {
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(60);

  private Client admin;
  private Client octocat;
  private Client monalisa;

  @Override
  protected void prepare() {
    admin = server.admin();
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
  }

  /** Answers a read, right before a statement of which others make a change. */
  private Answer read(Client by, String path, String statement, Runnable change) {
    SqlLogger before =
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            if (context.getRenderedSql().contains(statement)) {
              server.database().watch(null);
              long begun = System.nanoTime();
              CompletableFuture.runAsync(change).join();
              while (System.nanoTime() - begun < LONG) {
                Thread.onSpinWait();
              }
            }
          }
        };
    server
        .database()
        .watch(transaction -> Statements.carriesRequest() ? before : SqlLogger.NOP_SQL_LOGGER);
    try {
      return by.get(path);
    } finally {
      server.database().watch(null);
    }
  }

  @Test
  void issues_afterTheCollaboratorWasRemoved() {
    new Samples(octocat, "/users/octocat").privateRepository("plans");
    String plans = "/repos/octocat/plans";
    octocat.put(plans + "/collaborators/monalisa", json("permission", "pull")).expect(201);
    monalisa.get(plans + "/issues").expect(200);
    Answer answer =
        read(
            monalisa,
            plans + "/issues?labels=",
            "FROM issue",
            () -> {
              octocat.delete(plans + "/collaborators/monalisa").expect(204);
              octocat.post(plans + "/issues", json("title", "secret")).expect(201);
            });
    assertThat(answer.expect(404).text()).doesNotContain("secret");
  }

  @Test
  void aListOfSpaces_afterTheMemberWasRemoved() {
    server.organization("comet", "octocat");
    Samples comet = new Samples(octocat, "/orgs/comet");
    comet.member("monalisa");
    comet.space("open", "base_role", "reader");
    String spaces = "/orgs/comet/copilot-spaces";
    assertThat(monalisa.get(spaces).expect(200).text()).contains("open");
    Answer answer =
        read(
            monalisa,
            spaces,
            "FROM page",
            () -> {
              octocat.delete("/orgs/comet/memberships/monalisa").expect(204);
              comet.space("secret", "base_role", "reader");
            });
    assertThat(answer.expect(404).text()).doesNotContain("secret");
  }

  @Test
  void anAuditLog_afterTheTokenWasRevoked() {
    Client hubot = server.user("hubot");
    server.organization("orbit", "hubot");
    Client reader = server.token("hubot", "read:audit_log");
    String search = "/orgs/orbit/audit-log?phrase=org:orbit";
    reader.get(search).expect(200);
    Answer answer =
        read(
            reader,
            search,
            "FROM audit_entry",
            () -> {
              hubot.post("/orgs/orbit/repos", json("name", "secret")).expect(201);
              admin.delete("/admin/users/hubot/authorizations").expect(204);
            });
    assertThat(answer.expect(401).text()).doesNotContain("secret");
  }

  /** The space stays visible: its source is what is taken back, while a text of it is read. */
  @Test
  void theContentOfASpace_afterTheCollaboratorWasRemoved() {
    server.organization("probe", "octocat");
    Samples probe = new Samples(octocat, "/orgs/probe");
    probe.grantNothing();
    probe.member("monalisa");
    long id = probe.privateRepository("plans");
    String plans = "/repos/probe/plans";
    octocat.post(plans + "/issues", json("title", "Launch", "body", "soon")).expect(201);
    String space = probe.space("s", "base_role", "reader");
    String access = plans + "/collaborators/monalisa";
    String document =
        "/documents/"
            + probe.attach(space, resource("github_issue", "repository_id", id, "number", 1));
    for (String path : List.of(document, "/search?q=launch", "/search?q=Launch&mode=exact")) {
      octocat.put(access, json("permission", "pull"));
      octocat.patch(plans + "/issues/1", json("body", "soon")).expect(200);
      Indexed.await(octocat, space);
      assertThat(monalisa.get(space + path).expect(200).text()).as(path).contains("Launch");
      Answer answer =
          read(
              monalisa,
              space + path,
              "FROM issue_comment WHERE issue_id",
              () -> {
                octocat.delete(access).expect(204);
                octocat.patch(plans + "/issues/1", json("body", "secret")).expect(200);
              });
      assertThat(answer.text()).as(path).doesNotContain("Launch");
    }
  }
}
