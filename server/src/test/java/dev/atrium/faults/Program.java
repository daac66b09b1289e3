// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import dev.atrium.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The real program in a process of its own, to be killed. */
final class Program implements AutoCloseable {
  private static final String SERVES = " serves ";

  private final Process process;
  private final String url;

  private Program(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it, and returns when it takes requests. */
  static Program start(Installation installation) {
    return start(installation, 256);
  }

  /**
   * The same, with a heap of that size.
   *
   * @param heap in MiB
   */
  static Program start(Installation installation, int heap) {
    return start(installation, command(installation, heap));
  }

  /** Starts it by that command, which may begin with another program that starts it. */
  static Program start(Installation installation, List<String> command) {
    Path errors = errors(installation);
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("ATRIUM_ADMIN_TOKEN", Installation.ADMIN_TOKEN);
      Process process = builder.redirectError(errors.toFile()).start();
      // It prints this line and nothing else: its pipe never fills.
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.contains(SERVES)) {
          return new Program(
              process, line.substring(line.indexOf(SERVES) + SERVES.length()).strip());
        }
      }
      throw new AssertionError("The program did not start: " + Files.readString(errors));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file with all that it writes to standard error. */
  static Path errors(Installation installation) {
    return installation.data().resolve("stderr");
  }

  static List<String> command(Installation installation, int heap) {
    List<String> command =
        JavaCommand.of(
            List.of("-Xmx" + heap + "m", JavaCommand.QUICK),
            "dev.atrium.Main",
            "serve",
            "--port",
            "0",
            "--rate-limit",
            "off",
            "--data",
            installation.data().toString());
    installation.database().ifPresent(url -> command.addAll(List.of("--database", url)));
    return command;
  }

  long id() {
    return process.pid();
  }

  String url() {
    return url;
  }

  /** As {@code kill -9} does: it runs no hook and flushes nothing. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
