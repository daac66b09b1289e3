// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
  private final Bodies bodies = new Bodies();

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private byte[] read(byte[] sent, long declared) throws IOException {
    try (Bodies.Permit held = bodies.permit()) {
      return held.read(new ByteArrayInputStream(sent), declared);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 16_384, 70_000, 8 * 1024 * 1024})
  void aBody_isReadWhole(int length) throws IOException {
    byte[] sent = bytes(length);
    assertThat(read(sent, length)).isEqualTo(sent);
    assertThat(read(sent, -1)).isEqualTo(sent);
  }

  @Test
  void ofABodyThatIsTooLarge_oneByteTooManyIsRead() throws IOException {
    byte[] sent = bytes(Bodies.MOST + 1_000);
    assertThat(read(sent, sent.length)).hasSize(Bodies.MOST + 1);
    assertThat(read(sent, -1)).hasSize(Bodies.MOST + 1);
  }

  @Test
  void whatIsTooMuchTogether_waitsForTheOthers() throws Exception {
    byte[] sent = bytes(Bodies.MOST);
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<byte[]> other;
      try (Bodies.Permit held = bodies.permit()) {
        held.read(new ByteArrayInputStream(sent), sent.length);
        other = others.submit(() -> read(sent, sent.length));
        assertThat(read(bytes(1_000), 1_000)).hasSize(1_000); // Small ones go past.
        assertThat(other.isDone()).isFalse();
      }
      assertThat(other.get()).isEqualTo(sent);
    }
  }

  @Test
  void manyValuesInFewBytes_areRefused() {
    byte[] sent = ("{\"a\":[" + "{},".repeat(250_000) + "{}]}").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.readBody(sent)).isInstanceOf(ApiException.class);
  }
}
