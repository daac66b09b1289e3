// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.atrium.access.Authenticated;
import dev.atrium.access.Caller;
import dev.atrium.access.PathSubject;
import dev.atrium.access.TokenKind;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.db.Versions.Stamp;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.directory.Users;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.error.FieldError;
import dev.atrium.http.Authenticator;
import dev.atrium.jobs.Schedule;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of all five kinds: created, listed, revoked, and looked up on every request (behaviour
 * §2).
 */
public final class Tokens implements Authenticator, AutoCloseable {
  static final String ADMIN_NOTE = "ATRIUM_ADMIN_TOKEN";

  private final Database database;
  private final Clock clock;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(20_000).build();
  private final TokenUses uses;
  private volatile String adminDigest = "";

  public Tokens(Database database, Clock clock, Schedule schedule) {
    this.database = database;
    this.clock = clock;
    this.uses = new TokenUses(database, schedule);
  }

  @Override
  public Authenticated authenticate(String text, PathSubject subject) {
    String digest = TokenText.digest(text);
    if (!digest.equals(adminDigest) && !TokenText.isWellFormed(text)) {
      throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
    }
    Stamp stamp = subject.current(database.versions());
    Known found = known(digest, stamp.directory());
    long now = clock.millis() / 1000;
    Long expires = found.caller().expiresAt();
    if (expires != null && expires <= now) {
      throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
    }
    if (found.suspended()) {
      throw ApiException.forbidden("Sorry. Your account was suspended.");
    }
    uses.note(found.caller().tokenId(), now);
    return new Authenticated(
        found.caller(), stamp, subject, handle -> isStill(handle, found.caller()));
  }

  /** Tells whether a caller's token stands for the same caller now. */
  private boolean isStill(Handle handle, Caller caller) {
    Long expires = caller.expiresAt();
    return (expires == null || expires > clock.millis() / 1000)
        && TokenStore.byId(handle, caller.tokenId())
            .flatMap(token ->
                Accounts.byId(handle, token.accountId())
                    .filter(account -> !account.suspended())
                    .map(account -> caller(token, account)))
            .filter(caller::equals)
            .isPresent();
  }

  /** Returns whether this is the admin token that the server was started with. */
  public boolean isAdmin(String text) {
    return TokenText.digest(text).equals(adminDigest);
  }

  /**
   * Returns whether the token lacks a valid checksum. Only the admin token may lack it, so only it
   * can be guessed; all others are random.
   */
  @Override
  public boolean isGuessable(String token) {
    return !TokenText.isWellFormed(token);
  }

  @Override
  public boolean isWellFormed(String text) {
    return TokenText.isWellFormed(text);
  }

