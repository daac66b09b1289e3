// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official conformance suites. What does not pass is listed in {@code expected-*.yml}, each
 * with the reason; the suite fails for what fails besides, and for what is listed and passes.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class ConformanceSuitesTest {
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = new FixtureServer(Fixtures.all());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void current_requirementsOfARevision(String revision) {
    String printed =
        run(
            "conformance-current",
            "--requirements",
            revision,
            "--expected-failures",
            "expected-" + revision + ".yml");
    System.out.println(printed);
    assertThat(printed).contains("SUMMARY");
  }

  private static String run(String suite, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Node.forSuites("the official suite " + suite));
    command.addAll(
        List.of("suite.mjs", suite, server.url() + "/mcp", FixtureServer.TOKEN, "results"));
    command.addAll(List.of(arguments));
    return Node.run(command).printed();
  }
}
