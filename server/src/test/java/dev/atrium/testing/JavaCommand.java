// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command that runs a class in a process of its own, with this one's Java and classes. */
public final class JavaCommand {
  /** Compiles quickly rather than well, for processes that live for seconds. */
  public static final String QUICK = "-XX:TieredStopAtLevel=1";

  private static final int MOST_SECONDS = 60;

  private JavaCommand() {}

  /**
   * Returns the command.
   *
   * @param flags the JVM's, besides those that every process needs
   * @param program the name of a class with a main method
   */
  public static List<String> of(List<String> flags, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            program));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs a class in a process of its own, and returns its exit code. */
  public static int run(List<String> flags, Class<?> program)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(of(flags, program.getName())).inheritIO().start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("It did not end: " + program.getName());
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