  private Known known(String digest, long version) {
    Known found = known.getIfPresent(digest);
    if (found != null && found.version() == version) {
      return found;
    }
    Known read =
        database
            .read(handle ->
                TokenStore.byDigest(handle, digest)
                    .flatMap(token ->
                        Accounts.byId(handle, token.accountId())
                            .map(account ->
                                new Known(version, caller(token, account), account.suspended()))))
            .orElseThrow(() -> ApiException.of(ErrorCode.BAD_CREDENTIALS));
    known.put(digest, read);
    return read;
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
   * Creates a token. Its text is known only now, in the result.
   *
   * @throws ApiException 422 if a repository does not belong to the resource owner
   */
  Made make(NewToken wanted) {
    return make(transaction -> wanted);
  }

  /** Creates a token that is completed inside the write. */
  Made make(Function<Transaction, NewToken> wanted) {
    return database.write(transaction -> make(transaction, wanted.apply(transaction)));
  }

  /** Creates a token as {@link #make(NewToken)} does, inside another feature's unit of work. */
  public Made make(Transaction transaction, NewToken wanted) {
    // The directory's version stays: no cache holds anything about a new token. For selected
    // repositories it moves, which makes a transfer of one of them wait, or be seen.
    if (!wanted.repositoryIds().isEmpty()) {
      transaction.changed(new Change.Directory());
    }
    if (!TokenRepositoryStore.ownsRepositories(transaction.handle(), wanted)) {
      throw ApiException.invalid(
          FieldError.invalid(
              "Token", "repository_ids", "repository_ids must be the resource owner's"));
    }
    String text = TokenText.make(wanted.kind());
    Token made =
        TokenStore.insert(transaction.handle(), wanted, text, clock.instant().getEpochSecond());
    AuditLog.add(transaction, TokenAudit.created(made));
    return new Made(text, made);
  }

  /**
   * Revokes all tokens of an app's installation, at once.
   *
   * @return how many there were
   */
  public static int revokeInstallation(Transaction transaction, long installationId) {
    transaction.changed(new Change.Directory());
    return TokenStore.deleteOfInstallation(transaction.handle(), installationId);
  }

  /**
   * Locks a token until the transaction ends, so that it cannot be revoked meanwhile, and returns
   * who acts by it.
   *
   * @return empty if the token is revoked, expired, or its account is suspended
   */
  public Optional<Caller> hold(Transaction transaction, long id) {
    Handle handle = transaction.handle();
    if (!TokenStore.hold(handle, id)) {
      return Optional.empty();
    }
    long now = clock.instant().getEpochSecond();
    return TokenStore.byId(handle, id)
        .filter(token -> Objects.requireNonNullElse(token.expiresAt(), Long.MAX_VALUE) > now)
        .flatMap(token ->
            Accounts.byId(handle, token.accountId())
                .filter(account -> !account.suspended())
                .map(account -> caller(token, account)));
  }

  /** Removes a repository from the selection of all tokens when it gets another owner. */
  static void repositoryTransferred(Transaction transaction, Change change) {
    if (change instanceof Change.RepositoryTransferred(long id)) {
      TokenRepositoryStore.removeRepository(transaction.handle(), id);
    }
  }

  /**
   * Revokes the token that the request was made with.
   *
   * @throws ApiException 401 if it was revoked meanwhile
   */
  public void revokeOwn(Caller caller) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Optional<Token> own = TokenStore.byId(transaction.handle(), caller.tokenId());
      if (own.isEmpty() || !revoke(transaction, List.of(own.get()))) {
        throw ApiException.of(ErrorCode.BAD_CREDENTIALS);
      }
      return true;
    });
  }

  List<Token> ofAccount(Account account) {
    return database.read(handle -> TokenStore.ofAccount(handle, account.id()));
  }

  List<Token> ofResourceOwner(Account organization) {
    return database.read(handle -> TokenStore.ofResourceOwner(handle, organization.id()));
  }

  /** Revokes the token with the id, at once, if it is one of the list; else returns false. */
  boolean revoke(List<Token> of, long id) {
    Optional<Token> found = of.stream().filter(token -> token.id() == id).findFirst();
    return found.isPresent()
        && database.write(transaction -> {
          transaction.changed(new Change.Directory());
          return revoke(transaction, List.of(found.get()));
        });
  }

  void revokeScoped(Account user) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      revoke(
          transaction,
          TokenStore.ofAccount(transaction.handle(), user.id()).stream()
              .filter(token -> token.kind().scoped())
              .toList());
      return true;
    });
  }

  /** Revokes those of the tokens that are still there; returns false if there are none. */
  @CanIgnoreReturnValue
  private static boolean revoke(Transaction transaction, List<Token> tokens) {
    Set<Long> revoked =
        TokenStore.delete(transaction.handle(), tokens.stream().map(Token::id).toList());
    AuditLog.add(
        transaction,
        tokens.stream()
            .filter(token -> revoked.contains(token.id()))
            .map(TokenAudit::revoked)
            .toList());
    return !revoked.isEmpty();
  }

  /**
   * Makes the text, whatever its form, the admin token of the site admin {@code admin}. Creates
   * that account if it is missing, and revokes an earlier admin token. Does nothing if the text is
   * absent or blank.
   */
  public void installAdmin(Users users, Optional<String> text) {
    String secret = text.filter(token -> !token.isBlank()).map(String::strip).orElse("");
    if (secret.isEmpty()) {
      return;
    }
    String digest = TokenText.digest(secret);
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      Account admin = users.siteAdmin(transaction);
      if (TokenStore.byDigest(transaction.handle(), digest).isEmpty()) {
        revoke(
            transaction,
            TokenStore.ofAccount(transaction.handle(), admin.id()).stream()
                .filter(token -> ADMIN_NOTE.equals(token.note()))
                .toList());
        List<String> scopes = List.of("admin:org", "delete_repo", "repo", "site_admin", "user");
        Token made =
            TokenStore.insert(
                transaction.handle(),
                NewToken.scoped(TokenKind.CLASSIC, admin.id(), ADMIN_NOTE, scopes),
                secret,
                clock.instant().getEpochSecond());
        AuditLog.add(transaction, TokenAudit.created(made));
      }
      return true;
    });
    adminDigest = digest;
  }

  /** A new token with its text, which is shown only once. */
  public record Made(String text, Token token) {
    /** Returns the expiry in seconds since 1970; null if the token never expires. */
    public @Nullable Long expiresAt() {
      return token.expiresAt();
    }

    public Map<String, String> permissions() {
      return token.permissions();
    }

    /** Returns all, selected or none. */
    public String repositorySelection() {
      return token.repositorySelection();
    }

    public List<Long> repositoryIds() {
      return token.repositoryIds();
    }
  }

  /** Writes which tokens were used lately. */
  @Override
  public void close() {
    uses.write();
  }

  private record Known(long version, Caller caller, boolean suspended) {}
}
