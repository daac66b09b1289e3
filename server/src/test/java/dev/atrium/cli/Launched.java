// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.testing.JavaCommand;
import dev.atrium.testing.Product;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, with an environment of its own. */
final class Launched implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final String SERVES = " serves ";

  private final Process process;
  private final Path errors;
  private String url = "";

  private Launched(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /**
   * Starts {@code serve} on a free port, and returns once it serves or has ended.
   *
   * @param wrapper the words before the program, such as a shell that sets something up
   */
  static Launched serve(List<String> wrapper, Map<String, String> environment, String... options)
      throws IOException {
    Path errors = Product.temporaryFolder().resolve("stderr");
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        JavaCommand.of(
            List.of(JavaCommand.QUICK),
            "dev.atrium.Main",
            "serve",
            "--port",
            "0",
            "--data",
            Product.temporaryFolder().toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Launched launched = new Launched(builder.start(), errors);
    launched.awaitStart();
    return launched;
  }

  /** Reads the one line that it prints, or the end of its output. */
  private void awaitStart() throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    url = line == null ? "" : line.substring(line.indexOf(SERVES) + SERVES.length());
  }

  boolean serves() {
    return !url.isEmpty();
  }

  String url() {
    return url;
  }

  /** Returns what it wrote to standard error so far. */
  String said() throws IOException {
    return Files.readString(errors);
  }

  /** Sends a signal, such as {@code HUP}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Returns the exit code. */
  int end() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The program does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
