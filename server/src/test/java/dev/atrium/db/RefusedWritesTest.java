// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes that the database refuses for want of room. */
@EachDatabase
@Timeout(120)
class RefusedWritesTest extends ServerTest {
  private static final String SPACES = "/users/octocat/copilot-spaces";
  private static final long SOON_NANOS = 15_000_000_000L;

  private static final String LONG = "x".repeat(3_000);

  /** Makes every new row fail as PostgreSQL does on a full disk. */
  private static final String FULL =
      """
      CREATE FUNCTION full_disk() RETURNS TRIGGER LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON space FOR EACH ROW EXECUTE FUNCTION full_disk();
      CREATE TRIGGER full_disk BEFORE INSERT ON setting FOR EACH ROW EXECUTE FUNCTION full_disk();
      """;

  private static final String ROOM = "DROP FUNCTION full_disk CASCADE";

  @Test
  void refusedWrites_are503_untilOneSucceeds() {
    Client client = server.user("octocat");
    client.post(SPACES, json("name", "one")).expect(201);
    client.get("/health/ready").expect(200);
    execute(product == Product.SQLITE ? "PRAGMA max_page_count = 1" : FULL);

    Answer refused = post(client);
    int more = 0;
    while (refused.status() == 201) { // What the database has room for without growing.
      more++;
      refused = post(client);
    }
    assertThat(refused.expect(503).header("Retry-After")).isPresent();
    assertThat(refused.json("message").asText()).contains(" is full. ", "Nothing was changed.");
    assertThat(client.get("/health/ready").expect(503).json("message").asText())
        .contains(" is full.");
    client.get("/health/live").expect(200);
    assertThat(client.get(SPACES + "?per_page=100").expect(200).json("spaces").size())
        .isEqualTo(1 + more);

    execute(product == Product.SQLITE ? "PRAGMA max_page_count = 1000000" : ROOM);
    long end = System.nanoTime() + SOON_NANOS;
    while (client.get("/health/ready").status() != 200) {
      assertThat(System.nanoTime()).as("too late").isLessThan(end);
    }
    post(client).expect(201);
    assertThat(client.get(SPACES + "?per_page=100").expect(200).json("spaces").size())
        .isEqualTo(2 + more);
  }

  private static Answer post(Client client) {
    return client.post(SPACES, json("name", "more", "general_instructions", LONG));
  }

  private void execute(String sql) {
    server.database().write(transaction -> transaction.handle().execute(sql));
  }
}
