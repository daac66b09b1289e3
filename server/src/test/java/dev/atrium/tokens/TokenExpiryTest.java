// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.TokenKind;
import dev.atrium.http.Profile;
import dev.atrium.http.Route;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.SetClock;
import dev.atrium.testing.TestServer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens of all five kinds are good until the very second at which they expire. */
@EachDatabase
record TokenExpiryTest(Product product) {
  private static final Instant EXPIRY = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void token_fromTheSecondOfItsExpiryOn_is401Everywhere() {
    SetClock clock = new SetClock(EXPIRY.minusSeconds(60));
    try (TestServer server = TestServer.start(product, clock)) {
      server.user("octocat");
      server.organization("acme", "octocat");
      Map<TokenKind, Client> clients = clients(server, clock);
      clients.forEach((kind, client) -> {
        client.get("/orgs/acme/copilot-spaces").expect(200);
        clock.set(EXPIRY.minusMillis(1));
        Answer last = client.get("/orgs/acme/copilot-spaces").expect(200);
        assertThat(last.header("GitHub-Authentication-Token-Expiration"))
            .as("%s", kind)
            .contains("2026-11-21T12:00:00Z");
        clock.set(EXPIRY);
        server.routes().stream()
            .filter(route -> route.profile() != Profile.HEALTH) // Health checks read no token.
            .forEach(route -> refused(kind, client, route));
        clock.set(EXPIRY.plusSeconds(1));
        assertThat(client.get("/user").status()).isEqualTo(401);
        clock.set(EXPIRY.minusSeconds(60));
      });
      assertThat(clients)
          .as("all but the token that an app signs itself")
          .hasSize(TokenKind.values().length - 1);
    }
  }

  private static void refused(TokenKind kind, Client client, Route route) {
    String path = route.path().replaceAll("[{}.]", "");
    Answer answer = client.send(route.method(), path, null);
    assertThat(answer.status()).as("%s %s %s", kind, route.method(), path).isEqualTo(401);
    String message = route.profile() == Profile.MCP ? "error/message" : "message";
    assertThat(answer.json(message).asText()).isEqualTo("Bad credentials");
    assertThat(answer.header("X-OAuth-Scopes")).isEmpty();
    assertThat(answer.header("GitHub-Authentication-Token-Expiration")).isEmpty();
  }

  private static Map<TokenKind, Client> clients(TestServer server, SetClock clock) {
    TestTokens tokens = new TestTokens(server.database(), clock);
    long expiry = EXPIRY.getEpochSecond();
    Map<TokenKind, Client> clients = new EnumMap<>(TokenKind.class);
    for (TokenKind kind : List.of(TokenKind.CLASSIC, TokenKind.OAUTH)) {
      String token = tokens.scoped(kind, "octocat", List.of("read:org"), expiry);
      clients.put(kind, server.admin().with(token));
    }
    Map<String, String> permissions = Map.of("organization_copilot_spaces", "read");
    String user =
        tokens.permitted(TokenKind.APP_USER, "octocat", "acme", permissions, List.of(), expiry);
    clients.put(TokenKind.APP_USER, server.admin().with(user));
    clients.put(
        TokenKind.FINE_GRAINED,
        server.fineGrained("octocat", "acme", permissions, "expires_at", EXPIRY.toString()));
    clients.put(
        TokenKind.INSTALLATION,
        server.installation("acme", permissions, "expires_at", EXPIRY.toString()));
    return clients;
  }
}
