// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client for Python, as Debian has it: the journeys are in {@code src/test/python}. */
final class PyGithub {
  static final String CLIENT = "pygithub";
  static final Path FOLDER = Path.of("src", "test", "python");

  /** Debian's package is for Debian's Python, which another one may hide. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private static final int SECONDS = 60;

  private PyGithub() {}

  private static final class Found {
    static final List<String> COMPLAINTS = new ArrayList<>();
    static final Optional<String> PYTHON = PYTHONS.stream().filter(Found::hasIt).findFirst();

    private static boolean hasIt(String python) {
      try {
        Processes.run(Path.of("."), SECONDS, List.of(python, "-c", "import github, cryptography"));
        return true;
      } catch (Processes.FailedException e) {
        COMPLAINTS.add(String.valueOf(e.getMessage()));
        return false;
      }
    }
  }

  /** What is lacking to run it, if anything. */
  static Optional<String> lacking() {
    return Found.PYTHON.isPresent()
        ? Optional.empty()
        : Optional.of(String.join("\n", Found.COMPLAINTS));
  }

  /** A command that runs a script. */
  static List<String> command(String script) {
    return List.of(Found.PYTHON.orElseThrow(), "-B", script);
  }

  /** Runs all journeys; every exchange of them is in the ledger afterwards. */
  static void run(Target target, World world, Ledger ledger) {
    new Journeys(CLIENT, FOLDER, command("journeys.py"), Map.of()).run(target, world, ledger);
  }
}
