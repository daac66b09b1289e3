// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.ServerTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is written while somebody reads is shown to nobody who may not see it. */
@Order(8)
@EachDatabase
@SuppressWarnings("NullAway.Init") // Set before any test.
class ReadingRaceTest extends ServerTest {
  private static final String SPACES = "/orgs/acme/copilot-spaces";
  private static final int READERS = 4;

  private Client owner;
  private Client member;

  @Override
  protected void prepare() {
    owner = server.user("octocat");
    member = server.user("monalisa");
    server.organization("acme", "octocat");
    owner.patch("/orgs/acme", "{\"default_repository_permission\":\"none\"}").expect(200);
    owner.put("/orgs/acme/memberships/monalisa", "{\"role\":\"member\"}").expect(200);
  }

  @Test
  void resources_ofAnUnreadableRepository_areHidden_whileTheyAreAttached() {
    long repository =
        owner
            .post("/orgs/acme/repos", "{\"name\":\"secret\",\"private\":true}")
            .expect(201)
            .json("id")
            .asLong();
    long number = create("{\"name\":\"a\",\"base_role\":\"reader\"}");
    String space = SPACES + "/" + number;
    String source =
        json("resource_type", "repository", "metadata", object("repository_id", repository));
    race(
        List.of(space + "/resources", space, "/copilot/spaces/acme/" + number),
        "repository_id",
        () -> {
          long id = owner.post(space + "/resources", source).expect(201).json("id").asLong();
          owner.delete(space + "/resources/" + id).expect(204);
        });
  }

  @Test
  void get_whileTheSpaceIsClosed_doesNotShowWhatWasWrittenThen() {
    long number = create("{\"name\":\"a\",\"base_role\":\"reader\"}");
    String space = SPACES + "/" + number;
    race(
        List.of(space, "/copilot/spaces/acme/" + number),
        "inner circle",
        () -> {
          owner
              .put(space, "{\"base_role\":\"no_access\",\"description\":\"inner circle\"}")
              .expect(200);
          owner.put(space, "{\"base_role\":\"reader\",\"description\":\"all\"}").expect(200);
        });
  }

  private long create(String body) {
    return owner.post(SPACES, body).expect(201).json("number").asLong();
  }

  private void race(List<String> paths, String secret, Runnable write) {
    AtomicBoolean done = new AtomicBoolean();
    Crowd.each(
        READERS + 1,
        client -> {
          if (client == READERS) {
            try {
              for (int i = 0; i < Counts.of(300, 3_000); i++) {
                write.run();
              }
            } finally {
              done.set(true);
            }
          }
          while (!done.get()) {
            Answer answer = member.get(paths.get(client % paths.size()));
            assertThat(answer.status()).as(answer.text()).isIn(200, 404);
            assertThat(answer.text()).doesNotContain(secret);
          }
        });
  }
}
