// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The journeys of each client through the server: every answer is as GitHub describes it, and every
 * operation that is described is called.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("places")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts the server before any test.
class ConformanceTest {
  /** What is described and not answered yet: an operation that gets a journey leaves this list. */
  private static final Set<String> NOT_YET = Set.of();

  /** It knows no more of them: the rest has no method in it. */
  private static final int LEAST_OF_HUB4J = 50;

  private static final int LEAST_OF_PYGITHUB = 90;
  private static final int LEAST_OF_GO_GITHUB = 110;

  @Parameter Place place;
  private Target target;
  private Ledger ledger;
  private World world;

  /** The server that is named, or one on each database. */
  enum Place {
    SQLITE,
    POSTGRESQL,
    GIVEN;

    Target start() {
      return switch (this) {
        case SQLITE -> StartedTarget.start(Optional.empty());
        case POSTGRESQL -> Postgres.start();
        case GIVEN -> new GivenTarget(url(), System.getProperty("conformance.token", ""));
      };
    }

    private static String url() {
      return System.getProperty("conformance.url", "");
    }
  }

  static Stream<Place> places() {
    return Place.url().isEmpty()
        ? Stream.of(Place.SQLITE, Place.POSTGRESQL)
        : Stream.of(Place.GIVEN);
  }

  @BeforeParameterizedClassInvocation
  void start(Place parameter) {
    target = parameter.start();
    ledger = new Ledger(target.url());
    try {
      world =
          World.create(
              target,
              ledger,
              List.of(Octokit.CLIENT, Hub4j.CLIENT, PyGithub.CLIENT, GoGithub.CLIENT));
    } catch (RuntimeException | AssertionError e) {
      target.close();
      throw e;
    }
    if (!world.branched()) {
      System.out.println(
          "conformance: LEFT OUT pull requests: the server has no way to make a branch over HTTP");
    }
  }

  @AfterParameterizedClassInvocation
  void stop() {
    try (Target closed = target) {
      world.close();
      assertThat(ledger.takeFaults()).as("%s", closed.url()).isEmpty();
    }
  }

  @Test
  void octokit_callsEveryOperation_andIsAnsweredAsDescribed() {
    Processes.needs("Octokit's journeys, without node and npm", Octokit.lacking());
    Octokit.run(target, world, ledger);
    assertThat(ledger.takeFaults()).isEmpty();
    Set<String> called = ledger.operations(Octokit.CLIENT);
    Set<String> spaces = expected(Ledger.SPACES);
    Set<String> directory = expected(Ledger.DIRECTORY);
    report(
        "Octokit called %d of %d operations on spaces and the coding agent, %d of %d directory operations"
            .formatted(
                common(called, spaces), spaces.size(), common(called, directory), directory.size()),
        Octokit.CLIENT);
    Set<String> all = new TreeSet<>(spaces);
    all.addAll(directory);
    assertThat(new TreeSet<>(called)).isEqualTo(all);
  }

  @Test
  void hub4j_isAnsweredAsDescribed() {
    Hub4j.run(target, world, ledger);
    held(Hub4j.CLIENT, LEAST_OF_HUB4J);
  }

  @Test
  void pygithub_isAnsweredAsDescribed() {
    Processes.needs("PyGithub's journeys, without Python and PyGithub", PyGithub.lacking());
    PyGithub.run(target, world, ledger);
    held(PyGithub.CLIENT, LEAST_OF_PYGITHUB);
  }

  @Test
  void goGithub_isAnsweredAsDescribed() {
    Processes.needs("go-github's journeys, without Go and go-github", GoGithub.lacking());
    GoGithub.run(target, world, ledger);
    held(GoGithub.CLIENT, LEAST_OF_GO_GITHUB);
  }

  /** Holds every answer to the description, and the journeys to lead to that many operations. */
  private void held(String client, int least) {
    assertThat(ledger.takeFaults()).isEmpty();
    Set<String> called = ledger.operations(client);
    Set<String> directory = expected(Ledger.DIRECTORY);
    Set<String> spaces = expected(Ledger.SPACES);
    report(
        "%s called %d of %d directory operations, %d of %d on spaces and the coding agent"
            .formatted(
                client,
                common(called, directory),
                directory.size(),
                common(called, spaces),
                spaces.size()),
        client);
    assertThat(common(called, directory)).isGreaterThanOrEqualTo(least);
  }

  /** What the description has, but for what is not answered yet or cannot be called there. */
  private Set<String> expected(Description description) {
    Set<String> expected = new TreeSet<>(description.operationIds());
    expected.removeAll(NOT_YET);
    if (!world.branched()) {
      expected.removeIf(id -> id.startsWith("pulls/") && !id.equals("pulls/list"));
    }
    return expected;
  }

  private static long common(Set<String> some, Set<String> others) {
    return some.stream().filter(others::contains).count();
  }

  private void report(String what, String client) {
    System.out.printf(
        "conformance: %s: %s; %d answers, all as described%n", place, what, ledger.answers(client));
  }
}
