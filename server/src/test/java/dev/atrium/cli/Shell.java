// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.testing.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs lines as a person pastes them. */
record Shell(Path home, Map<String, String> environment) {
  record Ended(int exit, String printed) {}

  /** A shell whose user has no settings yet. */
  static Shell of(Map<String, String> environment) {
    return new Shell(Product.temporaryFolder(), environment);
  }

  /** The same, with other variables besides. */
  Shell with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Shell(home, Map.copyOf(all));
  }

  boolean has(String program) {
    return run("command -v " + program, "").exit() == 0;
  }

  /**
   * Runs a line.
   *
   * @param input what it reads
   */
  Ended run(String line, String input) {
    try {
      Path in = Files.writeString(home.resolve("stdin"), input);
      Path out = home.resolve("printed");
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-c", line)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile());
      builder.environment().put("HOME", home.toString());
      builder.environment().putAll(environment);
      int exit = builder.start().waitFor();
      return new Ended(exit, Files.readString(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
