// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.server.Server;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * Whatever let somebody in: once it is taken back, and that was answered, every request that starts
 * later is refused, by every server, with everything kept warm by others who ask the same.
 */
@Order(3)
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the product.
class RevocationTest {
  @Parameter Product product;

  private final AtomicInteger checks = new AtomicInteger();

  @Test
  void whatIsTakenBack_isGoneForTheNextRequest() {
    Installation installation = Installation.fresh(product);
    try (Server first = installation.serve()) {
      if (product == Product.SQLITE) {
        race(first, first);
      } else {
        try (Server second =
            new Installation(Product.temporaryFolder(), installation.database()).serve()) {
          race(first, second);
        }
      }
    }
    System.out.printf("%s: %d checks after a revocation%n", product, checks.get());
    assertThat(checks.get()).isGreaterThanOrEqualTo(Counts.of(1_000, 10_000));
  }

  private void race(Server first, Server second) {
    String url = first.urls().publicUrl();
    Client admin = new Client(url, Installation.ADMIN_TOKEN);
    Client owner = Installation.user(url, "owner");
    admin.post("/admin/organizations", "{\"login\":\"acme\",\"admin\":\"owner\"}").expect(201);
    owner.patch("/orgs/acme", "{\"default_repository_permission\":\"none\"}").expect(200);
    List<Function<String, Way>> ways =
        List.of(
            user -> token(admin, user),
            user -> suspension(admin, owner, user),
            user -> membership(owner, user),
            user -> collaborator(owner, user),
            user -> role(owner, user),
            user -> teamMembership(owner, user),
            user -> teamGrant(owner, user),
            user -> teamAbove(owner, user),
            user -> baseRole(owner),
            user -> repository(owner, user),
            user -> installation(admin, owner, user),
            user -> appKey(admin, user));
    int each = Math.ceilDiv(Counts.of(1_000, 10_000), ways.size());
    Crowd.each(
        ways.size(),
        number -> {
          String user = "user-" + number;
          Client client = Installation.user(url, user);
          owner.put("/orgs/acme/memberships/" + user, "{\"role\":\"member\"}").expect(200);
          Way way = ways.get(number).apply(user);
          repeat(way, client, second.urls().publicUrl(), each);
        });
  }

