// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.greetings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.Test;

/** A change of a space goes through the subscriber, the job and the route. */
@EachDatabase
class GreetingsTest extends ServerTest {
  @Test
  void aSpaceThatIsMade_isGreeted() {
    Client octocat = server.user("octocat");
    octocat.post("/users/octocat/copilot-spaces", "{\"name\":\"One\"}").expect(201);
    long end = System.nanoTime() + 10_000_000_000L;
    int greeted = 0;
    while (greeted == 0 && System.nanoTime() < end) {
      greeted = octocat.get("/greetings").expect(200).json("greeted").asInt();
    }
    assertThat(greeted).isEqualTo(1);
  }
}
