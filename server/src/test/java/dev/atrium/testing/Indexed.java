// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import java.time.Duration;

/** Waits for the indexes of spaces, by asking again and again how far they are. */
public final class Indexed {
  private static final Duration MOST = Duration.ofSeconds(60);

  private Indexed() {}

  /** Waits until all documents of the space of that path are indexed and counted. */
  public static void await(Client client, String space) {
    long end = System.nanoTime() + MOST.toNanos();
    Client.Answer answer = client.get(space + "/sources").expect(200);
    while (answer.json("indexed").asLong() < answer.json("documents").asLong()
        || answer.json("counted").asLong() < answer.json("documents").asLong()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not indexed: " + answer.text());
      }
      answer = client.get(space + "/sources").expect(200);
    }
  }

  /** Waits until a server has nothing left to index: whatever was written before is indexed. */
  public static void settle(TestServer server) {
    long end = System.nanoTime() + MOST.toNanos();
    while (waiting(server) > 0) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Indexing does not end");
      }
      Thread.onSpinWait();
    }
  }

  private static int waiting(TestServer server) {
    return server
        .database()
        .read(handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM job WHERE kind IN ('index-repository', 'index-space')")
                .mapTo(Integer.class)
                .one());
  }
}