  /** Opens and closes the way, while another thread asks all the time. */
  private void repeat(Way way, Client client, String elsewhere, int times) {
    AtomicBoolean done = new AtomicBoolean();
    Client[] by = {client};
    Thread warm =
        Thread.startVirtualThread(() -> {
          while (!done.get()) {
            new Client(elsewhere, by[0].token()).get(way.path);
          }
        });
    try {
      for (int i = 0; i < times; i++) {
        by[0] = way.open(by[0]);
        assertThat(way.seen(by[0].get(way.path))).as("%s opened", way.name).isTrue();
        way.close();
        Client asks = i % 2 == 0 ? by[0] : new Client(elsewhere, by[0].token());
        assertThat(way.seen(asks.get(way.path))).as("%s closed, time %d", way.name, i).isFalse();
        checks.incrementAndGet();
      }
    } finally {
      done.set(true);
    }
    try {
      warm.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String space(Client owner) {
    return "/orgs/acme/copilot-spaces/"
        + owner
            .post("/orgs/acme/copilot-spaces", "{\"name\":\"s\",\"description\":\"canary\"}")
            .expect(201)
            .json("number")
            .asText();
  }

  private static void grant(Client owner, String space, String type, String who) {
    owner
        .post(
            space + "/collaborators",
            json("actor_type", type, "actor_identifier", who, "role", "reader"))
        .expect(201);
  }

  private static JsonNode app(Client admin, String user) {
    return admin
        .post(
            "/admin/apps",
            json(
                "name",
                "canary of " + user,
                "owner",
                user,
                "permissions",
                object("organization_copilot_spaces", "read")))
        .expect(201)
        .json();
  }

  private static Way installation(Client admin, Client owner, String user) {
    JsonNode app = app(admin, user);
    String installations = "/admin/apps/" + app.get("slug").asText() + "/installations";
    return new Way("installation", space(owner)) {
      private String id = "";

      @Override
      Client open(Client before) {
        id = admin.post(installations, "{\"account\":\"acme\"}").expect(201).json("id").asText();
        String jwt = AppJwt.of(app.get("id").asLong(), app.get("pem").asText());
        return before.with(
            before
                .with(jwt)
                .post("/app/installations/" + id + "/access_tokens", null)
                .expect(201)
                .json("token")
                .asText());
      }

      @Override
      void close() {
        admin.delete(installations + "/" + id).expect(204);
      }

      @Override
      boolean seen(Client.Answer answer) {
        return answer.text().contains("canary");
      }
    };
  }

  private static Way appKey(Client admin, String user) {
    JsonNode app = app(admin, user);
    String keys = "/admin/apps/" + app.get("slug").asText() + "/keys";
    return new Way("key of an app", "/app") {
      private String id = "";

      @Override
      Client open(Client before) {
        Client.Answer key = admin.post(keys, null).expect(201);
        id = key.json("id").asText();
        return before.with(AppJwt.of(app.get("id").asLong(), key.json("pem").asText()));
      }

      @Override
      void close() {
        admin.delete(keys + "/" + id).expect(204);
      }

      @Override
      boolean seen(Client.Answer answer) {
        return answer.text().contains("canary");
      }
    };
  }

  private static Way token(Client admin, String user) {
    return new Way("token", "/user") {
      private String id = "";

      @Override
      Client open(Client before) {
        Client.Answer made =
            admin
                .post("/admin/users/" + user + "/authorizations", "{\"scopes\":[\"read:user\"]}")
                .expect(201);
        id = made.json("id").asText();
        return before.with(made.json("token").asText());
      }

      @Override
      void close() {
        admin.delete("/admin/users/" + user + "/tokens/" + id).expect(204);
      }

      @Override
      boolean seen(Client.Answer answer) {
        return answer.status() == 200;
      }
    };
  }

  private static Way suspension(Client admin, Client owner, String user) {
    String space = space(owner);
    grant(owner, space, "User", user);
    return Way.of(
        "suspension",
        space,
        () -> admin.delete("/users/" + user + "/suspended").expect(204),
        () -> admin.put("/users/" + user + "/suspended", null).expect(204));
  }

  private static Way membership(Client owner, String user) {
    String space = space(owner);
    owner.put(space, "{\"base_role\":\"reader\"}").expect(200);
    return Way.of(
        "membership",
        space,
        () -> owner.put("/orgs/acme/memberships/" + user, "{\"role\":\"member\"}").expect(200),
        () -> owner.delete("/orgs/acme/memberships/" + user).expect(204));
  }

  private static Way collaborator(Client owner, String user) {
    String space = space(owner);
    return Way.of(
        "collaborator",
        space,
        () -> grant(owner, space, "User", user),
        () -> owner.delete(space + "/collaborators/User/" + user).expect(204));
  }

  private static Way role(Client owner, String user) {
    String space = space(owner);
    return Way.of(
        "role",
        space,
        () -> grant(owner, space, "User", user),
        () ->
            owner
                .put(space + "/collaborators/User/" + user, "{\"role\":\"no_access\"}")
                .expect(204));
  }

  private static Way teamMembership(Client owner, String user) {
    String space = space(owner);
    team(owner, "joined");
    grant(owner, space, "Team", "joined");
    String membership = "/orgs/acme/teams/joined/memberships/" + user;
    return Way.of(
        "team membership",
        space,
        () -> owner.put(membership, "{}").expect(200),
        () -> owner.delete(membership).expect(204));
  }

  private static Way teamGrant(Client owner, String user) {
    String space = space(owner);
    team(owner, "granted");
    owner.put("/orgs/acme/teams/granted/memberships/" + user, "{}").expect(200);
    return Way.of(
        "team grant",
        space,
        () -> grant(owner, space, "Team", "granted"),
        () -> owner.delete(space + "/collaborators/Team/granted").expect(204));
  }

  private static Way teamAbove(Client owner, String user) {
    String space = space(owner);
    long above = team(owner, "above", "privacy", "closed");
    team(owner, "below", "privacy", "closed");
    owner.put("/orgs/acme/teams/below/memberships/" + user, "{}").expect(200);
    grant(owner, space, "Team", "above");
    return Way.of(
        "team above",
        space,
        () -> owner.patch("/orgs/acme/teams/below", json("parent_team_id", above)).expect(200),
        () -> owner.patch("/orgs/acme/teams/below", "{\"parent_team_id\":null}").expect(200));
  }

  private static Way baseRole(Client owner) {
    String space = space(owner);
    return Way.of(
        "base role",
        space,
        () -> owner.put(space, "{\"base_role\":\"reader\"}").expect(200),
        () -> owner.put(space, "{\"base_role\":\"no_access\"}").expect(200));
  }

  /** The space stays visible: its source is what is taken back. */
  private static Way repository(Client owner, String user) {
    String space = space(owner);
    owner.put(space, "{\"description\":null,\"base_role\":\"reader\"}").expect(200);
    long id =
        owner
            .post("/orgs/acme/repos", "{\"name\":\"canary\",\"private\":true}")
            .expect(201)
            .json("id")
            .asLong();
    owner
        .post(
            space + "/resources",
            json(
                "resource_type",
                "repository",
                "metadata",
                object("repository_id", id, "canary", 1)))
        .expect(201);
    String access = "/repos/acme/canary/collaborators/" + user;
    return new Way("repository access", space) {
      @Override
      Client open(Client before) {
        owner.put(access, "{\"permission\":\"pull\"}");
        return before;
      }

      @Override
      void close() {
        owner.delete(access).expect(204);
      }

      @Override
      boolean seen(Client.Answer answer) {
        return answer.expect(200).json("resources_attributes").size() == 1;
      }
    };
  }

  private static long team(Client owner, String name, Object... more) {
    return owner
        .post("/orgs/acme/teams", json(object("name", name), more))
        .expect(201)
        .json("id")
        .asLong();
  }

  /** A way of being let in, that can be opened and closed. */
  private abstract static class Way {
    private final String name;
    private final String path;

    Way(String name, String path) {
      this.name = name;
      this.path = path;
    }

    static Way of(String name, String path, Runnable open, Runnable close) {
      return new Way(name, path) {
        @Override
        Client open(Client before) {
          open.run();
          return before;
        }

        @Override
        void close() {
          close.run();
        }

        @Override
        boolean seen(Client.Answer answer) {
          return answer.text().contains("canary");
        }
      };
    }

    abstract Client open(Client before);

    abstract void close();

    abstract boolean seen(Client.Answer answer);
  }
}
