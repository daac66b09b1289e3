// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Resources.attributes;
import static dev.atrium.testing.Resources.note;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Change;
import dev.atrium.db.ChangeFeed;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the change feed has of a request: all that a reader needs, and nothing of a refused one. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class ChangesTest extends ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ChangeFeed.Cursor cursor = ChangeFeed.Cursor.START;
  private Client octocat;
  private long marks;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
  }

  @BeforeEach
  void begin() {
    kinds();
  }

  @Test
  void aSpace_itsResourcesAndCollaborators_areInTheFeed() {
    Samples octocats = new Samples(octocat, "/users/octocat");
    String space = octocats.space("One");
    assertThat(kinds()).containsExactly("Space");
    octocats.attach(space, note("a", "b"));
    assertThat(kinds()).containsExactly("SpaceResources");
    octocat.put(space, attributes(note("a", "b"))).expect(200);
    assertThat(kinds()).containsExactly("Space", "SpaceResources");
    octocat.put(space, "{\"name\":\"\"}").expect(422);
    octocat.get(space).expect(200);
    assertThat(kinds()).isEmpty();
    octocat.delete(space).expect(204);
    assertThat(kinds()).containsExactly("SpaceDeleted");
  }

  @Test
  void aDeletedUser_takesSpacesAndRepositoriesAlong() {
    Samples monalisas = new Samples(server.user("monalisa"), "/users/monalisa");
    monalisas.space("Mine");
    monalisas.repository("mine", "auto_init", true);
    assertThat(kinds()).contains("Repository", "RepositoryRefs");
    server.admin().delete("/admin/users/monalisa").expect(204);
    assertThat(kinds())
        .containsExactlyInAnyOrder(
            "Directory", "AccountDeleted", "SpaceDeleted", "RepositoryDeleted");
  }

  /**
   * The kinds of the changes since the last call. A mark is written behind them: when it can be
   * read, no transaction of any other test hides a change any more.
   */
  private List<String> kinds() {
    Change mark = new Change.Repository(--marks);
    server
        .database()
        .write(transaction -> {
          transaction.changed(mark);
          return true;
        });
    List<String> kinds = new ArrayList<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (ChangeFeed.Entry entry : server.database().changes().after(cursor, 1000)) {
        cursor = entry.cursor();
        if (entry.subjectId() == mark.subjectId()) {
          return kinds;
        }
        kinds.add(entry.kind());
      }
    }
    throw new AssertionError("The mark is not in the feed, only " + kinds);
  }
}
