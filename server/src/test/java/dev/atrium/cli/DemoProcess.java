// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.JavaCommand;
import dev.atrium.testing.Product;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A demo that runs in a process of its own, and what it printed. */
final class DemoProcess implements AutoCloseable {
  private static final String LAST = "Your changes are saved.";

  private final Process process;
  private final List<String> printed = new ArrayList<>();

  DemoProcess() {
    Path folder = Product.temporaryFolder();
    List<String> command =
        JavaCommand.of(
            List.of(JavaCommand.QUICK, "-Datrium.home=" + folder),
            "dev.atrium.Main",
            "demo",
            "--port",
            "0",
            "--data",
            folder.resolve("demo").toString());
    try {
      process =
          new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile()).start();
      BufferedReader output = process.inputReader();
      String line = output.readLine();
      while (line != null && !line.startsWith(LAST)) {
        printed.add(line);
        line = output.readLine();
      }
      assertThat(line).as(String.join("\n", printed)).isNotNull();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines that begin with a command, as they would be pasted. */
  List<String> lines(String command) {
    return printed.stream().map(String::strip).filter(line -> line.startsWith(command)).toList();
  }

  String url() {
    return lines("Atrium serves a demo at ").getFirst().replaceFirst(".* ", "");
  }

  String token() {
    return lines("token ").getFirst().replaceFirst(".* ", "");
  }

  Client client() {
    return new Client(url(), token());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
