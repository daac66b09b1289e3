// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  private static final String START = "1970-01-01T00:00:00Z";

  /** The span from the first moment to the one after the last; empty for one without an end. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31T00:00:00Z, 2026-02-01T00:00:00Z",
    ">=2026-01-31, 2026-01-31T00:00:00Z,",
    ">2026-01-31, 2026-02-01T00:00:00Z,",
    "<2026-01-31, " + START + ", 2026-01-31T00:00:00Z",
    "<=2026-01-31, " + START + ", 2026-02-01T00:00:00Z",
    "2026-01-01..2026-01-31, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "*..2026-01-31, " + START + ", 2026-02-01T00:00:00Z",
    "2026-01-31..*, 2026-01-31T00:00:00Z,",
    ">=2026-01-31t08:00:00+01:00, 2026-01-31T07:00:00Z,",
    "2026-01-31t08:00:00z, 2026-01-31T08:00:00Z, 2026-01-31T08:00:01Z",
  })
  void parse_isTheSpanThatIsMeant(String text, String from, String to) {
    long end = to == null ? Long.MAX_VALUE : Instant.parse(to).toEpochMilli();
    assertThat(Period.parse(text)).isEqualTo(new Period(Instant.parse(from).toEpochMilli(), end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2026", "2026-13-01", ">", "..", "2026-01-01..x", "999999999999-01-01"})
  void parse_ofNoTime_isRefused(String text) {
    assertThatThrownBy(() -> Period.parse(text)).isInstanceOf(ApiException.class);
  }
}
