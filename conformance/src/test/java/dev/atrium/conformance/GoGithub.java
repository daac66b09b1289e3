// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The client for Go, as Debian has it: the journeys are in {@code src/test/go}. */
final class GoGithub {
  static final String CLIENT = "go-github";
  private static final Path SOURCES = Path.of("src", "test", "go");
  private static final Path FOLDER = Path.of("target", "go");

  /** The first build compiles the standard library. */
  private static final int BUILD_SECONDS = 600;

  private GoGithub() {}

  private static final class Installed {
    static final Optional<String> LACKING = find();

    private static Optional<String> find() {
      try {
        go(List.of("list", "github.com/google/go-github/github", "golang.org/x/oauth2"));
        return Optional.empty();
      } catch (Processes.FailedException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
  }

  /** What is lacking to build it, if anything. */
  static Optional<String> lacking() {
    return Installed.LACKING;
  }

  private static void go(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("go"));
    command.addAll(arguments);
    Processes.run(SOURCES, BUILD_SECONDS, command, environment());
  }

  /** Debian's libraries, without modules: nothing is downloaded. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("GO111MODULE", "off");
    environment.put("GOPATH", "/usr/share/gocode");
    environment.put("CGO_ENABLED", "0");
    environment.put("GOCACHE", FOLDER.resolve("cache").toAbsolutePath().toString());
    return environment;
  }

  /**
   * Builds a program.
   *
   * @param sources its files
   */
  static Path build(String name, List<Path> sources) {
    try {
      Path program = Files.createDirectories(FOLDER).resolve(name).toAbsolutePath();
      List<String> arguments = new ArrayList<>(List.of("build", "-o", program.toString()));
      sources.forEach(source -> arguments.add(source.toAbsolutePath().toString()));
      go(arguments);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds the journeys. */
  static Path journeys() {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return build("journeys", files.sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs all journeys; every exchange of them is in the ledger afterwards. */
  static void run(Target target, World world, Ledger ledger) {
    List<String> command = List.of(journeys().toString());
    new Journeys(CLIENT, FOLDER, command, Map.of()).run(target, world, ledger);
  }
}
