// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that runs a class in a process of its own, with this one's Java and classes. */
public final class JavaCommand {
  /** Compiles quickly rather than well, for processes that live for seconds. */
  public static final String QUICK = "-XX:TieredStopAtLevel=1";

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
}
