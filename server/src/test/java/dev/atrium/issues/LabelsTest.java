// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void write_isReadBack_whateverTheNames() {
    List<String> names = List.of("bug", "a\"b", "back\\slash", "a\",\"b", "größer 🚀", "50%_!");
    assertThat(Labels.read(Labels.write(names))).isEqualTo(names);
  }

  @Test
  void write_hasQuotesOnlyAroundNames_inAscii() {
    assertThat(Labels.write(List.of("a\",\"b\\", "ü")))
        .isEqualTo("[\"a\\u0022,\\u0022b\\u005C\",\"\\u00FC\"]");
  }

  @Test
  void pattern_escapesWhatLikeWouldTakeForMore() {
    assertThat(Labels.pattern("50%_!Done")).isEqualTo("%\"50!%!_!!done\"%");
  }
}
