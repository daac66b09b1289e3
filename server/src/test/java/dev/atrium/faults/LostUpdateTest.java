// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two writers of different fields of one space: neither undoes what the other did. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class LostUpdateTest extends ServerTest {
  private static final List<String> FIELDS = List.of("description", "general_instructions");

  @Test
  void update_ofDifferentFieldsAtOnce_losesNeither() {
    Client octocat = server.user("octocat");
    String space = new Samples(octocat, "/users/octocat").space("a");
    int pairs = Counts.of(500, 10_000) / 2;
    for (int pair = 1; pair <= pairs; pair++) {
      String value = "value " + pair;
      Crowd.each(FIELDS.size(), writer -> put(octocat, space, FIELDS.get(writer), value));
      Answer stored = octocat.get(space).expect(200);
      FIELDS.forEach(field -> assertThat(stored.json(field).asText()).isEqualTo(value));
    }
  }

  private static void put(Client client, String space, String field, String value) {
    Answer answer = client.put(space, json(field, value)).expect(200);
    assertThat(answer.json(field).asText()).isEqualTo(value);
  }
}
