// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void lists_haveFewLengths() {
    List<Integer> lengths =
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(size -> Ids.in(LongStream.range(0, size).boxed().toList()))
            .flatMap(List::stream)
            .map(List::size)
            .distinct()
            .toList();
    assertThat(lengths).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256, 512);
  }

  @Test
  void parts_haveEveryIdAndNoOther() {
    for (int size : List.of(0, 1, 2, 3, 511, 512, 513, 1_300)) {
      List<Long> ids = LongStream.range(0, size).boxed().toList();
      assertThat(Ids.in(ids).stream().flatMap(List::stream).distinct()).isEqualTo(ids);
      assertThat(Ids.parts(ids).stream().flatMap(List::stream)).isEqualTo(ids);
    }
  }

  @Test
  void read_isSorted_andNothingOfNull() {
    assertThat(Ids.read(null)).isEmpty();
    assertThat(Ids.read("10,9,8")).containsExactly(8L, 9L, 10L);
  }
}
