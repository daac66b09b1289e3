// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryRole;
import dev.atrium.directory.Account;
import dev.atrium.directory.NodeIds;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import java.time.Instant;

/**
 * The builder of GitHub's {@code collaborator}, and of its answers when one is added or asked
 * about.
 */
final class CollaboratorJson {
  private CollaboratorJson() {}

  static ObjectNode of(Collaborator collaborator, Urls urls) {
    ObjectNode json = user(collaborator.user(), urls);
    json.set("permissions", RepositoryJson.permissions(collaborator.role()));
    return json.put("role_name", collaborator.role().roleName());
  }

  /** Returns GitHub's {@code repository-collaborator-permission}. */
  static ObjectNode permission(Collaborator collaborator, Urls urls) {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("permission", collaborator.role().legacyName())
            .put("role_name", collaborator.role().roleName());
    json.set("user", of(collaborator, urls));
    return json;
  }

  /**
   * Returns GitHub's {@code repository-invitation}, which clients expect for a new collaborator,
   * although there is nothing to accept. Its id is that of the user.
   */
  static ObjectNode invitation(
      RepositoryView view,
      Account invitee,
      Account inviter,
      RepositoryRole role,
      Instant now,
      Urls urls) {
    ObjectNode json = Json.mapper().createObjectNode().put("id", invitee.id());
    json.put("node_id", NodeIds.of("RI", view.repository().id(), invitee.id()));
    json.set("repository", RepositoryJson.minimal(view, urls));
    json.set("invitee", user(invitee, urls));
    json.set("inviter", user(inviter, urls));
    return json.put("permissions", role.roleName())
        .put("created_at", Json.time(now.getEpochSecond()))
        .put("expired", false)
        .put("url", urls.api("/user/repository_invitations/" + invitee.id()))
        .put("html_url", urls.html("/" + view.repository().fullName() + "/invitations"));
  }

  private static ObjectNode user(Account user, Urls urls) {
    return Json.mapper().valueToTree(SimpleUserJson.of(user, urls));
  }
}
