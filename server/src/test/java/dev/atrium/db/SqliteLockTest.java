// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Holds the data folder to one Atrium at a time. */
class SqliteLockTest {
  private final Path folder = Product.temporaryFolder();

  @Test
  void open_ofAFolderInUse_isRefused_untilItIsClosed() {
    try (SqliteDatabase first = SqliteDatabase.open(folder, true)) {
      assertThatThrownBy(() -> SqliteDatabase.open(folder, true))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("in use by another Atrium");
      assertThat(first.product()).as("the first one goes on").startsWith("SQLite 3");
    }
    SqliteDatabase.open(folder, true).close();
  }

  @Test
  void serve_ofAFolderInUse_byAnotherProcess_isRefused() throws Exception {
    try (SqliteDatabase first = SqliteDatabase.open(folder, true)) {
      Path output = Product.temporaryFolder().resolve("output");
      Process second = serve(output);
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
      assertThat(Files.readString(output, StandardCharsets.UTF_8))
          .contains(folder.toString(), "in use by another Atrium", "--data");
      assertThat(first.<Integer>read(handle -> 1)).as("the first one goes on").isEqualTo(1);
    }
  }

  private Process serve(Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.atrium.Main",
            "serve",
            "--port",
            "0",
            "--data",
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
