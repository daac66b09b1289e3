// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
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
  private static final int READERS = 4;

  private Client owner;
  private Client member;
  private Samples acme;

  @Override
  protected void prepare() {
    owner = server.user("octocat");
    member = server.user("monalisa");
    server.organization("acme", "octocat");
    acme = new Samples(owner, "/orgs/acme");
    acme.grantNothing();
    acme.member("monalisa");
  }

  @Test
  void resources_ofAnUnreadableRepository_areHidden_whileTheyAreAttached() {
    long repository = acme.privateRepository("secret");
    String space = acme.space("a", "base_role", "reader");
    race(
        List.of(space + "/resources", space, page(space)),
        "repository_id",
        () -> {
          long id = acme.attach(space, wholeRepository(repository));
          owner.delete(space + "/resources/" + id).expect(204);
        });
  }

  @Test
  void get_whileTheSpaceIsClosed_doesNotShowWhatWasWrittenThen() {
    String space = acme.space("a", "base_role", "reader");
    race(
        List.of(space, page(space)),
        "inner circle",
        () -> {
          owner
              .put(space, "{\"base_role\":\"no_access\",\"description\":\"inner circle\"}")
              .expect(200);
          owner.put(space, "{\"base_role\":\"reader\",\"description\":\"all\"}").expect(200);
        });
  }

  private static String page(String space) {
    return space.replace("/orgs/acme/copilot-spaces/", "/copilot/spaces/acme/");
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
