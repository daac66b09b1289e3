// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void aDay_isItsMidnight() {
    assertThat(Times.parse("2026-03-27")).contains(Instant.parse("2026-03-27T00:00:00Z"));
  }

  @Test
  void aTime_isTakenWithAndWithoutItsOffset() {
    Instant noon = Instant.parse("2026-03-27T12:00:00Z");
    for (String text :
        List.of(
            "2026-03-27T12:00:00Z",
            "2026-03-27t12:00z",
            "2026-03-27T14:00:00.000+02:00",
            "2026-03-27T12:00:00")) {
      assertThat(Times.parse(text)).as(text).contains(noon);
    }
  }

  @Test
  void anythingElse_isNoTime() {
    for (String text :
        List.of("", "now", "2026", "2026-02-30", "27-03-2026", "+999999999-01-01", "20260327")) {
      assertThat(Times.parse(text)).as(text).isEmpty();
    }
  }
}
