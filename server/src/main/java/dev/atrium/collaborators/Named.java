// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.collaborators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Role;
import dev.atrium.collaborators.Collaborator.Actor;
import dev.atrium.directory.Account;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.directory.Team;
import dev.atrium.directory.TeamJson;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import org.jspecify.annotations.Nullable;

/** A collaborator with the data that answers show. */
sealed interface Named {
  Role role();

  /** Returns this collaborator with another role. */
  Named with(Role role);

  Actor actor();

  /** Returns the description's {@code copilot-space-collaborator}. */
  ObjectNode json(Urls urls);

  record OfUser(Account user, Role role) implements Named {
    @Override
    public Named with(Role now) {
      return new OfUser(user, now);
    }

    @Override
    public Actor actor() {
      return new Actor.User(user.id());
    }

    @Override
    public ObjectNode json(Urls urls) {
      ObjectNode json = Json.mapper().createObjectNode().put("actor_type", "User");
      json.put("role", role.wire());
      json.setAll(Json.mapper().<ObjectNode>valueToTree(SimpleUserJson.of(user, urls)));
      return json;
    }
  }

  record OfTeam(Team team, @Nullable Team parent, Role role) implements Named {
    @Override
    public Named with(Role now) {
      return new OfTeam(team, parent, now);
    }

    @Override
    public Actor actor() {
      return new Actor.Team(team.id());
    }

    @Override
    public ObjectNode json(Urls urls) {
      ObjectNode json = Json.mapper().createObjectNode().put("actor_type", "Team");
      json.put("role", role.wire());
      json.setAll(TeamJson.item(team, parent, urls));
      // The schema has no "permission" here, and its "type" is that of the actor.
      json.remove("permission");
      return json.put("type", "Team");
    }
  }
}
