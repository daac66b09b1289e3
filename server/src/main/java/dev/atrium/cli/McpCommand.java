// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.bridge.Bridge;
import dev.atrium.bridge.Target;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** The command {@code atrium mcp}, which connects a client that only starts programs. */
final class McpCommand implements Command {
  private static final Setting URL =
      new Setting("url", "URL", "http://127.0.0.1:8080", "The server, with or without /mcp.");
  private static final Setting TOKEN =
      new Setting(
          "token",
          "TOKEN",
          "",
          "Token for the server. Better use the variable: other users of the machine see options.");

  @Override
  public String words() {
    return "mcp";
  }

  @Override
  public String summary() {
    return "Connect an assistant that only starts programs to a server, over standard input and output.";
  }

  @Override
  public String notes() {
    return "docs/agents.md has the configuration of each assistant.";
  }

  @Override
  public Options options() {
    return all();
  }

  static Options all() {
    return new Options()
        .addOption(URL.option())
        .addOption(TOKEN.option())
        .addOption(null, "readonly", false, "Leave out the tools that write.");
  }

  @Override
  public void run(CommandLine line) throws IOException, InterruptedException {
    URI endpoint = url(line);
    String token =
        TOKEN
            .value(line)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "it needs a token. Put one into the variable ATRIUM_TOKEN"));
    Target target = new Target(endpoint, token.strip());
    new Bridge(
            target,
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            System.err)
        .run();
  }

  /** Returns the endpoint. */
  static URI url(CommandLine line) {
    return URL.parsed(
            line,
            text -> Target.endpoint(text, line.hasOption("readonly")),
            "the URL of a server, such as https://atrium.example.com")
        .orElseThrow();
  }
}
