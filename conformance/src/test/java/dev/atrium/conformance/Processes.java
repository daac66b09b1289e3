// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs that end, and clears away what is on disk. */
final class Processes {
  private Processes() {}

  /** A program that did not end well, with all that it printed. */
  static final class FailedException extends RuntimeException {
    FailedException(String message) {
      super(message);
    }
  }

  /** Skips the test, and says so, where something that it needs is lacking. */
  static void needs(String what, Optional<String> lacking) {
    lacking.ifPresent(why -> System.out.println("conformance: SKIPPED " + what + ": " + why));
    assumeTrue(lacking.isEmpty(), () -> what + ": " + lacking.orElseThrow());
  }

  /** Runs a program, with a limit on its time. */
  static String run(Path folder, int seconds, List<String> command) {
    return run(folder, seconds, command, Map.of());
  }

  /**
   * Runs a program, with a limit on its time.
   *
   * @param environment what is added to ours
   * @return what it printed, on both streams
   * @throws FailedException when it is missing, fails, or takes longer
   */
  static String run(
      Path folder, int seconds, List<String> command, Map<String, String> environment) {
    try {
      Path log = Files.createTempFile("conformance", ".log");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly().waitFor();
        }
        String printed = Files.readString(log);
        if (!ended || process.exitValue() != 0) {
          String what =
              ended ? "failed with " + process.exitValue() : "took over " + seconds + " s";
          throw new FailedException(String.join(" ", command) + " " + what + "\n" + printed);
        }
        return printed;
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new FailedException(command.getFirst() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Deletes a folder and all that is in it, as far as that goes. */
  static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      // The operating system clears its temporary folder in the end.
    }
  }
}
