// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import static dev.atrium.access.Permission.ADMINISTER_SITE;

import dev.atrium.db.Subscriber;
import dev.atrium.directory.Users;
import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import java.util.List;
import java.util.Optional;

/** Tokens: the endpoints for site admins, and the check on every request. */
public final class TokensWing extends Wing {
  private final Tokens tokens;

  /**
   * @param adminToken the token of the site admin {@code admin}, whose account is created if
   *     missing
   */
  public TokensWing(Platform platform, Users users, Optional<String> adminToken) {
    super(platform);
    tokens = new Tokens(platform.database(), platform.clock(), platform.schedule());
    tokens.installAdmin(users, adminToken);
    TokensApi api = new TokensApi(tokens, users, platform.urls());
    // spotless:off: one line per operation, however long.
    RouteList docs = routes.under("enterprise-admin/users");
    docs.add("POST /admin/users/{username}/authorizations", "enterprise-admin/create-impersonation-o-auth-token", "create-an-impersonation-oauth-token", ADMINISTER_SITE, api::createClassic);
    docs.add("DELETE /admin/users/{username}/authorizations", "enterprise-admin/delete-impersonation-o-auth-token", "delete-an-impersonation-oauth-token", ADMINISTER_SITE, api::deleteClassic);
    routes.add("POST /admin/users/{username}/fine-grained-tokens", "atrium/create-fine-grained-token", "", ADMINISTER_SITE, api::createFineGrained);
    routes.add("GET /admin/users/{username}/tokens", "atrium/list-tokens-of-user", "", ADMINISTER_SITE, api::listOfUser);
    routes.add("DELETE /admin/users/{username}/tokens/{token_id}", "atrium/revoke-token-of-user", "", ADMINISTER_SITE, api::revokeOfUser);
    routes.add("POST /admin/organizations/{org}/installation-tokens", "atrium/create-installation-token", "", ADMINISTER_SITE, api::createInstallation);
    routes.add("GET /admin/organizations/{org}/tokens", "atrium/list-tokens-of-organization", "", ADMINISTER_SITE, api::listOfOrganization);
    routes.add("DELETE /admin/organizations/{org}/tokens/{token_id}", "atrium/revoke-token-of-organization", "", ADMINISTER_SITE, api::revokeOfOrganization);
    // spotless:on
  }

  public Tokens tokens() {
    return tokens;
  }

  @Override
  public List<Subscriber> subscribers() {
    return List.of(Tokens::repositoryTransferred);
  }

  @Override
  public void close() {
    tokens.close();
  }
}
