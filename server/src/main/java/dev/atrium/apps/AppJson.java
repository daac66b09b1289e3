// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.directory.Account;
import dev.atrium.directory.NodeIds;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import java.util.Objects;

/** The JSON of apps and installations: GitHub's integration and installation. */
final class AppJson {
  private AppJson() {}

  /**
   * Builds the form of an app that everybody may see.
   *
   * @param owner the ghost for an app that comes with the server
   */
  static ObjectNode integration(App app, Account owner, Urls urls) {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("id", app.id())
            .put("slug", app.slug())
            .put("node_id", NodeIds.of("A", app.id()))
            .put("client_id", app.clientId())
            .putPOJO("owner", SimpleUserJson.of(owner, urls))
            .put("name", app.name())
            .put("description", app.description())
            .put("external_url", app.url())
            .put("html_url", urls.html("/apps/" + app.slug()))
            .put("created_at", Json.time(app.createdAt()))
            .put("updated_at", Json.time(app.updatedAt()))
            .putPOJO("permissions", app.permissions());
    json.putArray("events");
    return json;
  }

  /**
   * Builds the form for site admins: {@link #integration} and the settings that only they may see.
   */
  static ObjectNode registration(App app, Account owner, long installations, Urls urls) {
    return integration(app, owner, urls)
        .put("installations_count", installations)
        .put("kind", app.isOAuth() ? "oauth" : "github")
        .putPOJO("callback_urls", app.callbackUrls())
        .put("coding_agent", app.codingAgent())
        .put("device_flow", app.deviceFlow());
  }

  static ObjectNode installation(Installation of, App app, Account account, Urls urls) {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("id", of.id())
            .put("client_id", app.clientId())
            .<ObjectNode>set("account", account(account, urls))
            .put("repository_selection", of.repositorySelection())
            .put("access_tokens_url", urls.api("/app/installations/" + of.id() + "/access_tokens"))
            .put("repositories_url", urls.api("/installation/repositories"))
            .put("html_url", urls.html("/apps/" + app.slug() + "/installations/" + of.id()))
            .put("app_id", app.id())
            .put("app_slug", app.slug())
            .put("target_id", account.id())
            .put("target_type", account.kind().type())
            .putPOJO("permissions", of.permissions());
    json.putArray("events");
    json.put("created_at", Json.time(of.createdAt()))
        .put("updated_at", Json.time(of.updatedAt()))
        .putNull("single_file_name")
        .put("has_multiple_single_files", false);
    json.putArray("single_file_paths");
    Long suspended = of.suspendedAt();
    return json.putNull("suspended_by")
        .put("suspended_at", suspended == null ? null : Json.time(suspended));
  }

  /**
   * Builds a simple-user that also has an enterprise's fields: the description of the list requires
   * both.
   */
  private static ObjectNode account(Account account, Urls urls) {
    return Json.mapper()
        .<ObjectNode>valueToTree(SimpleUserJson.of(account, urls))
        .put("name", Objects.requireNonNullElse(account.name(), account.login()))
        .put("slug", account.login())
        .put("created_at", Json.time(account.createdAt()))
        .put("updated_at", Json.time(account.updatedAt()));
  }
}
