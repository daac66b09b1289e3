// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atrium.directory.Account;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token as Atrium's own operations show it.
 *
 * @param token its text; only in the answer to its creation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenJson(
    long id,
    String kind,
    @Nullable String token,
    String tokenLastEight,
    @Nullable String name,
    List<String> scopes,
    @Nullable Long resourceOwnerId,
    String repositorySelection,
    List<Long> repositoryIds,
    Map<String, String> permissions,
    String createdAt,
    @Nullable String expiresAt,
    @Nullable String lastUsedAt,
    @Nullable Long appId,
    String accountUrl) {

  static TokenJson of(Tokens.Made made, Urls urls) {
    return of(made.token(), made.text(), urls);
  }

  static TokenJson of(Token token, @Nullable String text, Urls urls) {
    return new TokenJson(
        token.id(),
        token.kind().name().toLowerCase(Locale.ROOT),
        text,
        token.lastEight(),
        token.note(),
        token.scopes(),
        token.resourceOwnerId(),
        token.repositorySelection(),
        token.repositoryIds(),
        token.permissions(),
        Json.time(token.createdAt()),
        time(token.expiresAt()),
        time(token.lastUsedAt()),
        token.appId() == 0 ? null : token.appId(),
        urls.api("/user/" + token.accountId()));
  }

  /**
   * Returns GitHub's {@code authorization}, with which GitHub Enterprise Server answers the
   * creation of a classic token.
   */
  static Authorization authorization(Tokens.Made made, Account user, Urls urls) {
    Token token = made.token();
    return new Authorization(
        token.id(),
        urls.api("/authorizations/" + token.id()),
        token.scopes(),
        made.text(),
        token.lastEight(),
        TokenText.digest(made.text()),
        new App("00000000000000000000", "Atrium", urls.html("/")),
        token.note(),
        null,
        Json.time(token.createdAt()),
        Json.time(token.createdAt()),
        null,
        SimpleUserJson.of(user, urls),
        null);
  }

  private static @Nullable String time(@Nullable Long seconds) {
    return seconds == null ? null : Json.time(seconds);
  }

  record Authorization(
      long id,
      String url,
      List<String> scopes,
      String token,
      String tokenLastEight,
      String hashedToken,
      App app,
      @Nullable String note,
      @Nullable String noteUrl,
      String updatedAt,
      String createdAt,
      @Nullable String fingerprint,
      SimpleUserJson user,
      @Nullable String expiresAt) {}

  record App(String clientId, String name, String url) {}
}
