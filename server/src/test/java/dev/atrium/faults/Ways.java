// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Samples;
import java.util.List;
import java.util.function.Function;

/**
 * Every way that lets a member of acme in: to a space, a source of one, or an app. Those to the
 * content of a space are {@link ContentWays}.
 */
final class Ways {
  private final Client admin;
  private final Samples acme;
  private final Client owner;

  Ways(Client admin, Samples acme) {
    this.admin = admin;
    this.acme = acme;
    this.owner = acme.by();
  }

  /** Each for the user with that login, who has none of the others. */
  List<Function<String, Way>> all() {
    return List.of(
        this::token,
        this::suspension,
        this::membership,
        this::collaborator,
        this::role,
        this::teamMembership,
        this::teamGrant,
        this::teamAbove,
        user -> baseRole(),
        this::repository,
        this::installation,
        this::appKey);
  }

  private String space() {
    return acme.space("s", "description", "canary");
  }

  private JsonNode app(String user) {
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

  private Way installation(String user) {
    JsonNode app = app(user);
    String installations = "/admin/apps/" + app.get("slug").asText() + "/installations";
    return new Way("installation", space()) {
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
    };
  }

  private Way appKey(String user) {
    JsonNode app = app(user);
    String keys = "/admin/apps/" + app.get("slug").asText() + "/keys";
    return new Way("key of an app", "/app") {
      private String id = "";

      @Override
      Client open(Client before) {
        Answer key = admin.post(keys, null).expect(201);
        id = key.json("id").asText();
        return before.with(AppJwt.of(app.get("id").asLong(), key.json("pem").asText()));
      }

      @Override
      void close() {
        admin.delete(keys + "/" + id).expect(204);
      }
    };
  }

  private Way token(String user) {
    return new Way("token", "/user") {
      private String id = "";

      @Override
      Client open(Client before) {
        Answer made =
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
      boolean seen(Answer answer) {
        return answer.status() == 200;
      }
    };
  }

  private Way suspension(String user) {
    String space = space();
    acme.share(space, "User", user, "reader");
    return Way.of(
        "suspension",
        space,
        () -> admin.delete("/users/" + user + "/suspended").expect(204),
        () -> admin.put("/users/" + user + "/suspended", null).expect(204));
  }

  private Way membership(String user) {
    String space = space();
    owner.put(space, "{\"base_role\":\"reader\"}").expect(200);
    return Way.of(
        "membership",
        space,
        () -> acme.member(user),
        () -> owner.delete("/orgs/acme/memberships/" + user).expect(204));
  }

  private Way collaborator(String user) {
    String space = space();
    return Way.of(
        "collaborator",
        space,
        () -> acme.share(space, "User", user, "reader"),
        () -> owner.delete(space + "/collaborators/User/" + user).expect(204));
  }

  private Way role(String user) {
    String space = space();
    return Way.of(
        "role",
        space,
        () -> acme.share(space, "User", user, "reader"),
        () ->
            owner
                .put(space + "/collaborators/User/" + user, "{\"role\":\"no_access\"}")
                .expect(204));
  }

  private Way teamMembership(String user) {
    String space = space();
    acme.team("joined");
    acme.share(space, "Team", "joined", "reader");
    String membership = "/orgs/acme/teams/joined/memberships/" + user;
    return Way.of(
        "team membership",
        space,
        () -> acme.teamMember("joined", user),
        () -> owner.delete(membership).expect(204));
  }

  private Way teamGrant(String user) {
    String space = space();
    acme.team("granted");
    acme.teamMember("granted", user);
    return Way.of(
        "team grant",
        space,
        () -> acme.share(space, "Team", "granted", "reader"),
        () -> owner.delete(space + "/collaborators/Team/granted").expect(204));
  }

  private Way teamAbove(String user) {
    String space = space();
    long above = acme.team("above", "privacy", "closed");
    acme.team("below", "privacy", "closed");
    acme.teamMember("below", user);
    acme.share(space, "Team", "above", "reader");
    return Way.of(
        "team above",
        space,
        () -> owner.patch("/orgs/acme/teams/below", json("parent_team_id", above)).expect(200),
        () -> owner.patch("/orgs/acme/teams/below", "{\"parent_team_id\":null}").expect(200));
  }

  private Way baseRole() {
    String space = space();
    return Way.of(
        "base role",
        space,
        () -> owner.put(space, "{\"base_role\":\"reader\"}").expect(200),
        () -> owner.put(space, "{\"base_role\":\"no_access\"}").expect(200));
  }

  /** The space stays visible: its source is what is taken back. */
  private Way repository(String user) {
    String space = space();
    owner.put(space, "{\"description\":null,\"base_role\":\"reader\"}").expect(200);
    long id = acme.privateRepository("canary");
    acme.attach(space, resource("repository", "repository_id", id, "canary", 1));
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
      boolean seen(Answer answer) {
        return answer.expect(200).json("resources_attributes").size() == 1;
      }
    };
  }
}
