// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atrium.access.AccessTable;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That {@code atrium demo} deletes nothing that no demo made, and prints what works. */
class DemoCommandTest {
  private final Path data = Product.temporaryFolder();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int demo(String... more) {
    String[] line = {"demo", "--data", data.toString(), "--port", "0"};
    String[] whole = java.util.Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, whole, line.length, more.length);
    PrintStream to = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Commands.run(whole, to, to);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFolderWithSomethingElse_isLeftAlone() throws IOException {
    Path thesis = Files.writeString(Files.createDirectories(data.resolve("sub")).resolve("t"), "x");
    assertThat(demo()).isEqualTo(2);
    assertThat(demo("--fresh")).isEqualTo(2);
    assertThat(thesis).hasContent("x");
    assertThat(said()).contains("it is not touched", "--data");
  }

  @Test
  void theFolderOfAServer_isLeftAlone() {
    try (TestServer server = TestServer.on(data, AccessTable.STANDARD)) {
      assertThat(demo("--fresh")).isEqualTo(2);
      server.user("octocat").get("/user").expect(200);
    }
    assertThat(demo()).isEqualTo(2);
    assertThat(data.resolve("atrium.db")).exists();
  }

  @Test
  void aDemoThatRuns_isNotDeletedUnderIt() throws IOException {
    try (TestServer server = TestServer.on(data, AccessTable.STANDARD)) {
      Files.writeString(data.resolve("demo-token"), "token");
      assertThat(demo("--fresh")).isEqualTo(1);
      assertThat(said()).contains("An Atrium is running in");
      server.user("octocat").get("/user").expect(200);
    }
  }

  @Test
  void theLinesThatItPrints_work() {
    Shell shell = Shell.of(Map.of());
    if (!shell.has("curl")) {
      System.out.println("demo: SKIPPED the lines that it prints: there is no curl");
    }
    assumeTrue(shell.has("curl"), "curl");
    try (DemoProcess demo = new DemoProcess()) {
      List<String> answers = new ArrayList<>();
      for (String line : demo.lines("curl ")) {
        Shell.Ended ended = shell.run(line.replaceFirst("curl", "curl -sS --fail"), "");
        assertThat(ended.exit()).as(line + "\n" + ended.printed()).isZero();
        answers.add(ended.printed());
      }
      assertThat(answers).hasSize(6);
      assertThat(answers.getFirst()).contains("\"name\":\"Owners only\"");
      assertThat(answers.get(2)).contains("\"name\":\"My first space\"");
      assertThat(answers.get(3)).contains("Payments").doesNotContain("Owners only");
      assertThat(answers.get(4)).contains("docs/refunds.md", "approve");
      assertThat(answers.get(5))
          .startsWith("# Space acme/1 \"Payments\"")
          .contains("A customer who asks within 30 days gets a full refund.", "Chargeback:");
      List<String> agents = demo.lines("claude ");
      assertThat(agents).hasSize(1);
      Connected.byClient(shell, agents.getFirst());
    }
  }
}
