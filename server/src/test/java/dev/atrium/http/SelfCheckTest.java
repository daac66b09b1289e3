// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SelfCheckTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void serverThatAcceptsOnly_doesNotAnswer(boolean tls) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(ask(silent.getLocalPort(), tls)).isEqualTo(SelfCheck.Outcome.NOT_ANSWERED);
    }
  }

  @Test
  void nobody_refuses() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(ask(port, false)).isEqualTo(SelfCheck.Outcome.REFUSED);
  }

  @Test
  void somethingElse_isNoAnswer() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = other.accept()) {
              byte[] error =
                  "HTTP/1.1 500 Server Error\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
              socket.getOutputStream().write(error);
              socket.shutdownOutput();
              var _ = socket.getInputStream().readAllBytes();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
      assertThat(
              new SelfCheck("127.0.0.1", false)
                  .ask(other.getLocalPort(), Duration.ofSeconds(30), port -> {}))
          .isEqualTo(SelfCheck.Outcome.NOT_ANSWERED);
    }
  }

  private static SelfCheck.Outcome ask(int port, boolean tls) {
    return new SelfCheck("127.0.0.1", tls).ask(port, SHORT, from -> {});
  }
}
