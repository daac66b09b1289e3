// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.JavaCommand;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tries what the demo and docs/agents.md tell people to connect an agent by. */
final class Connected {
  private static final String LIST = json("jsonrpc", "2.0", "id", 1, "method", "tools/list");
  private static final Pattern HTTP =
      Pattern.compile("(http\\S+) --header \"Authorization: (Bearer [^\"]+)\"");
  private static final int TOOLS = 7;

  private Connected() {}

  /** Connects to a URL with the value of the header Authorization. */
  static void overHttp(String url, String authorization) {
    assertThat(url).endsWith("/mcp");
    assertThat(authorization).startsWith("Bearer ");
    String base = url.substring(0, url.length() - "/mcp".length());
    assertThat(tools(new Client(base, authorization.substring("Bearer ".length())))).hasSize(TOOLS);
  }

  /** Returns the names of the tools that a server offers. */
  static Set<String> tools(Client client) {
    Set<String> names = new TreeSet<>();
    client
        .post("/mcp", LIST, "Content-Type", "application/json")
        .expect(200)
        .json("result/tools")
        .forEach(tool -> names.add(tool.path("name").asText()));
    return names;
  }

  /** Starts a program as a client does, and asks it for the tools. */
  static void byProgram(Shell shell, String line) {
    Shell.Ended ended = shell.run(line, LIST + "\n");
    assertThat(ended.exit()).as(ended.printed()).isZero();
    assertThat(ended.printed()).startsWith("{\"jsonrpc\":").contains("get_copilot_space");
  }

  /**
   * Runs the line that makes a client connect, if that client is here. What the line tells it is
   * tried in any case.
   */
  static void byClient(Shell shell, String line) {
    String program = line.substring(0, line.indexOf(' '));
    String filled = shell.run("echo \"" + line.replace("\"", "\\\"") + "\"", "").printed().strip();
    Matcher http = HTTP.matcher(filled);
    if (http.find()) {
      overHttp(http.group(1), http.group(2));
    } else {
      byProgram(shell, line.substring(line.indexOf(" -- ") + " -- ".length()));
    }
    if (shell.has(program)) {
      Shell.Ended ended = shell.run(line, "");
      assertThat(ended.exit()).as(ended.printed()).isZero();
    } else {
      System.out.println("agents: SKIPPED " + program + " mcp add: there is no " + program);
    }
  }

  /**
   * Returns a file that bash reads first, after which {@code /opt/atrium/bin/atrium} is this
   * program.
   */
  static String program() {
    String java =
        JavaCommand.of(List.of(JavaCommand.QUICK), "dev.atrium.Main").stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    try {
      Path file = Product.temporaryFolder().resolve("program");
      return Files.writeString(file, "/opt/atrium/bin/atrium() { " + java + " \"$@\"; }\n")
          .toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
