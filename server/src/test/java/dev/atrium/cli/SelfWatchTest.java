// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.http.SelfCheck.Outcome;
import dev.atrium.testing.JavaCommand;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SelfWatchTest {
  private final SelfWatch watch = new SelfWatch(Duration.ofSeconds(1), Duration.ofSeconds(10), 3);

  @Test
  void refusal_endsAtOnce() {
    assertThat(watch.look(most -> Outcome.ANSWERED)).isEmpty();
    assertThat(watch.look(most -> Outcome.REFUSED)).get().asString().contains("connections");
  }

  @Test
  void missingAnswers_endOnlyInARow() {
    assertThat(watch.look(most -> Outcome.NOT_ANSWERED)).isEmpty();
    assertThat(watch.look(most -> Outcome.NOT_ANSWERED)).isEmpty();
    assertThat(watch.look(most -> Outcome.ANSWERED)).isEmpty();
    assertThat(watch.look(most -> Outcome.NOT_ANSWERED)).isEmpty();
    assertThat(watch.look(most -> Outcome.NOT_ANSWERED)).isEmpty();
    assertThat(watch.look(most -> Outcome.NOT_ANSWERED))
        .get()
        .asString()
        .contains("did not answer 3 times within 10 s");
  }

  /** The watch must not end before the server that has no memory any more. */
  @Test
  void outOfMemory_isNoAnswer() {
    for (int i = 0; i < 2; i++) {
      assertThat(watch.look(SelfWatchTest::outOfMemory)).isEmpty();
    }
    assertThat(watch.look(SelfWatchTest::outOfMemory)).isPresent();
  }

  private static Outcome outOfMemory(Duration most) {
    throw new OutOfMemoryError("of the test");
  }

  @Test
  void process_endsWhenItsServerHangs() throws IOException, InterruptedException {
    Path folder = Product.temporaryFolder();
    Path errors = folder.resolve("stderr");
    Process process =
        new ProcessBuilder(
                JavaCommand.of(
                    List.of(
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                        "-XX:ActiveProcessorCount=1",
                        JavaCommand.QUICK),
                    HungProgram.class.getName(),
                    folder.resolve("data").toString()))
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(Files.readString(errors))
          .contains("Atrium stops: it takes connections, but did not answer 2 times within 1 s");
    } finally {
      process.destroyForcibly();
    }
  }
}
