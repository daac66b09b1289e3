// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.work.AnswerMemory;
import dev.atrium.work.Full;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderingTest {
  /** Bytes that are kept until a slow reader has them, though no text was read for them. */
  @Test
  void whatIsKeptAsBytes_counts() {
    AnswerMemory memory = new AnswerMemory();
    List<Integer> numbers = Collections.nCopies(100_000, 1);
    List<AnswerMemory.Share> all = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  AnswerMemory.Share share = memory.share();
                  all.add(share);
                  share.requester().of(1);
                  share.call(() -> Rendering.of(numbers, true));
                }
              })
          .isInstanceOf(Full.class);
    } finally {
      all.forEach(AnswerMemory.Share::close);
    }
  }
}
