// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.JavaCommand;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The command as a client starts it: a process, its environment, its two streams. */
class McpCommandTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n";
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n";

  private record Ended(int exit, String output, String errors) {}

  private static Ended run(String token, String input, String... options)
      throws IOException, InterruptedException {
    Path errors = Product.temporaryFolder().resolve("stderr");
    Path lines = Files.writeString(errors.resolveSibling("stdin"), input);
    List<String> command =
        new java.util.ArrayList<>(
            JavaCommand.of(List.of(JavaCommand.QUICK), "dev.atrium.Main", "mcp"));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectInput(lines.toFile()).redirectError(errors.toFile());
    builder.environment().put("ATRIUM_TOKEN", token);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output, Files.readString(errors));
  }

  @Test
  void lines_areAnswered_untilTheInputEnds() throws Exception {
    try (TestServer server = TestServer.start(Product.SQLITE)) {
      String token = Objects.requireNonNull(server.user("octocat").token());
      Ended ended = run(token, PING + LIST, "--url", server.url(), "--readonly");
      assertThat(ended.exit()).isZero();
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.output().lines())
          .hasSize(2)
          .contains("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")
          .anySatisfy(line ->
              assertThat(line)
                  .contains("get_copilot_space")
                  .doesNotContain("\"name\":\"create_copilot_space\""));
      Ended other = run("", PING, "--url", server.url(), "--token", token);
      assertThat(other.exit()).isZero();
      assertThat(other.output()).contains("\"result\":{}");
    }
  }

  @Test
  void aServerThatIsAway_isNotTheEndOfTheProcess() throws Exception {
    Ended ended = run("ghp_abc", PING, "--url", "http://127.0.0.1:1");
    assertThat(ended.exit()).isZero();
    assertThat(ended.output()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":");
    assertThat(ended.errors()).startsWith("atrium mcp: Cannot reach http://127.0.0.1:1/mcp: ");
  }

  @Test
  void wrongValues_areSaid_withoutTheToken() {
    assertThat(said("--url", "ftp://a")).contains("--url takes the URL of a server");
    assertThat(said("--url", "https://a/?x=y")).contains("--url takes the URL of a server");
    assertThat(said("--token", "ghp_a b", "--url", "http://a"))
        .contains("The token has a blank")
        .doesNotContain("ghp_");
    assertThat(said("--token", "${input:token}")).contains("did not fill in the variable");
    assertThat(said()).contains("it needs a token. Put one into the variable ATRIUM_TOKEN");
  }

  private static String said(String... options) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(err, true, StandardCharsets.UTF_8);
    String[] line = new String[options.length + 1];
    line[0] = "mcp";
    System.arraycopy(options, 0, line, 1, options.length);
    assertThat(Commands.run(line, to, to)).isEqualTo(2);
    return err.toString(StandardCharsets.UTF_8);
  }
}
