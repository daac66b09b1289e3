// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import dev.atrium.testing.JavaCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both lines of the official client call all tools of a whole server. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
class ClientsOnSpacesTest {
  private static SampleSpace sample;

  @BeforeAll
  static void start() {
    sample = new SampleSpace();
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sdk1.mjs", "client2.mjs"})
  void overHttp(String program) {
    run(program, List.of());
  }

  /** The client starts {@code atrium mcp}, and knows nothing of HTTP. */
  @ParameterizedTest
  @ValueSource(strings = {"sdk1.mjs", "client2.mjs"})
  void throughTheBridge(String program) {
    run(
        program,
        JavaCommand.of(
            List.of(JavaCommand.QUICK), "dev.atrium.Main", "mcp", "--url", sample.url()));
  }

  private static void run(String program, List<String> bridge) {
    Node.needed("the official client of %s %s a server".formatted(program, how(bridge)));
    List<String> command =
        new ArrayList<>(List.of("node", program, sample.url() + "/mcp", sample.token(), "spaces"));
    command.addAll(bridge);
    Node.run(command).expectSuccess();
  }

  private static String how(List<String> bridge) {
    return bridge.isEmpty() ? "on" : "through the bridge to";
  }
}
