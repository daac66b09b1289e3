// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.Statements;
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
  private static final String PERMISSION = "/repos/acme/plans/collaborators/monalisa";

  private Client octocat;
  private Client monalisa;
  private long closing;
  private String space;
  private String note;
  private String named;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    server.organization("acme", "octocat");
    octocat.patch("/orgs/acme", "{\"default_repository_permission\":\"none\"}").expect(200);
    octocat.put("/orgs/acme/memberships/monalisa", "{\"role\":\"member\"}").expect(200);
    closing = repository("plans", true);
    long open = repository("open", false);
    Answer made =
        octocat
            .post(
                SPACES,
                """
                {"name":"s","base_role":"writer","resources_attributes":[
                  {"resource_type":"free_text","metadata":{"name":"n","text":"t"}},
                  {"resource_type":"repository","metadata":{"repository_id":%d}}]}
                """
                    .formatted(open))
            .expect(201);
    space = SPACES + "/" + made.json("number");
    note = source("free_text", "\"name\":\"n\",\"text\":\"t\"");
    named = made.json("resources_attributes/1/id").asText();
  }

  private long repository(String name, boolean isPrivate) {
    return octocat
        .post(
            "/orgs/acme/repos",
            "{\"name\":\"%s\",\"private\":%s,\"auto_init\":true}".formatted(name, isPrivate))
        .expect(201)
        .json("id")
        .asLong();
  }

  private static String source(String type, String metadata) {
    return "{\"resource_type\":\"%s\",\"metadata\":{%s}}".formatted(type, metadata);
  }

  private String ofClosing(String type, String more) {
    return source(type, "\"repository_id\":%d%s".formatted(closing, more));
  }

  private static String body(String... elements) {
    return "{\"resources_attributes\":[" + String.join(",", elements) + "]}";
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
    String file = ",\"file_path\":\"README.md\"";
    String resources = space + "/resources";
    refused(1, () -> monalisa.post(resources, ofClosing("repository", "")));
    refused(1, () -> monalisa.post(resources, ofClosing("github_file", file)));
  }

  @Test
  void oneResource_thatIsMovedThere() {
    String move = "{\"metadata\":{\"repository_id\":%d}}".formatted(closing);
    refused(2, () -> monalisa.put(space + "/resources/" + named, move));
  }

  @Test
  void oneOfABody() {
    String file = ofClosing("github_file", ",\"file_path\":\"README.md\"");
    refused(1, () -> monalisa.put(space, body(note, ofClosing("repository", ""), note)));
    refused(1, () -> monalisa.put(space, body(note, file, note)));
    refused(1, () -> monalisa.post(SPACES, "{\"name\":\"s\"," + body(file).substring(1)));
  }

  @Test
  void oneOfABody_thatIsMovedThere() {
    String move = "{\"id\":%s,\"metadata\":{\"repository_id\":%d}}".formatted(named, closing);
    refused(2, () -> monalisa.put(space, body(note, move)));
  }
}
