// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.ServerTest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two who change an app at once change different things of it. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class AppChangesTest extends ServerTest {
  private Client admin;

  @Override
  protected void prepare() {
    admin = server.admin();
    server.user("octocat");
  }

  @Test
  void changesAtOnce_areBothKept() throws Exception {
    String app = "/admin/apps/twice";
    admin.post("/admin/apps", "{\"name\":\"Twice\",\"owner\":\"octocat\"}").expect(201);
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        boolean agent = i % 2 == 0;
        String text = "text " + i;
        Future<?> first =
            other.submit(() -> admin.patch(app, json("coding_agent", agent)).expect(200));
        admin.patch(app, json("description", text)).expect(200);
        first.get();
        JsonNode stored = admin.get(app).expect(200).json();
        assertThat(stored.get("coding_agent").asBoolean()).isEqualTo(agent);
        assertThat(stored.get("description").asText()).isEqualTo(text);
      }
    }
  }
}
