// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.atrium.testing.Product;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpListsTheCommandsAndWhatEachTakes() {
    assertThat(run("--help")).isZero();
    assertThat(text(out))
        .contains("atrium serve", "atrium demo", "atrium mcp", "atrium repo import PATH")
        .contains("./atrium build", "./atrium dist", "./atrium test", "./atrium bench")
        .contains("ATRIUM_ADMIN_TOKEN", "ATRIUM_TOKEN", "ATRIUM_HEAP", "ATRIUM_JAVA_OPTS");
    out.reset();
    assertThat(run("serve", "--help")).isZero();
    assertThat(text(out))
        .contains("--port <N>", "Variable ATRIUM_PORT. Default: 8080.", "--database <URL>");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void helpOfAGroupListsItsCommands() {
    assertThat(run("repo", "--help")).isZero();
    assertThat(run("app", "--help")).isZero();
    assertThat(text(out))
        .contains("atrium repo import PATH", "atrium app create NAME")
        .doesNotContain("atrium serve");
    assertThat(text(err)).isEmpty();
  }

  /** Of the program, of each group and of each command, however it is asked for. */
  @Test
  void everyLevelHasItsHelp() {
    Map<String, String> levels = new HashMap<>(Map.of("", "", "repo", "repo", "app", "app"));
    Commands.ALL.forEach(command -> levels.put(command.words(), command.words()));
    levels.forEach((level, shown) -> {
      for (String line : List.of(level + " --help", level + " -h", "help " + level)) {
        out.reset();
        assertThat(run(line.strip().split(" "))).as(line).isZero();
        assertThat(text(out)).as(line).contains(("atrium " + shown).strip());
      }
    });
    assertThat(text(err)).isEmpty();
  }

  @Test
  void helpOfServe_namesTheVariablesThatHaveNoOption() {
    assertThat(run("serve", "--help")).isZero();
    assertThat(text(out)).contains("ATRIUM_ADMIN_TOKEN", "ATRIUM_DATABASE_PASSWORD");
  }

  @Test
  void versionSaysWhichThisIs() {
    assertThat(run("--version")).isZero();
    assertThat(text(out)).startsWith("Atrium ");
  }

  @Test
  void wordsThatAreNoCommand_areReported() {
    for (String line : List.of("sevre", "repo", "app make", "Serve", "--prot")) {
      err.reset();
      assertThat(run(line.split(" "))).isEqualTo(2);
      assertThat(text(err)).startsWith("atrium: ").contains("There is:", "--help");
    }
    assertThat(text(out)).isEmpty();
  }

  @Test
  void access_printsTheTable_withoutAnOption() {
    // The table goes to the process's own output.
    assertThat(run("access", "--help")).isZero();
    assertThat(text(out)).contains("--table");
    assertThat(run("access")).as(text(err)).isZero();
  }

  @Test
  void aPortThatIsTakenIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String data = Product.temporaryFolder().toString();
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> assertThat(run("serve", "--port", port, "--data", data)).isEqualTo(1));
      assertThat(text(err)).startsWith("atrium: Cannot listen on port " + port);
      assertThat(text(out)).isEmpty();
    }
  }

  @Test
  void importOfWhatIsNoRepositorySaysSo() {
    String data = Product.temporaryFolder().toString();
    assertThat(run("repo", "import", data, "acme/hello", "--data", data + "/data")).isEqualTo(2);
    assertThat(text(err)).startsWith("atrium: ");
  }

  private int run(String... args) {
    return Commands.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream of) {
    return of.toString(StandardCharsets.UTF_8);
  }
}
