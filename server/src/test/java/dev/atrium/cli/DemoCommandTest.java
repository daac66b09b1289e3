// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.AccessTable;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That {@code atrium demo} deletes nothing that no demo made. */
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
}
