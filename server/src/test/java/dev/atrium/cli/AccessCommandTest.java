// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That the documentation shows the table that the server decides by. */
class AccessCommandTest {
  private static final Path DOCUMENT = Path.of("../api/access.md");

  @Test
  void theDocumentedTableIsThePrintedOne() throws IOException {
    try (Server server = new Server(Config.of(Product.temporaryFolder()).build())) {
      assertThat(Files.readString(DOCUMENT))
          .as("the table in %s; print it with ./atrium access", DOCUMENT)
          .endsWith("\n\n" + AccessCommand.table(server.routes()));
    }
  }
}
