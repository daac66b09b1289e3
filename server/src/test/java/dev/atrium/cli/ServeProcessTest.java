// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code atrium serve} says at its start, and what signals do. */
class ServeProcessTest {
  /** What both launchers do before they start Java. */
  private static final List<String> LAUNCHER =
      List.of(
          "bash", "-c", ". ../packaging/jvm.bash; ignore_hangup serve; exec \"$@\"", "launcher");

  private static final int TERMINATED = 128 + 15;

  @Test
  void sighup_isIgnored() throws IOException, InterruptedException {
    try (Launched server = Launched.serve(LAUNCHER, Map.of())) {
      assertThat(server.serves()).as(server.said()).isTrue();
      server.signal("HUP");
      new Client(server.url(), "").anonymous().get("/health/live").expect(200);
      // Java would handle a pending HUP first, and end with its number.
      server.signal("HUP");
      server.signal("TERM");
      assertThat(server.end()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void withoutAnAdminToken_theLogSaysHowToGetIn() throws IOException, InterruptedException {
    try (Launched server = Launched.serve(List.of(), Map.of("ATRIUM_ADMIN_TOKEN", ""))) {
      server.signal("TERM");
      assertThat(server.end()).isEqualTo(TERMINATED);
      assertThat(server.said()).contains("level=WARN", "To get in").doesNotContain("HTTPS");
    }
  }

  @Test
  void aWeakAdminToken_isRefusedAtStart_whereOthersReachTheServer()
      throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "ATRIUM_ADMIN_TOKEN", "a",
            "ATRIUM_BIND", "0.0.0.0",
            "ATRIUM_PUBLIC_URL", "http://atrium.example.com");
    try (Launched server = Launched.serve(List.of(), environment)) {
      assertThat(server.end()).isEqualTo(2);
      assertThat(server.said()).startsWith("atrium: ATRIUM_ADMIN_TOKEN takes a text");
    }
  }

  /** A variable's name is said, since no option was given. */
  @Test
  void aWrongVariable_isNamed() throws IOException, InterruptedException {
    try (Launched server = Launched.serve(List.of(), Map.of("ATRIUM_MAX_RESOURCES", "many"))) {
      assertThat(server.end()).isEqualTo(2);
      assertThat(server.said())
          .startsWith("atrium: ATRIUM_MAX_RESOURCES takes a number from 1 to 2147483647, not many");
    }
  }
}
