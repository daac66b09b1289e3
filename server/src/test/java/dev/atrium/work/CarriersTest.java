// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.JavaCommand;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** That a thread which lets nobody else run does not hold up a server with one processor. */
class CarriersTest {
  private static final int OTHERS_RAN = 42;

  /** Ends when a second virtual thread has run while the first never lets go of its carrier. */
  public static final class OneProcessor {
    private OneProcessor() {}

    public static void main(String[] arguments) throws InterruptedException {
      Carriers.atLeastTwo();
      AtomicBoolean ran = new AtomicBoolean();
      Thread busy =
          Thread.startVirtualThread(() -> {
            while (!ran.get()) {
              Thread.onSpinWait();
            }
          });
      Thread other = Thread.startVirtualThread(() -> ran.set(true));
      other.join();
      busy.join();
      System.exit(OTHERS_RAN);
    }
  }

  @Test
  void oneProcessor_hasTwoCarriers() throws Exception {
    List<String> flags = List.of("-XX:ActiveProcessorCount=1", JavaCommand.QUICK);
    assertThat(JavaCommand.run(flags, OneProcessor.class)).isEqualTo(OTHERS_RAN);
  }
}
