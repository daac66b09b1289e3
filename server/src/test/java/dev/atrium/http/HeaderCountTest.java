// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderCountTest {
  @Test
  void aReadOfOneByte_takesMoreThanTheByte() {
    HeaderCount count = new HeaderCount();
    for (int i = 0; i < 100; i++) {
      count.add(new byte[] {'a'});
    }
    assertThat(count.memory()).isGreaterThan(100 * 50);
    assertThat(count.lines()).isZero();
  }

  @Test
  void whatCameWithTheRequestBefore_takesMemory_butIsNoLineOfItsOwn() {
    HeaderCount count = new HeaderCount("a:b\n".repeat(1_000).getBytes(US_ASCII));
    assertThat(count.memory()).isGreaterThan(200_000);
    assertThat(count.lines()).isZero();
  }
}
