// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import org.kohsuke.github.extras.HttpClientGitHubConnector;

/**
 * The client for Java that Jenkins and others use. It knows no spaces, and decodes what it knows
 * strictly.
 */
final class Hub4j {
  static final String CLIENT = "hub4j";

  private Hub4j() {}

  /** Runs all journeys; every exchange of them is in the ledger afterwards. */
  static void run(Target target, World world, Ledger ledger) {
    try {
      String url = target.url().endsWith("/api/v3") ? target.url() : target.url() + "/api/v3";
      GitHub github =
          new GitHubBuilder()
              .withEndpoint(url)
              .withOAuthToken(world.owner().token())
              .withConnector(new Recording(new HttpClientGitHubConnector(), ledger))
              .build();
      Hub4jPeople.run(github, world);
      Hub4jRepository.run(github, world);
      Hub4jContent.run(github, world);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes note of everything that passes. */
  private record Recording(GitHubConnector next, Ledger ledger) implements GitHubConnector {
    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
      GitHubConnectorResponse response = next.send(request);
      response.setBodyStreamRereadable();
      ledger.add(
          new Exchange(
              CLIENT,
              request.method(),
              URI.create(request.url().toString()),
              response.statusCode(),
              Objects.requireNonNullElse(response.header("Content-Type"), ""),
              body(response)));
      return response;
    }

    private static String body(GitHubConnectorResponse response) throws IOException {
      try (InputStream stream = response.bodyStream()) {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
