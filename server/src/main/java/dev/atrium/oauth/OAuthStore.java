// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The tables of authorization codes and device codes, which last until the app fetches its token.
 */
final class OAuthStore {
  private OAuthStore() {}

  static void insertCode(Handle handle, String digest, Code code) {
    handle
        .createUpdate(
            """
            INSERT INTO oauth_code (digest, app_id, user_id, installation_id, redirect_uri, scopes, challenge, expires_at, token_id)
            VALUES (:digest, :app_id, :user_id, :installation_id, :redirect_uri, :scopes, :challenge, :expires_at, :token_id)
            """)
        .bind("digest", digest)
        .bind("app_id", code.appId())
        .bind("user_id", code.userId())
        .bind("installation_id", code.installationId())
        .bind("redirect_uri", code.redirectUri())
        .bind("scopes", String.join(" ", code.scopes()))
        .bind("challenge", code.challenge())
        .bind("expires_at", code.expiresAt())
        .bind("token_id", code.tokenId())
        .execute();
  }

  /** Deletes and returns a code, so that no code can be used twice. */
  static Optional<Code> takeCode(Handle handle, String digest) {
    return handle
        .createQuery(
            """
            DELETE FROM oauth_code WHERE digest = :digest
            RETURNING app_id, user_id, installation_id, redirect_uri, scopes, challenge, expires_at, token_id
            """)
        .bind("digest", digest)
        .map((row, context) ->
            new Code(
                row.getLong("app_id"),
                row.getLong("user_id"),
                nullable(row, "installation_id"),
                row.getString("redirect_uri"),
                scopes(row),
                row.getString("challenge"),
                row.getLong("expires_at"),
                row.getLong("token_id")))
        .findOne();
  }

  /** Inserts a request. Returns false if its user code is taken. */
  static boolean insertDevice(
      Handle handle, String digest, String userCode, Device device, long interval) {
    return handle
            .createUpdate(
                """
                INSERT INTO device_code (digest, user_code, app_id, scopes, state, poll_interval, polled_at, expires_at)
                VALUES (:digest, :user_code, :app_id, :scopes, :state, :interval, 0, :expires_at)
                ON CONFLICT (user_code) DO NOTHING
                """)
            .bind("digest", digest)
            .bind("user_code", userCode)
            .bind("app_id", device.appId())
            .bind("scopes", String.join(" ", device.scopes()))
            .bind("state", device.state())
            .bind("interval", interval)
            .bind("expires_at", device.expiresAt())
            .execute()
        == 1;
  }

  static Optional<Device> device(Handle handle, String digest) {
    return device(handle, "digest", digest);
  }

  static Optional<Device> deviceByUserCode(Handle handle, String userCode) {
    return device(handle, "user_code", userCode);
  }

  private static Optional<Device> device(Handle handle, String column, String value) {
    return handle
        .createQuery(
            """
            SELECT app_id, scopes, state, coalesce(user_id, 0) AS user_id, coalesce(token_id, 0) AS token_id,
              installation_id, poll_interval, polled_at, expires_at
            FROM device_code WHERE %s = :value
            """
                .formatted(column))
        .bind("value", value)
        .map((row, context) ->
            new Device(
                row.getLong("app_id"),
                scopes(row),
                row.getString("state"),
                row.getLong("user_id"),
                row.getLong("token_id"),
                nullable(row, "installation_id"),
                row.getLong("poll_interval"),
                row.getLong("polled_at"),
                row.getLong("expires_at")))
        .findOne();
  }

  static void polled(Handle handle, String digest, long now, long interval) {
    handle
        .createUpdate(
            "UPDATE device_code SET polled_at = :now, poll_interval = :interval WHERE digest = :digest")
        .bind("digest", digest)
        .bind("now", now)
        .bind("interval", interval)
        .execute();
  }

  /** Stores a decision. Returns false if the request was decided before. */
  static boolean decide(Handle handle, String userCode, Device decided) {
    return handle
            .createUpdate(
                """
                UPDATE device_code SET state = :state, user_id = :user_id, installation_id = :installation_id,
                  scopes = :scopes, token_id = :token_id
                WHERE user_code = :user_code AND state = 'pending'
                """)
            .bind("user_code", userCode)
            .bind("state", decided.state())
            .bind("user_id", decided.userId())
            .bind("installation_id", decided.installationId())
            .bind("scopes", String.join(" ", decided.scopes()))
            .bind("token_id", decided.tokenId())
            .execute()
        == 1;
  }

  static boolean deleteDevice(Handle handle, String digest) {
    return handle
            .createUpdate("DELETE FROM device_code WHERE digest = :digest")
            .bind("digest", digest)
            .execute()
        == 1;
  }

  static void deleteExpired(Handle handle, long now) {
    for (String statement :
        List.of(
            "DELETE FROM oauth_code WHERE expires_at < :now",
            "DELETE FROM device_code WHERE expires_at < :now")) {
      handle.createUpdate(statement).bind("now", now).execute();
    }
  }

  /**
   * Returns where the app is installed and active: on the user's account or on organizations that
   * the user belongs to.
   */
  static List<Place> places(Handle handle, long appId, long userId) {
    return handle
        .createQuery(
            """
            SELECT installation.id, account.login FROM installation
            JOIN account ON account.id = installation.account_id
            WHERE installation.app_id = :app_id AND installation.suspended_at IS NULL
              AND (account.id = :user_id OR EXISTS (SELECT 1 FROM membership
                WHERE membership.org_id = account.id AND membership.user_id = :user_id))
            ORDER BY account.login
            """)
        .bind("app_id", appId)
        .bind("user_id", userId)
        .map((row, context) -> new Place(row.getLong("id"), row.getString("login")))
        .list();
  }

  private static List<String> scopes(ResultSet row) throws SQLException {
    String scopes = row.getString("scopes");
    return scopes.isEmpty() ? List.of() : List.of(scopes.split(" ", -1));
  }

  private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /**
   * An approval in the web flow.
   *
   * @param tokenId the token that the user approved with; its revocation deletes the code
   */
  record Code(
      long appId,
      long userId,
      @Nullable Long installationId,
      String redirectUri,
      List<String> scopes,
      String challenge,
      long expiresAt,
      long tokenId) {}

  /**
   * A request in the device flow.
   *
   * @param state pending, approved or denied
   * @param tokenId the token that the user decided with, or 0; its revocation deletes the request
   * @param interval the minimum number of seconds between two polls
   */
  record Device(
      long appId,
      List<String> scopes,
      String state,
      long userId,
      long tokenId,
      @Nullable Long installationId,
      long interval,
      long polledAt,
      long expiresAt) {}

  /** An installation that a user may choose. */
  record Place(long installationId, String login) {}
}
