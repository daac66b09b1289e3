// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.access.Authenticated;
import dev.atrium.access.PathSubject;
import dev.atrium.http.Authenticator;
import dev.atrium.tokens.Tokens;

/**
 * The authenticator of all kinds of token. It passes each token to the authenticator of its kind.
 */
public record Authenticators(Tokens tokens, AppTokens apps) implements Authenticator {
  @Override
  public Authenticated authenticate(String token, PathSubject subject) {
    return (apps.takes(token, tokens) ? apps : tokens).authenticate(token, subject);
  }

  @Override
  public boolean isGuessable(String token) {
    return !apps.takes(token, tokens) && tokens.isGuessable(token);
  }

  @Override
  public boolean isWellFormed(String text) {
    return tokens.isWellFormed(text) || apps.isWellFormed(text);
  }
}
