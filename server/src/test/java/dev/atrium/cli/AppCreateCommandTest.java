// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.access.AccessTable;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code atrium app create}, as the documents show it. */
class AppCreateCommandTest {
  private final Path data = Product.temporaryFolder();
  private Path key = data.resolve("key.pem");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void anAppIsRegisteredAndInstalled() throws IOException {
    try (TestServer server = TestServer.on(data, AccessTable.STANDARD)) {
      server.user("octocat");
      server.organization("acme", "octocat");
    }
    String permissions = "contents=read,organization_copilot_spaces=read";
    assertThat(create("Reviewer", "octocat", "--permissions", permissions, "--install", "acme"))
        .as("%s", err)
        .isZero();
    assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(create("Second", "octocat"))
        .as("the key of the first is not overwritten")
        .isEqualTo(2);
    key = data.resolve("other.pem");
    assertThat(create("Reviewer", "octocat")).isEqualTo(2);
    assertThat(create("Other", "nobody")).isEqualTo(2);
    assertThat(create("Other", "octocat", "--permissions", "contents")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--key takes a new file", "name is already taken")
        .contains("owner must be a user or organization")
        .contains("--permissions takes name=level");
    try (TestServer server = TestServer.on(data, AccessTable.STANDARD)) {
      assertThat(server.admin().get("/admin/apps").json().findValuesAsText("slug"))
          .containsExactlyInAnyOrder("github-cli", "reviewer");
      JsonNode app = server.admin().get("/admin/apps/reviewer").json();
      assertThat(app.get("installations_count").asInt()).isEqualTo(1);
      assertThat(app.get("coding_agent").asBoolean()).isFalse();
    }
  }

  private int create(String... more) {
    List<String> line = new ArrayList<>(List.of("app", "create"));
    line.addAll(List.of(more));
    line.addAll(List.of("--key", key.toString(), "--data", data.toString()));
    return Commands.run(
        line.toArray(String[]::new),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
