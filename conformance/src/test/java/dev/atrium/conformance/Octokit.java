// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** GitHub's own client for JavaScript, as npm has it: the journeys are in {@code src/test/node}. */
final class Octokit {
  static final String CLIENT = "octokit";
  private static final Path SOURCES = Path.of("src", "test", "node");
  static final Path FOLDER = Path.of("target", "node");
  private static final int INSTALL_SECONDS = 120;
  private static final int VERSION_SECONDS = 90;

  private Octokit() {}

  private static final class Installed {
    static final Optional<String> LACKING = install();
  }

  /** Installs it, once; what is lacking for that, if anything, and how to have it. */
  static Optional<String> lacking() {
    return Installed.LACKING;
  }

  private static Optional<String> install() {
    try {
      Files.createDirectories(FOLDER);
      try (Stream<Path> sources = Files.list(SOURCES)) {
        for (Path source : sources.filter(Files::isRegularFile).toList()) {
          Files.copy(
              source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Path lock = SOURCES.resolve("package-lock.json");
      Path installed = FOLDER.resolve("installed-lock.json");
      Processes.run(FOLDER, VERSION_SECONDS, List.of("node", "--version"));
      if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
        Processes.run(
            FOLDER,
            INSTALL_SECONDS,
            List.of(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
      }
      return Optional.empty();
    } catch (Processes.FailedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs all journeys; every exchange of them is in the ledger afterwards. */
  static void run(Target target, World world, Ledger ledger) {
    new Journeys(CLIENT, FOLDER, List.of("node", "journeys.mjs"), Map.of())
        .run(target, world, ledger);
  }
}
