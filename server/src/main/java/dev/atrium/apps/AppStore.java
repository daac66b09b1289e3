// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The tables of apps and their keys. */
final class AppStore {
  private static final String SELECT =
      """
      SELECT id, kind, slug, name, owner_id, coalesce(bot_id, 0) AS bot_id, client_id, secret_digest, description, url,
        callback_urls, permissions, coding_agent, device_flow, created_at, updated_at
      FROM app
      """;

  private static final RowMapper<App> APP =
      (row, context) ->
          new App(
              row.getLong("id"),
              App.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
              row.getString("slug"),
              row.getString("name"),
              nullable(row, "owner_id"),
              row.getLong("bot_id"),
              row.getString("client_id"),
              row.getString("secret_digest"),
              row.getString("description"),
              row.getString("url"),
              texts(row.getString("callback_urls")),
              levels(row.getString("permissions")),
              row.getBoolean("coding_agent"),
              row.getBoolean("device_flow"),
              row.getLong("created_at"),
              row.getLong("updated_at"));

  private AppStore() {}

  static List<App> all(Handle handle) {
    return handle.createQuery(SELECT + "ORDER BY id").map(APP).list();
  }

  static Optional<App> byId(Handle handle, long id) {
    return handle.createQuery(SELECT + "WHERE id = :id").bind("id", id).map(APP).findOne();
  }

  static Optional<App> bySlug(Handle handle, String slug) {
    return handle
        .createQuery(SELECT + "WHERE slug = :slug")
        .bind("slug", slug.toLowerCase(Locale.ROOT))
        .map(APP)
        .findOne();
  }

  static Optional<App> byClientId(Handle handle, String clientId) {
    return handle
        .createQuery(SELECT + "WHERE client_id = :client_id")
        .bind("client_id", clientId)
        .map(APP)
        .findOne();
  }

  /** Inserts an app. Returns its id, or nothing if its slug or client id is taken. */
  static Optional<Long> insert(Handle handle, App app) {
    return handle
        .createQuery(
            """
            INSERT INTO app (kind, slug, name, owner_id, bot_id, client_id, secret_digest, description, url,
              callback_urls, permissions, coding_agent, device_flow, created_at, updated_at)
            VALUES (:kind, :slug, :name, :owner_id, :bot_id, :client_id, :secret_digest, :description, :url,
              :callback_urls, :permissions, :coding_agent, :device_flow, :now, :now)
            ON CONFLICT DO NOTHING RETURNING id
            """)
        .bind("kind", app.kind().name().toLowerCase(Locale.ROOT))
        .bind("slug", app.slug())
        .bind("name", app.name())
        .bind("owner_id", app.ownerId())
        .bind("bot_id", app.botId() == 0 ? null : (Long) app.botId())
        .bind("client_id", app.clientId())
        .bind("secret_digest", app.secretDigest())
        .bind("description", app.description())
        .bind("url", app.url())
        .bind("callback_urls", Json.writeText(app.callbackUrls()))
        .bind("permissions", Json.writeText(app.permissions()))
        .bind("coding_agent", app.codingAgent())
        .bind("device_flow", app.deviceFlow())
        .bind("now", app.createdAt())
        .mapTo(Long.class)
        .findOne();
  }

  static void update(Handle handle, App app) {
    handle
        .createUpdate(
            """
            UPDATE app SET name = :name, description = :description, url = :url, callback_urls = :callback_urls,
              permissions = :permissions, coding_agent = :coding_agent, device_flow = :device_flow,
              updated_at = :updated_at
            WHERE id = :id
            """)
        .bind("id", app.id())
        .bind("name", app.name())
        .bind("description", app.description())
        .bind("url", app.url())
        .bind("callback_urls", Json.writeText(app.callbackUrls()))
        .bind("permissions", Json.writeText(app.permissions()))
        .bind("coding_agent", app.codingAgent())
        .bind("device_flow", app.deviceFlow())
        .bind("updated_at", app.updatedAt())
        .execute();
  }

  static void delete(Handle handle, long id) {
    handle.createUpdate("DELETE FROM app WHERE id = :id").bind("id", id).execute();
  }

  /** Returns the public keys of an app, in Base64. */
  static List<String> keys(Handle handle, long appId) {
    return handle
        .createQuery("SELECT public_key FROM app_key WHERE app_id = :app_id ORDER BY id")
        .bind("app_id", appId)
        .mapTo(String.class)
        .list();
  }

  static long addKey(Handle handle, long appId, String publicKey, long now) {
    return handle
        .createQuery(
            "INSERT INTO app_key (app_id, public_key, created_at) VALUES (:app_id, :public_key, :now) RETURNING id")
        .bind("app_id", appId)
        .bind("public_key", publicKey)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  static boolean deleteKey(Handle handle, long appId, long id) {
    return handle
            .createUpdate("DELETE FROM app_key WHERE app_id = :app_id AND id = :id")
            .bind("app_id", appId)
            .bind("id", id)
            .execute()
        == 1;
  }

  static Map<String, String> levels(String json) {
    Map<String, String> levels = new TreeMap<>();
    Json.read(json)
        .properties()
        .forEach(entry -> levels.put(entry.getKey(), entry.getValue().textValue()));
    return levels;
  }

  private static List<String> texts(String json) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : Json.read(json)) {
      texts.add(node.textValue());
    }
    return texts;
  }

  private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
