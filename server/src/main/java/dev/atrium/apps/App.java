// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered app.
 *
 * @param ownerId the account that owns it; null for an app that comes with the server
 * @param botId the account that its installations act as; 0 for an OAuth app
 * @param secretDigest the SHA-256 of its client secret; null for a public client
 * @param callbackUrls the URLs that the web flow may send a user back to
 * @param permissions the permissions of an installation that does not name its own: name to level
 * @param codingAgent whether organizations' coding-agent policies apply to it (behaviour §7)
 * @param deviceFlow whether users may sign in to it by typing a code
 * @param createdAt seconds since 1970
 */
public record App(
    long id,
    Kind kind,
    String slug,
    String name,
    @Nullable Long ownerId,
    long botId,
    String clientId,
    @Nullable String secretDigest,
    @Nullable String description,
    String url,
    List<String> callbackUrls,
    Map<String, String> permissions,
    boolean codingAgent,
    boolean deviceFlow,
    long createdAt,
    long updatedAt) {

  /**
   * The kind of an app. A GitHub App has permissions and installations; the user tokens of an OAuth
   * app have scopes.
   */
  public enum Kind {
    GITHUB,
    OAUTH
  }

  public App {
    callbackUrls = List.copyOf(callbackUrls);
    permissions = Map.copyOf(permissions);
  }

  public boolean isOAuth() {
    return kind == Kind.OAUTH;
  }
}
