// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.wholeRepository;
import static dev.atrium.testing.Samples.collaborator;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
import dev.atrium.testing.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An organization and a user with spaces of every sort, and everybody who asks for them. */
final class MatrixWorld {
  private static final String NOTE = json(Resources.note("n", "t"));

  final TestServer server;
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> spaces = new HashMap<>();

  MatrixWorld(TestServer server) {
    this.server = server;
  }

  /** Makes all of it, on an empty server. */
  MatrixWorld build() {
    for (String login : MatrixTable.organization.keySet()) {
      remember(login, "full", server.user(login));
    }
    remember("guest", "full", server.user("guest"));
    remember("newcomer", "full", server.user("newcomer"));
    remember("suspended", "full", server.user("suspended"));
    server.organization("acme", "owner");
    Client owner = client("owner", "full");
    Samples acme = admin("org");
    acme.grantNothing();
    MatrixTable.organization.forEach((login, roles) -> {
      if (!"anyone".equals(roles.get("towards it"))) {
        member(login);
      }
    });
    List.of("guest", "newcomer", "suspended", "former").forEach(this::member);
    teams(acme);
    ids.put("#hello", String.valueOf(acme.repository("hello")));
    ids.put("#secret", String.valueOf(acme.privateRepository("secret")));
    ids.put("#mine", String.valueOf(admin("user").privateRepository("mine")));
    for (String space : List.of("hidden", "reader", "writer", "admin", "sources")) {
      space("org", space);
    }
    for (String space : List.of("hidden", "reader", "sources")) {
      space("user", space);
    }
    owner
        .put(
            "/orgs/acme/copilot/coding-agent/permissions",
            "{\"enabled_repositories\":\"selected\"}")
        .expect(204);
    tokens();
    owner.delete("/orgs/acme/memberships/former").expect(204);
    server.admin().put("/users/suspended/suspended", null).expect(204);
    return this;
  }

  private void remember(String login, String token, Client client) {
    clients.put(login + "/" + token, client);
  }

  /** The caller with that kind of token. */
  Client client(String login, String token) {
    return Objects.requireNonNull(
        clients.get(login + "/" + token), login + " has no token " + token);
  }

  /** The same people and things, on a server that has them already. */
  MatrixWorld on(TestServer other) {
    MatrixWorld same = new MatrixWorld(other);
    clients.forEach(
        (name, client) -> same.clients.put(name, new Client(other.url(), client.token())));
    same.ids.putAll(ids);
    same.spaces.putAll(spaces);
    return same;
  }

  private void member(String login) {
    client("owner", "full")
        .put(
            "/orgs/acme/memberships/" + login,
            json("role", login.equals("owner") ? "admin" : "member"))
        .expect(200);
  }

  private static void teams(Samples acme) {
    for (String role : List.of("reader", "writer", "admin")) {
      acme.team("team-" + role);
      acme.teamMember("team-" + role, "team-" + role);
      long above = acme.team("ancestor-" + role, "privacy", "closed");
      long between = acme.team("between-" + role, "parent_team_id", above);
      acme.team("below-" + role, "parent_team_id", between);
      acme.teamMember("below-" + role, "ancestor-" + role);
    }
  }

  private void tokens() {
    for (String login : MatrixTable.organization.keySet()) {
      for (MatrixToken token : MatrixToken.ALL) {
        remember(login, token.name(), token.make(server, login));
      }
    }
    remember("app", "app-write", MatrixToken.APP_WRITE.install(server));
    remember("app", "app-read", MatrixToken.APP_READ.install(server));
    remember("app", "app-seats", MatrixToken.APP_SEATS.install(server));
  }

  /** Makes a space anew, with its note, its guest, and everybody who was granted a role. */
  void space(String kind, String name) {
    boolean org = kind.equals("org");
    Samples admin = admin(kind);
    String base = name.equals("sources") || name.equals("hidden") ? "no_access" : name;
    String space = admin.by(client("creator", "full")).space(name, "base_role", base);
    spaces.put(kind + "/" + name, space);
    note(kind, name);
    admin.share(space, "User", "guest", "reader");
    for (String role : List.of("reader", "writer", "admin")) {
      admin.share(space, "User", "user-" + role, role);
      if (org) {
        admin.share(space, "Team", "team-" + role, role);
        admin.share(space, "Team", "ancestor-" + role, role);
      }
    }
    if (org) {
      // What a former member was granted ends with the membership; what is hidden ends with 403.
      grantOnce(admin, space, "former");
      grantOnce(admin, space, "suspended");
    }
    if (name.equals("sources")) {
      long source = Long.parseLong(Objects.requireNonNull(ids.get(org ? "#secret" : "#mine")));
      admin.attach(space, wholeRepository(source));
    }
  }

  /** Who may do everything with spaces of that kind. */
  private Samples admin(String kind) {
    return kind.equals("org")
        ? new Samples(client("owner", "full"), "/orgs/acme")
        : new Samples(client("creator", "full"), "/users/creator");
  }

  private static void grantOnce(Samples admin, String space, String login) {
    admin.by().post(space + "/collaborators", collaborator("User", login, "admin"));
  }

  private void note(String kind, String name) {
    String space = spaces.get(kind + "/" + name);
    ids.put(
        kind + "/" + name + "#note",
        client("creator", "full").post(space + "/resources", NOTE).expect(201).json("id").asText());
  }

  private static String all(boolean org) {
    return org ? "/orgs/acme/copilot-spaces" : "/users/creator/copilot-spaces";
  }

  /** Sends the operation's request; tells how it was answered. */
  int send(Client client, MatrixTable.Operation operation, String kind, String space) {
    return answer(client, operation, kind, space).status();
  }

  /** Sends the operation's request, as {@link MatrixTable} writes it. */
  Answer answer(Client client, MatrixTable.Operation operation, String kind, String space) {
    String[] request = operation.request().split(" ", 2);
    String path =
        request[1]
            .replace("$O", all(kind.equals("org")))
            .replace("$S", spaces.getOrDefault(kind + "/" + space, ""))
            .replace("$A", "/orgs/acme/copilot/coding-agent/permissions")
            .replace("$L", "/orgs/acme/audit-log")
            .replace("#note", ids.getOrDefault(kind + "/" + space + "#note", ""))
            .replace("#guest", "User/guest")
            .replace("#hello", ids.get("#hello"));
    return client.send(request[0], path, body(operation.name()));
  }

  private static @Nullable String body(String operation) {
    return switch (operation) {
      case "create" -> "{\"name\":\"new\"}";
      case "set" -> "{\"description\":\"d\"}";
      case "create-resource" -> NOTE;
      case "set-resource" -> "{\"metadata\":{\"text\":\"u\"}}";
      case "add-collaborator" -> collaborator("User", "newcomer", "reader");
      case "set-collaborator" -> "{\"role\":\"reader\"}";
      case "set-agent" -> "{\"enabled_repositories\":\"selected\"}";
      case "select-agent" -> "{\"selected_repository_ids\":[]}";
      default -> null;
    };
  }

  /** Puts back what a request that was let through changed. */
  void restore(MatrixTable.Operation operation, String kind, String space) {
    Samples admin = admin(kind);
    String path = spaces.getOrDefault(kind + "/" + space, "");
    switch (operation.name()) {
      case "delete" -> space(kind, space);
      case "delete-resource" -> note(kind, space);
      case "add-collaborator" ->
          admin.by().delete(path + "/collaborators/User/newcomer").expect(204);
      case "remove-collaborator" -> admin.share(path, "User", "guest", "reader");
      default -> {
        // Changed nothing that a later cell looks at.
      }
    }
  }
}
