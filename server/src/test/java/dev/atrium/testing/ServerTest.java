// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * A test class with one server for all of its tests, on each database: annotate it with {@link
 * EachDatabase}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts the server before any test.
public abstract class ServerTest {
  @Parameter protected Product product;
  protected TestServer server;

  @BeforeParameterizedClassInvocation
  void startServer(Product parameter) {

    server = TestServer.start(parameter);
    prepare();
  }

  /** What all tests of the class find; called once, on the empty server. */
  protected void prepare() {}

  @AfterParameterizedClassInvocation
  void stopServer() {
    server.close();
  }
}
