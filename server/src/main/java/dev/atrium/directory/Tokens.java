// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.access.Caller;
import dev.atrium.access.TokenKind;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.error.FieldError;
import dev.atrium.http.Authenticator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of all five kinds: made, listed, revoked, and looked up at every request (behaviour §2).
 */
public final class Tokens implements Authenticator {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
  private static final String ADMIN_NOTE = "ATRIUM_ADMIN_TOKEN";
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final Database database;
  private final Clock clock;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(20_000).build();
  private final Cache<Long, Boolean> noted =
      Caffeine.newBuilder().expireAfterWrite(USED_EVERY).build();
  private volatile String adminDigest = "";

  public Tokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Caller authenticate(String text) {
    String digest = TokenText.digest(text);
    if (!digest.equals(adminDigest) && !TokenText.isWellFormed(text)) {
      throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
    }
    Known found = known(digest);
    long now = clock.millis() / 1000;
    Long expires = found.caller().expiresAt();
    if (expires != null && expires <= now) {
      throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
    }
    if (found.suspended()) {
      throw ApiException.forbidden("Sorry. Your account was suspended.");
    }
    noteUse(found.caller().tokenId(), now);
    return found.caller();
  }

  /** Whether it is the one that the server was started with. */
  public boolean isAdmin(String text) {
    return TokenText.digest(text).equals(adminDigest);
  }

  /** All but the site admin's, which may have any form, are random, and end in a checksum. */
  @Override
  public boolean isGuessable(String token) {
    return !TokenText.isWellFormed(token);
  }

  private Known known(String digest) {
    long version = database.versions().current(0).directory();
    Known found = known.getIfPresent(digest);
    if (found != null && found.version() == version) {
      return found;
    }
    Known read =
        database
            .read(handle ->
                TokenStore.byDigest(handle, digest)
                    .flatMap(token ->
                        AccountStore.byId(handle, token.accountId())
                            .map(account ->
                                new Known(version, caller(token, account), account.suspended()))))
            .orElseThrow(() -> ApiException.of(ErrorCode.BAD_CREDENTIALS));
    known.put(digest, read);
    return read;
  }

  /**
   * Written at most once a minute a token, and beside the request: it is no change of the
   * directory.
   */
  private void noteUse(long tokenId, long now) {
    if (noted.asMap().putIfAbsent(tokenId, true) == null) {
      Thread.startVirtualThread(() -> writeUse(tokenId, now));
    }
  }

  private void writeUse(long tokenId, long now) {
    try {
      database.write(transaction -> {
        TokenStore.used(transaction.handle(), tokenId, now);
        return true;
      });
    } catch (RuntimeException e) {
      LOG.info("The use of a token could not be noted: {}", e.getMessage());
    }
  }

  private static Caller caller(Token token, Account account) {
    Long resourceOwnerId = token.resourceOwnerId();
    return new Caller(
        account.id(),
        account.login(),
        account.siteAdmin(),
        token.id(),
        token.kind(),
        Set.copyOf(token.scopes()),
        resourceOwnerId == null ? 0 : resourceOwnerId,
        token.repositorySelection().equals("all"),
        Set.copyOf(token.repositoryIds()),
        token.permissions(),
        token.expiresAt(),
        token.appId(),
        token.codingAgent());
  }

  /**
   * Makes a token: the only moment at which its text is known.
   *
   * @throws ApiException 422 for repositories that are not the resource owner's
   */
  Made make(NewToken wanted) {
    return database.write(transaction -> make(transaction, wanted));
  }

  /** The same, inside another feature's unit of work. */
  public Made make(Transaction transaction, NewToken wanted) {
    transaction.directoryChanged();
    if (!TokenStore.ownsRepositories(transaction.handle(), wanted)) {
      throw ApiException.invalid(
          FieldError.invalid(
              "Token", "repository_ids", "repository_ids must be the resource owner's"));
    }
    String text = TokenText.make(wanted.kind());
    return new Made(
        text,
        TokenStore.insert(transaction.handle(), wanted, text, clock.instant().getEpochSecond()));
  }

  /** Revokes every token of an app's installation, at once. */
  public static void revokeInstallation(Transaction transaction, long installationId) {
    transaction.directoryChanged();
    TokenStore.deleteOfInstallation(transaction.handle(), installationId);
  }

  /** Revokes the token that a request came by. */
  public void revokeOwn(Caller caller) {
    database.write(transaction -> {
      transaction.directoryChanged();
      return TokenStore.delete(transaction.handle(), caller.tokenId());
    });
  }

  List<Token> ofAccount(Account account) {
    return database.read(handle -> TokenStore.ofAccount(handle, account.id()));
  }

  List<Token> ofResourceOwner(Account organization) {
    return database.read(handle -> TokenStore.ofResourceOwner(handle, organization.id()));
  }

  /** Revokes one of those tokens, at once; false when it is none of them. */
  boolean revoke(List<Token> of, long id) {
    return of.stream().anyMatch(token -> token.id() == id)
        && database.write(transaction -> {
          transaction.directoryChanged();
          return TokenStore.delete(transaction.handle(), id);
        });
  }

  void revokeScoped(Account user) {
    database.write(transaction -> {
      transaction.directoryChanged();
      TokenStore.deleteScoped(transaction.handle(), user.id());
      return true;
    });
  }

  /**
   * Makes, or keeps, the site admin {@code admin} with exactly that token, whatever its form; an
   * earlier one is revoked.
   */
  public void installAdmin(Optional<String> text) {
    String secret = text.filter(token -> !token.isBlank()).map(String::strip).orElse("");
    if (secret.isEmpty()) {
      return;
    }
    String digest = TokenText.digest(secret);
    database.write(transaction -> {
      Account admin =
          AccountStore.byLogin(transaction.handle(), "admin")
              .or(() ->
                  AccountStore.insert(
                      transaction.handle(),
                      Account.Kind.USER,
                      "admin",
                      clock.instant().getEpochSecond()))
              .orElseThrow();
      transaction.directoryChanged();
      AccountStore.setSiteAdmin(transaction.handle(), admin.id());
      if (TokenStore.byDigest(transaction.handle(), digest).isEmpty()) {
        TokenStore.deleteByNote(transaction.handle(), admin.id(), ADMIN_NOTE);
        List<String> scopes = List.of("admin:org", "delete_repo", "repo", "site_admin", "user");
        TokenStore.insert(
            transaction.handle(),
            NewToken.scoped(TokenKind.CLASSIC, admin.id(), ADMIN_NOTE, scopes),
            secret,
            clock.instant().getEpochSecond());
      }
      return true;
    });
    adminDigest = digest;
  }

  /** A token just made, and its text, which is shown once. */
  public record Made(String text, Token token) {
    /** Seconds since 1970; null for one that does not expire. */
    public @Nullable Long expiresAt() {
      return token.expiresAt();
    }

    public Map<String, String> permissions() {
      return token.permissions();
    }

    /** All, selected or none. */
    public String repositorySelection() {
      return token.repositorySelection();
    }

    public List<Long> repositoryIds() {
      return token.repositoryIds();
    }
  }

  private record Known(long version, Caller caller, boolean suspended) {}
}
