// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.cli.Commands;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Product;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL that goes away: killed, cut off, or not there yet. */
@Timeout(240)
class AwayTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** Twice what it takes on a machine that does nothing else. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final String SPACES = "/users/octocat/copilot-spaces";

  @Test
  void killedPostgres_isSaid_andServiceResumesByItself() throws IOException {
    try (OwnPostgres postgres = new OwnPostgres()) {
      Installation installation = installation(postgres.url());
      try (Program program = Program.start(installation)) {
        Client client = Installation.user(program.url(), "octocat");
        client.post(SPACES, json("name", "one")).expect(201);
        ready(client, 200);

        postgres.kill();
        Answer away = ready(client, 503);
        assertThat(away.json("message").asText()).startsWith("PostgreSQL does not answer: ");
        for (int i = 0; i < 50; i++) {
          assertRefused(within(AT_ONCE, () -> client.get(SPACES + "/1")));
        }
        assertRefused(within(AT_ONCE, () -> client.post(SPACES, json("name", "two"))));
        within(AT_ONCE, () -> client.get("/health/live")).expect(200);
        within(AT_ONCE, () -> client.anonymous().get("/health/live")).expect(200);

        postgres.restart();
        until(() -> client.get("/health/ready").status() == 200);
        within(AT_ONCE, () -> client.get(SPACES + "/1")).expect(200);
        within(AT_ONCE, () -> client.post(SPACES, json("name", "two"))).expect(201);
        assertThat(log(installation))
            .containsOnlyOnce("PostgreSQL does not answer")
            .containsOnlyOnce("PostgreSQL answers again")
            .containsOnlyOnce("level=WARN")
            .doesNotContain("\tat ", "level=ERROR");
      }
    }
  }

  @Test
  void silentPostgres_isNoticed_andNobodyWaitsForIt() throws Exception {
    try (OwnPostgres postgres = new OwnPostgres();
        Wire wire = new Wire(postgres.port())) {
      Installation installation =
          installation(postgres.url().replace(":" + postgres.port(), ":" + wire.port()));
      try (Program program = Program.start(installation)) {
        Client client = Installation.user(program.url(), "octocat");
        client.post(SPACES, json("name", "one")).expect(201);

        wire.cut();
        CompletableFuture<Answer> underWay =
            CompletableFuture.supplyAsync(() -> client.post(SPACES, json("name", "two")));
        ready(client, 503);
        within(AT_ONCE, () -> client.get("/health/live")).expect(200);
        assertRefused(underWay.get(SOON.toSeconds(), TimeUnit.SECONDS));
        until(() -> log(installation).contains("PostgreSQL does not answer"));
        assertRefused(within(AT_ONCE, () -> client.get(SPACES + "/1")));
        ready(client, 503);

        wire.mend();
        until(() -> client.get("/health/ready").status() == 200);
        within(AT_ONCE, () -> client.get(SPACES + "/1")).expect(200);
        assertThat(log(installation))
            .containsOnlyOnce("PostgreSQL does not answer: no answer in time")
            .doesNotContain("\tat ", "level=ERROR");
      }
    }
  }

  @Test
  void start_waitsForPostgres_andSaysSo() throws Exception {
    try (OwnPostgres postgres = new OwnPostgres()) {
      Installation installation = installation(postgres.url());
      postgres.kill();
      CompletableFuture<Program> starting =
          CompletableFuture.supplyAsync(() -> Program.start(installation));
      until(() -> log(installation).contains("Waits up to 60 s for PostgreSQL at "));
      postgres.restart();
      try (Program program = starting.get(60, TimeUnit.SECONDS)) {
        ready(new Client(program.url(), null), 200);
      }
    }
  }

  @Test
  void start_withoutPostgres_endsWithWhatToDo() {
    try (OwnPostgres postgres = new OwnPostgres()) {
      String url = postgres.url();
      postgres.kill();
      ByteArrayOutputStream errors = new ByteArrayOutputStream();
      PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
      String data = Product.temporaryFolder().toString();
      String[] command = {
        "serve", "--data", data, "--database", url + "&password=s3cret", "--database-wait", "1"
      };
      assertThat(Commands.run(command, err, err)).isEqualTo(1);
      assertThat(errors.toString(StandardCharsets.UTF_8))
          .startsWith("atrium: PostgreSQL does not answer at ")
          .contains("within 1 s: ", "Connection refused", "--database-wait")
          .doesNotContain("s3cret")
          .hasLineCount(1);
      postgres.restart();
    }
  }

  private static Installation installation(String url) {
    return new Installation(Product.temporaryFolder(), Optional.of(url));
  }

  private static Answer ready(Client client, int status) {
    return within(AT_ONCE, () -> client.get("/health/ready")).expect(status);
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.expect(503).header("Retry-After")).isPresent();
  }

  /** Asks, and holds the answer to come within a time. */
  private static Answer within(Duration most, java.util.function.Supplier<Answer> request) {
    long begun = System.nanoTime();
    Answer answer = request.get();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(answer.request()).isLessThan(most);
    return answer;
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("too late").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static String log(Installation installation) {
    try {
      return Files.exists(Program.errors(installation))
          ? Files.readString(Program.errors(installation))
          : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
