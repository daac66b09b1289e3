// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import org.jspecify.annotations.Nullable;

/**
 * The builder of GitHub's {@code team-simple}, {@code team} and {@code team-full}. URLs use the
 * slug.
 */
public final class TeamJson {
  private TeamJson() {}

  /** Returns a team without its parent, as other answers show it. */
  public static ObjectNode simple(Team team, Urls urls) {
    String path = "/orgs/" + team.organizationLogin() + "/teams/" + Urls.encodePath(team.slug());
    String url = urls.api(path);
    return Json.mapper()
        .createObjectNode()
        .put("id", team.id())
        .put("node_id", NodeIds.of("T", team.organizationId(), team.id()))
        .put("name", team.name())
        .put("slug", team.slug())
        .put("description", team.description())
        .put("privacy", team.privacy())
        .put("notification_setting", team.notificationSetting())
        .put("permission", team.permission())
        .put("url", url)
        .put("html_url", urls.html(path))
        .put("members_url", url + "/members{/member}")
        .put("repositories_url", url + "/repos")
        .put("type", "organization")
        .put("organization_id", team.organizationId());
  }

  /** Returns a team with its parent, as lists show it. */
  public static ObjectNode item(Team team, @Nullable Team parent, Urls urls) {
    ObjectNode json = simple(team, urls);
    json.set("parent", parent == null ? json.nullNode() : simple(parent, urls));
    return json;
  }

  /** Returns a team in full, as an answer of its own. */
  static ObjectNode full(TeamDetails details, Urls urls) {
    Team team = details.team();
    ObjectNode json =
        item(team, details.parent(), urls)
            .put("members_count", details.members())
            .put("repos_count", details.repositories())
            .put("created_at", Json.time(team.createdAt()))
            .put("updated_at", Json.time(team.updatedAt()));
    json.set(
        "organization",
        OrganizationJson.full(details.organization(), details.publicRepositories(), urls));
    return json;
  }
}
