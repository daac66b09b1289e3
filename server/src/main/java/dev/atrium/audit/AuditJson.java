// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The builder of GitHub's audit entry. Fields that GitHub's description names are at the top level,
 * all others in {@code data}; unknown values are left out.
 */
final class AuditJson {
  /** Names in our data for which the description has a top-level field. */
  private static final List<String> OUTSIDE =
      List.of("old_user", "previous_visibility", "visibility");

  private final AuditCursors cursors;
  private final long log;
  private final boolean narrow;

  /**
   * @param log the owner's id, or 0 for the log of the whole site
   * @param narrow whether the token may not read all of the owner's repositories
   */
  AuditJson(AuditCursors cursors, long log, boolean narrow) {
    this.cursors = cursors;
    this.log = log;
    this.narrow = narrow;
  }

  ObjectNode of(AuditEntry entry) {
    ObjectNode json = Json.mapper().createObjectNode();
    ObjectNode data = (ObjectNode) Json.read(entry.data());
    json.put("@timestamp", entry.at());
    json.put("_document_id", cursors.seal(log, entry.place()));
    json.put("action", entry.action());
    json.put("operation_type", entry.operationType());
    text(json, "actor", entry.actor());
    number(json, "actor_id", entry.actorId());
    json.put("created_at", entry.at());
    if (entry.organization()) {
      text(json, "org", entry.owner());
      number(json, "org_id", entry.ownerId());
    }
    text(json, "user", entry.user());
    number(json, "user_id", entry.userId());
    text(json, "team", entry.team());
    text(json, "repo", entry.repository());
    text(json, "repository", entry.repository());
    if (entry.repositoryPublic() != null) {
      json.put("repository_public", entry.repositoryPublic());
    }
    for (String name : OUTSIDE) {
      JsonNode value = data.remove(name);
      if (value != null) {
        json.set(name, value);
      }
    }
    if (log != 0) {
      data.remove(RefusedAccess.LEFT_OUT); // It counts everybody's; owners must not learn it.
    }
    if (narrow) {
      data.remove("repository_ids");
    }
    json.set("data", data(entry, data));
    return json;
  }

  private ObjectNode data(AuditEntry entry, ObjectNode data) {
    if (!entry.organization()) {
      text(data, "owner", entry.owner());
      number(data, "owner_id", entry.ownerId());
    }
    number(data, "repository_id", entry.repositoryId());
    number(data, "team_id", entry.teamId());
    if (entry.spaceId() != null) {
      ObjectNode space = data.putObject("copilot_space");
      number(space, "id", entry.spaceId());
      number(space, "number", entry.spaceNumber());
      text(space, "name", entry.spaceName());
    }
    text(data, "actor_ip", entry.address());
    number(data, "token_id", entry.tokenId());
    text(data, "token_last_four", entry.tokenTail());
    text(data, "token_kind", kind(entry.tokenKind()));
    text(data, "request_id", entry.requestId());
    text(data, "operation", entry.operation());
    return data;
  }

  private static String kind(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private static void text(ObjectNode json, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static void number(ObjectNode json, String name, @Nullable Long value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
