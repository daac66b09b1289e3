// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The examples of README.md and api/README.md for clients, run as they stand there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts the server before any test.
class DocumentedClientsTest {
  private static final int SECONDS = 60;

  private Target target;
  private Path folder;
  private Map<String, String> environment;

  /** The organization and the user that the pages speak of, and two spaces. */
  @BeforeAll
  void start() throws IOException {
    target = StartedTarget.start(Optional.empty());
    folder = Files.createTempDirectory("atrium-examples");
    Http admin = new Http(target.url(), target.adminToken(), new Ledger(target.url()));
    admin.call("POST", "/admin/users", Map.of("login", "octocat", "email", "o@example.com"));
    String token =
        admin
            .call(
                "POST",
                "/admin/users/octocat/authorizations",
                Map.of("scopes", List.of("repo", "user", "admin:org")))
            .get("token")
            .asText();
    admin.call("POST", "/admin/organizations", Map.of("login", "acme", "admin", "octocat"));
    for (String name : List.of("Hello", "World")) {
      admin.as(token).call("POST", "/orgs/acme/copilot-spaces", Map.of("name", name));
    }
    environment = Map.of("URL", target.url(), "TOKEN", token);
  }

  @AfterAll
  void stop() {
    target.close();
    Processes.delete(folder);
  }

  private String run(List<String> command) {
    return Processes.run(folder, SECONDS, command, environment);
  }

  private static String example(String page, String language) {
    return Examples.read(page).of(language).getFirst();
  }

  @Test
  void octokit_listsSpaces() throws IOException {
    Processes.needs("Octokit's example, without node and npm", Octokit.lacking());
    Path script = Octokit.FOLDER.toAbsolutePath().resolve("readme-example.mjs");
    String text = example("README.md", "js").replace("http://127.0.0.1:8080", target.url());
    Files.writeString(script, text);
    assertThat(run(List.of("node", script.toString()))).isEqualTo("[ 'Hello', 'World' ]\n");
  }

  @Test
  void pygithub_listsSpaces() throws IOException {
    Processes.needs("PyGithub's example", PyGithub.lacking());
    Path script = folder.resolve("example.py");
    Files.writeString(script, example("api/README.md", "python"));
    assertThat(run(PyGithub.command(script.toString()))).isEqualTo("octocat\nHello\nWorld\n");
  }

  @Test
  void goGithub_listsSpaces() throws IOException {
    Processes.needs("go-github's example", GoGithub.lacking());
    Path source = folder.resolve("example.go");
    Files.writeString(source, example("api/README.md", "go"));
    Path program = GoGithub.build("example", List.of(source));
    assertThat(run(List.of(program.toString()))).isEqualTo("octocat\nHello\nWorld\n");
  }
}
