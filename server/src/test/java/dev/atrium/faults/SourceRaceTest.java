// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.attributes;
import static dev.atrium.testing.Resources.changed;
import static dev.atrium.testing.Resources.file;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.Statements;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.junit.jupiter.api.Test;

/**
 * A repository that is closed to its reader after their source was looked at, and before it is
 * written, is not attached: the write decides again.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class SourceRaceTest extends ServerTest {
  private static final String SPACES = "/orgs/acme/copilot-spaces";
  private static final Map<String, ?> NOTE = note("n", "t");
  private static final String PERMISSION = "/repos/acme/plans/collaborators/monalisa";

  private Client octocat;
  private Client monalisa;
  private long closing;
  private String space;
  private long named;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    server.organization("acme", "octocat");
    Samples acme = new Samples(octocat, "/orgs/acme");
    acme.grantNothing();
    acme.member("monalisa");
    closing = acme.privateRepositoryWithReadme("plans");
    long open = acme.repository("open", "auto_init", true);
    space = acme.space("s", "base_role", "writer");
    acme.attach(space, NOTE);
    named = acme.attach(space, wholeRepository(open));
  }

  /**
   * Asks, and takes the permission away at the last moment.
   *
   * @param transactions how many the request asks for, of which the last one writes
   */
  private void refused(int transactions, Supplier<Answer> request) {
    octocat.put(PERMISSION, "{\"permission\":\"pull\"}");
    monalisa.get(space).expect(200); // What is kept of the token and of the space is as it is now.
    String before = octocat.get(space).expect(200).text();
    AtomicInteger begun = new AtomicInteger();
    server
        .database()
        .watch(transaction -> {
          if (transaction
              && Statements.carriesRequest()
              && begun.incrementAndGet() == transactions) {
            octocat.delete(PERMISSION).expect(204);
          }
          return SqlLogger.NOP_SQL_LOGGER;
        });
    try {
      assertThat(request.get().expect(422).text()).contains("that you can read");
    } finally {
      server.database().watch(null);
    }
    assertThat(begun.get()).isGreaterThan(transactions);
    assertThat(octocat.get(space).expect(200).text()).isEqualTo(before);
  }

  @Test
  void oneResource() {
    String resources = space + "/resources";
    refused(1, () -> monalisa.post(resources, json(wholeRepository(closing))));
    refused(1, () -> monalisa.post(resources, json(file(closing, "README.md"))));
  }

  @Test
  void oneResource_thatIsMovedThere() {
    String move = json("metadata", object("repository_id", closing));
    refused(2, () -> monalisa.put(space + "/resources/" + named, move));
  }

  @Test
  void oneOfABody() {
    Map<String, ?> file = file(closing, "README.md");
    String made = json("name", "s", "resources_attributes", List.of(file));
    refused(1, () -> monalisa.put(space, attributes(NOTE, wholeRepository(closing), NOTE)));
    refused(1, () -> monalisa.put(space, attributes(NOTE, file, NOTE)));
    refused(1, () -> monalisa.post(SPACES, made));
  }

  @Test
  void oneOfABody_thatIsMovedThere() {
    Map<String, ?> move = changed(named, "repository_id", closing);
    refused(2, () -> monalisa.put(space, attributes(NOTE, move)));
  }
}
