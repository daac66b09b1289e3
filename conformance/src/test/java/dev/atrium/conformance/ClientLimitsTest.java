// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server with low limits, whose refusals clients recognise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts the server before any test.
class ClientLimitsTest {
  private static final String PART = "the journeys at limits";

  private Target target;
  private Ledger ledger;
  private World world;

  @BeforeAll
  void start() {
    // The second is more than setting up takes.
    List<String> options = List.of("--address-limit", "3", "--secondary-limit", "10");
    target = StartedTarget.start(options, Path.of("."));
    ledger = new Ledger(target.url());
    world = World.create(target, ledger, List.of());
  }

  @AfterAll
  void stop() {
    target.close();
  }

  @Test
  void pygithub_recognisesThem() {
    Processes.needs("PyGithub, " + PART, PyGithub.lacking());
    List<String> command = PyGithub.command("limits.py");
    new Journeys(PyGithub.CLIENT, PyGithub.FOLDER, command, Map.of()).run(target, world, ledger);
    assertThat(ledger.takeFaults()).isEmpty();
  }

  @Test
  void goGithub_recognisesThem() {
    Processes.needs("go-github, " + PART, GoGithub.lacking());
    List<String> command = List.of(GoGithub.journeys().toString(), "limits");
    new Journeys(GoGithub.CLIENT, Path.of("."), command, Map.of()).run(target, world, ledger);
    assertThat(ledger.takeFaults()).isEmpty();
  }
}
