// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import static dev.atrium.access.Permission.ADMINISTER_ORGANIZATION;
import static dev.atrium.access.Permission.ADMINISTER_SITE;
import static dev.atrium.access.Permission.AUTHENTICATE_APP;
import static dev.atrium.access.Permission.SIGNED_IN;

import dev.atrium.db.Database;
import dev.atrium.db.Subscriber;
import dev.atrium.directory.Users;
import dev.atrium.http.Authenticator;
import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import dev.atrium.tokens.Tokens;
import java.util.List;

/** Apps, their keys and installations, and the JSON web tokens that they sign. */
public final class AppsWing extends Wing {
  private final Apps apps;
  private final Installations installations;
  private final Authenticator authenticator;
  private final AppAdminApi administration;

  public AppsWing(Platform platform, Users users, Tokens tokens) {
    super(platform);
    Database database = platform.database();
    apps = new Apps(database, users, platform.clock());
    installations = new Installations(database, tokens, platform.clock());
    authenticator = new Authenticators(tokens, new AppTokens(database, platform.clock()));
    apps(new AppsApi(database, apps, installations, tokens, users, platform.urls()));
    administration = new AppAdminApi(apps, installations, users, platform.urls(), platform.clock());
    administration(administration);
  }

  public Apps apps() {
    return apps;
  }

  public Installations installations() {
    return installations;
  }

  /** Returns the operations that register and install apps, for the command line. */
  public AppAdminApi administration() {
    return administration;
  }

  /** Returns the authenticator of all kinds of token, including those that apps sign. */
  public Authenticator authenticator() {
    return authenticator;
  }

  // spotless:off: one line an operation, however long.
  private void apps(AppsApi api) {
    RouteList docs = routes.under("apps/apps");
    String one = "/app/installations/{installation_id}";
    docs.add("GET /app", "apps/get-authenticated", "get-the-authenticated-app", AUTHENTICATE_APP, api::authenticated);
    docs.add("GET /apps/{app_slug}", "atrium/get-app-by-slug", "get-an-app", SIGNED_IN, api::bySlug);
    docs.add("GET /app/installations", "apps/list-installations", "list-installations-for-the-authenticated-app", AUTHENTICATE_APP, api::list);
    docs.add("GET " + one, "apps/get-installation", "get-an-installation-for-the-authenticated-app", AUTHENTICATE_APP, api::get);
    docs.add("DELETE " + one, "atrium/delete-installation", "delete-an-installation-for-the-authenticated-app", AUTHENTICATE_APP, api::delete);
    docs.add("PUT " + one + "/suspended", "atrium/suspend-installation", "suspend-an-app-installation", AUTHENTICATE_APP, api::suspend);
    docs.add("DELETE " + one + "/suspended", "atrium/unsuspend-installation", "unsuspend-an-app-installation", AUTHENTICATE_APP, api::unsuspend);
    docs.add("POST " + one + "/access_tokens", "apps/create-installation-access-token", "create-an-installation-access-token-for-an-app", AUTHENTICATE_APP, api::createToken);
    docs.organization("GET /orgs/{org}/installation", "apps/get-org-installation", "get-an-organization-installation-for-the-authenticated-app", AUTHENTICATE_APP, api::onOrganization);
    docs.add("GET /users/{username}/installation", "atrium/get-user-installation", "get-a-user-installation-for-the-authenticated-app", AUTHENTICATE_APP, api::onUser);
    docs.add("GET /repos/{owner}/{repo}/installation", "atrium/get-repository-installation", "get-a-repository-installation-for-the-authenticated-app", AUTHENTICATE_APP, api::onRepository);
    routes.under("orgs/orgs").organization("GET /orgs/{org}/installations", "atrium/list-organization-installations", "list-app-installations-for-an-organization", ADMINISTER_ORGANIZATION, api::ofOrganization);
    routes.under("apps/installations").add("DELETE /installation/token", "atrium/revoke-installation-access-token", "revoke-an-installation-access-token", SIGNED_IN, api::revokeToken);
  }

  private void administration(AppAdminApi api) {
    String one = "/admin/apps/{app_slug}";
    routes.add("GET /admin/apps", "atrium/list-apps", "", ADMINISTER_SITE, api::list);
    routes.add("POST /admin/apps", "atrium/create-app", "", ADMINISTER_SITE, api::create);
    routes.add("GET " + one, "atrium/get-app", "", ADMINISTER_SITE, api::get);
    routes.add("PATCH " + one, "atrium/update-app", "", ADMINISTER_SITE, api::update);
    routes.add("DELETE " + one, "atrium/delete-app", "", ADMINISTER_SITE, api::delete);
    routes.add("POST " + one + "/keys", "atrium/create-app-key", "", ADMINISTER_SITE, api::addKey);
    routes.add("DELETE " + one + "/keys/{key_id}", "atrium/delete-app-key", "", ADMINISTER_SITE, api::deleteKey);
    routes.add("POST " + one + "/installations", "atrium/install-app", "", ADMINISTER_SITE, api::install);
    routes.add("DELETE " + one + "/installations/{installation_id}", "atrium/uninstall-app", "", ADMINISTER_SITE, api::uninstall);
  }
  // spotless:on

  @Override
  public List<Subscriber> subscribers() {
    return List.of(new AppUpkeep());
  }
}
