// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import dev.atrium.access.LeftOutSpaces;
import dev.atrium.access.Scopes;
import dev.atrium.access.TokenAccess;
import dev.atrium.access.TokenKind;
import dev.atrium.directory.Account;
import dev.atrium.directory.Users;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Times;
import dev.atrium.http.Urls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints with which site admins create, list and revoke tokens. Classic tokens use GitHub
 * Enterprise Server's operations. GitHub creates the other kinds only on its web pages, so the
 * operations for them are Atrium's own (behaviour §10).
 */
public final class TokensApi {
  private static final int MOST_SCOPES = 100;

  private final Tokens tokens;
  private final Users users;
  private final Urls urls;

  public TokensApi(Tokens tokens, Users users, Urls urls) {
    this.tokens = tokens;
    this.users = users;
    this.urls = urls;
  }

  public Response createClassic(Request request) {
    Account user = person(request);
    Fields fields = request.fields("OauthAccess");
    fields.require("scopes");
    List<String> scopes = fields.texts("scopes", MOST_SCOPES, 64).or(List.of());
    String note = fields.text("note", 255).value();
    scopes.stream()
        .filter(scope -> !Scopes.isKnown(scope))
        .forEach(scope ->
            fields.fault(FieldError.invalid("OauthAccess", "scopes", scope + " is not a scope")));
    fields.check();
    List<String> sorted = scopes.stream().distinct().sorted().toList();
    return Response.created(
        TokenJson.authorization(
            tokens.make(NewToken.scoped(TokenKind.CLASSIC, user.id(), note, sorted)), user, urls));
  }

  public Response deleteClassic(Request request) {
    tokens.revokeScoped(account(request, "username", Account.Kind.USER));
    return Response.noContent();
  }

  public Response createFineGrained(Request request) {
    Account user = person(request);
    Fields fields = request.fields("FineGrainedToken");
    fields.require("resource_owner");
    String login = fields.text("resource_owner", 255).or("");
    fields.check();
    Account owner =
        users
            .find(login)
            .orElseThrow(() ->
                ApiException.invalid(
                    FieldError.invalid(
                        "FineGrainedToken", "resource_owner", "resource_owner does not exist")));
    return Response.created(
        TokenJson.of(tokens.make(wanted(fields, TokenKind.FINE_GRAINED, user.id(), owner)), urls));
  }

  public Response createInstallation(Request request) {
    Account organization = account(request, "org", Account.Kind.ORGANIZATION);
    Fields fields = request.fields("InstallationToken");
    NewToken wanted = wanted(fields, TokenKind.INSTALLATION, organization.id(), organization);
    // The bot is made with the first token, or not at all.
    return Response.created(
        TokenJson.of(
            tokens.make(transaction -> wanted.of(users.bot(transaction, organization.id()).id())),
            urls));
  }

  private static NewToken wanted(Fields fields, TokenKind kind, long accountId, Account owner) {
    String name = fields.text("name", 255).value();
    List<String> selections =
        kind == TokenKind.INSTALLATION
            ? List.of("all", "selected")
            : List.of("all", "selected", "none");
    String selection = fields.oneOf("repository_selection", selections).or("all");
    List<Long> repositories =
        fields.integers("repository_ids", NewToken.MOST_REPOSITORIES).or(List.of());
    Map<String, String> permissions =
        PermissionFields.read(
            fields, kind == TokenKind.FINE_GRAINED ? Set.of(LeftOutSpaces.PERMISSION) : Set.of());
    Long expiresAt = expiresAt(fields);
    fields.check();
    return new NewToken(
        kind,
        accountId,
        name,
        List.of(),
        owner.id(),
        selection,
        selection.equals("selected") ? repositories.stream().distinct().toList() : List.of(),
        permissions,
        expiresAt,
        null,
        null);
  }

  private static @Nullable Long expiresAt(Fields fields) {
    String sent = fields.text("expires_at", 40).value();
    if (sent == null) {
      return null;
    }
    Optional<Instant> time = Times.parse(sent);
    if (time.isEmpty()) {
      fields.fault(Times.fault(fields.resource(), "expires_at"));
    }
    return time.map(Instant::getEpochSecond).orElse(null);
  }

  public Response listOfUser(Request request) {
    return list(tokens.ofAccount(account(request, "username", Account.Kind.USER)));
  }

  public Response revokeOfUser(Request request) {
    return revoke(request, tokens.ofAccount(account(request, "username", Account.Kind.USER)));
  }

  public Response listOfOrganization(Request request) {
    return list(tokens.ofResourceOwner(account(request, "org", Account.Kind.ORGANIZATION)));
  }

  public Response revokeOfOrganization(Request request) {
    return revoke(
        request, tokens.ofResourceOwner(account(request, "org", Account.Kind.ORGANIZATION)));
  }

  private Response list(List<Token> of) {
    return Response.ok(of.stream().map(token -> TokenJson.of(token, null, urls)).toList());
  }

  private Response revoke(Request request, List<Token> of) {
    if (!tokens.revoke(of, request.number("token_id"))) {
      throw ApiException.notFound();
    }
    return Response.noContent();
  }

  /**
   * Returns the user that the path names. The ghost is refused: it stands for deleted users, and
   * nobody acts as it.
   */
  private Account person(Request request) {
    Account user = account(request, "username", Account.Kind.USER);
    if (user.id() == Account.GHOST) {
      throw ApiException.forbidden("This account cannot have tokens.");
    }
    return user;
  }

  private Account account(Request request, String parameter, Account.Kind kind) {
    TokenAccess.requireSiteAdmin(request.caller());
    return users
        .find(request.parameter(parameter))
        .filter(account -> account.kind() == kind)
        .orElseThrow(ApiException::notFound);
  }
}
