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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpListsTheCommandsAndWhatEachTakes() {
    assertThat(run("--help")).isZero();
    assertThat(text(out))
        .contains("atrium serve", "atrium demo", "atrium repo import PATH")
        .contains("./atrium build", "./atrium dist", "./atrium test", "./atrium bench")
        .contains("ATRIUM_ADMIN_TOKEN", "ATRIUM_HEAP", "ATRIUM_JAVA_OPTS");
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

  @Test
  void versionSaysWhichThisIs() {
    assertThat(run("--version")).isZero();
    assertThat(text(out)).startsWith("Atrium ");
  }

  /** Each with what must be said; nothing of it starts a server. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sevre                              | 2 | there is no command sevre",
        "repo                               | 2 | repo is no command. There is:",
        "app make                           | 2 | app make is no command. There is:",
        "serve --prot 80                    | 2 | Unrecognized option: --prot",
        "serve --port                       | 2 | Missing argument for option: port",
        "serve here                         | 2 | It takes no arguments: [here]",
        "serve --port eighty                | 1 | --port takes a number from 0 to 65535, not eighty",
        "serve --port 65536                 | 1 | --port takes a number from 0 to 65535, not 65536",
        "serve --rate-limit none            | 1 | --rate-limit takes a number from 1",
        "serve --access-log yes             | 1 | --access-log takes on or off, not yes",
        "serve --tls-cert c.pem             | 1 | --tls-cert needs --tls-key: the file with",
        "serve --tls-key k.pem              | 1 | --tls-key needs --tls-cert: the file with",
        "serve --tls-cert no.pem --tls-key k | 1 | Cannot read no.pem: there is no such file.",
        "serve --audit-retention 0          | 1 | --audit-retention takes a number from 1 to 36500",
        "repo import                        | 2 | It takes PATH OWNER/NAME, not []",
        "repo import . acme                 | 1 | Say owner/name, as acme/handbook; not acme",
        "repo import . a/b --database mysql | 1 | mysql",
        "repo import . a/b --data no/where  | 1 | There is no server's data in no/where: name its folder with --data",
        "app create A b --data no/where     | 1 | There is no server's data in no/where: name its folder with --data",
      })
  void whatIsNotUnderstoodIsSaid(String line, int code, String message) {
    assertThat(run(line.split(" "))).isEqualTo(code);
    assertThat(text(err)).startsWith("atrium: ").contains(message).doesNotContain("\tat ");
    assertThat(text(out)).isEmpty();
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
    assertThat(run("repo", "import", data, "acme/hello", "--data", data + "/data")).isEqualTo(1);
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
