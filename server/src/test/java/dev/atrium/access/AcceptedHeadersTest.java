// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import dev.atrium.tokens.TestTokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every operation says which scopes or permissions it takes, and which the token has, when it lets
 * through as when it refuses: as behaviour §2 has them, which {@link MatrixTable} is written from.
 */
@EachDatabase
record AcceptedHeadersTest(Product product) {
  private static final List<String> SCOPES = List.of("admin:org", "repo", "user");

  /** The scope that is asked for, and all that do for it. */
  private static final Map<String, List<String>> DO_FOR =
      Map.of(
          "read:org", List.of("admin:org", "read:org", "write:org"),
          "write:org", List.of("admin:org", "write:org"),
          "admin:org", List.of("admin:org"),
          "read:user", List.of("read:user", "user"),
          "read:audit_log", List.of("admin:org", "audit_log", "read:audit_log"),
          "user", List.of("user"),
          "repo", List.of("repo"));

  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "spaces", "organization_copilot_spaces",
          "seats", "organization_copilot_seat_management",
          "agent", "organization_copilot_agent_settings",
          "org", "organization_administration");

  @Test
  void everyOperation_saysWhatItTakes_andWhatTheTokenHas() {
    try (TestServer server = TestServer.start(product)) {
      MatrixWorld world = new MatrixWorld(server).build();
      List<Holder> holders = holders(server, world);
      Map<Integer, Integer> statuses = new LinkedHashMap<>();
      for (MatrixTable.Operation operation : MatrixTable.operations) {
        for (String kind :
            operation.onOrganizationsOnly() ? List.of("org") : List.of("org", "user")) {
          for (String space : List.of("reader", "hidden")) {
            for (Holder holder : holders) {
              Answer answer = world.answer(holder.client(), operation, kind, space);
              if (answer.status() < 300) {
                world.restore(operation, kind, space);
              }
              statuses.merge(answer.status(), 1, Integer::sum);
              check(holder, operation, kind.equals("org"), answer);
            }
          }
        }
      }
      assertThat(statuses).containsKeys(200, 201, 204, 401, 403, 404);
    }
  }

  private static List<Holder> holders(TestServer server, MatrixWorld world) {
    List<Holder> holders = new ArrayList<>();
    for (String login : List.of("owner", "creator", "member", "outsider")) {
      holders.add(Holder.scoped(world.client(login, "full"), SCOPES));
      holders.add(Holder.scoped(world.client(login, "read-org"), List.of("read:org")));
      holders.add(Holder.scoped(world.client(login, "nothing"), List.of()));
      holders.add(Holder.permitted(world.client(login, "fine-write")));
      holders.add(Holder.permitted(world.client(login, "fine-nothing")));
    }
    TestTokens tokens = new TestTokens(server.database(), Clock.systemUTC());
    for (List<String> scopes : List.of(SCOPES, List.of("read:org"))) {
      String token = tokens.scoped(TokenKind.OAUTH, "creator", scopes, null);
      holders.add(Holder.scoped(server.admin().with(token), scopes));
    }
    String user =
        tokens.permitted(
            TokenKind.APP_USER,
            "creator",
            "acme",
            Map.of("organization_copilot_spaces", "write"),
            List.of(),
            null);
    holders.add(Holder.permitted(server.admin().with(user)));
    holders.add(Holder.permitted(world.client("app", "app-write")));
    holders.add(Holder.permitted(world.client("app", "app-read")));
    holders.add(new Holder(server.admin().anonymous(), Optional.empty(), false));
    return holders;
  }

  private static void check(
      Holder holder, MatrixTable.Operation operation, boolean org, Answer answer) {
    boolean scoped = holder.scopes().isPresent();
    assertThat(answer.header("X-OAuth-Scopes"))
        .as("%s %s", answer.request(), answer.status())
        .isEqualTo(holder.scopes().map(scopes -> String.join(", ", scopes)));
    assertThat(answer.header("X-Accepted-OAuth-Scopes"))
        .as("%s %s", answer.request(), answer.status())
        .isEqualTo(scoped ? Optional.of(acceptedScopes(operation, org)) : Optional.empty());
    assertThat(answer.header("X-Accepted-GitHub-Permissions"))
        .as("%s %s", answer.request(), answer.status())
        .isEqualTo(
            holder.permitted() ? Optional.of(acceptedPermissions(operation)) : Optional.empty());
  }

  private static String acceptedScopes(MatrixTable.Operation operation, boolean org) {
    TreeSet<String> accepted = new TreeSet<>();
    for (String scope : operation.scopes(org)) {
      accepted.addAll(DO_FOR.getOrDefault(scope, List.of()));
    }
    return String.join(", ", accepted);
  }

  private static String acceptedPermissions(MatrixTable.Operation operation) {
    String[] permission = operation.permission().split(":", 2);
    return PERMISSIONS.get(permission[0])
        + "="
        + permission[1]
        + (operation.request().contains("#hello") ? ",metadata=read" : "");
  }

  /** Somebody with a token, which has scopes, or permissions, or is none. */
  private record Holder(Client client, Optional<List<String>> scopes, boolean permitted) {
    static Holder scoped(Client client, List<String> scopes) {
      return new Holder(client, Optional.of(scopes), false);
    }

    static Holder permitted(Client client) {
      return new Holder(client, Optional.empty(), true);
    }
  }
}
