// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Product;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A kill at any moment: what was acknowledged is there afterwards, and nothing is there by halves.
 * A round's moment is a number of acknowledged writes, so that a seed repeats it.
 */
@Order(4)
class KillTest {
  private static final int SEED = 20_261_121;
  private static final int MOST_WRITES = 150;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @ParameterizedTest
  @EnumSource(Product.class)
  void killOfTheServer_losesNothingAcknowledged(Product product) {
    int rounds = product == Product.SQLITE ? Counts.of(3, 50) : Counts.of(2, 50);
    Installation installation = Installation.fresh(product);
    Random random = new Random(SEED);
    Program program = Program.start(installation);
    try {
      for (int round = 0; round < rounds; round++) {
        Writers writers = new Writers(program.url(), "writer" + round);
        writers.writeUntil(1 + random.nextInt(MOST_WRITES), program::kill);
        program = Program.start(installation);
        writers.check(program.url());
      }
    } finally {
      program.close();
    }
  }

  @Test
  void killOfPostgres_losesNothingAcknowledged_andTheServerGoesOn() {
    Random random = new Random(SEED);
    try (OwnPostgres postgres = new OwnPostgres();
        Server server =
            new Installation(Product.temporaryFolder(), Optional.of(postgres.url())).serve()) {
      String url = server.urls().publicUrl();
      for (int round = 0; round < Counts.of(2, 50); round++) {
        Writers writers = new Writers(url, "writer" + round);
        writers.writeUntil(1 + random.nextInt(MOST_WRITES), postgres::killAndRestart);
        awaitReady(url);
        writers.check(url);
      }
    }
  }

  /** Connections that died are found out one by one; the server must be well within a minute. */
  private static void awaitReady(String url) {
    Client admin = new Client(url, Installation.ADMIN_TOKEN);
    long until = System.nanoTime() + PATIENCE_NANOS;
    int status = 0;
    while (status != 200 && System.nanoTime() < until) {
      status = admin.get("/user").status();
    }
    assertThat(status).isEqualTo(200);
  }
}
