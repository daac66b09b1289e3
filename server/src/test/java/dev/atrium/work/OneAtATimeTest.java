// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
  private final OneAtATime work = new OneAtATime(Duration.ofMillis(1));

  @Test
  void work_isDoneOneAtATime() {
    String outer =
        work.run(() -> {
          assertThatThrownBy(() -> work.run(() -> "inner"))
              .isInstanceOfSatisfying(
                  ApiException.class,
                  refused -> {
                    assertThat(refused.code().status()).isEqualTo(503);
                    assertThat(refused.retryAfter()).isPositive();
                  });
          return "outer";
        });
    assertThat(outer).isEqualTo("outer");
    assertThat(work.run(() -> "next")).isEqualTo("next");
  }

  @Test
  void workThatFails_givesItsTurnBack() {
    assertThatThrownBy(() -> work.run(() -> Integer.parseInt("x")))
        .isInstanceOf(NumberFormatException.class);
    assertThat(work.run(() -> 1)).isEqualTo(1);
  }
}
