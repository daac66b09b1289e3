// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official conformance suites. What does not pass is listed in {@code expected-*.yml}, each
 * with the reason; the suite fails for what fails besides, and for what is listed and passes.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class ConformanceSuitesTest {
  private static final String CURRENT = "conformance-current";
  private static final String RELEASED = "conformance-released";

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
    String expected = "expected-" + revision + ".yml";
    report(
        "the current suite on " + revision,
        run(CURRENT, server.url(), "--requirements", revision, "--expected-failures", expected));
  }

  @Test
  void released_allScenarios() {
    report(
        "the released suite",
        run(RELEASED, server.url(), "--expected-failures", "expected-released.yml"));
  }

  /** The server as it is, without the fixtures: what needs no tools of the suite's. */
  @ParameterizedTest
  @CsvSource({
    "server-initialize, 2025-06-18",
    "server-initialize, 2025-11-25",
    "server-session-lifecycle, 2025-03-26",
    "ping, 2025-06-18",
    "dns-rebinding-protection, 2025-11-25",
    "dns-rebinding-protection, 2026-07-28",
    "server-sse-multiple-streams, 2026-07-28",
    "server-stateless, 2026-07-28"
  })
  void plainServer(String scenario, String revision) {
    try (TestServer plain = TestServer.start(Product.SQLITE)) {
      run(
              CURRENT,
              plain.url(),
              "--scenario",
              scenario,
              "--spec-version",
              revision,
              "--expected-failures",
              "expected-plain.yml")
          .expectSuccess();
    }
  }

  private static Node.Ended run(String suite, String url, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Node.forSuites("the official suite " + suite));
    command.addAll(List.of("suite.mjs", suite, url + "/mcp", FixtureServer.TOKEN, "results"));
    command.addAll(List.of(arguments));
    return Node.run(command);
  }

  private static void report(String what, Node.Ended ended) {
    List<String> lines = ended.expectSuccess().printed().lines().toList();
    long passed = lines.stream().filter(line -> line.startsWith("✓")).count();
    long others = lines.stream().filter(line -> line.startsWith("✗")).count();
    System.out.printf(
        "mcp: %s: %d scenarios passed, %d are of what is not offered%n", what, passed, others);
    assertThat(passed).isGreaterThan(others);
  }
}
