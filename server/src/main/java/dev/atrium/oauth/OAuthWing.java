// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import static dev.atrium.access.Permission.ANYONE;
import static dev.atrium.access.Permission.SIGNED_IN;

import dev.atrium.apps.Apps;
import dev.atrium.apps.Installations;
import dev.atrium.http.Limit;
import dev.atrium.http.Profile;
import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import dev.atrium.tokens.Tokens;

/** The sign-in of users to apps by OAuth's web flow and device flow. */
public final class OAuthWing extends Wing {

  public OAuthWing(Platform platform, Apps apps, Installations installations, Tokens tokens) {
    super(platform);
    OAuthApi api = new OAuthApi(platform, apps, installations, tokens);
    // spotless:off: one line an operation, however long.
    RouteList pages = routes.of(Profile.PAGE);
    pages.add("GET /login/oauth/authorize", "atrium/ask-user", "", SIGNED_IN, api::askWeb);
    pages.add("POST /login/oauth/authorize", "atrium/answer-app", "", SIGNED_IN, api::answerWeb);
    routes.countedOn(Limit.SIGN_IN).add("POST /login/oauth/access_token", "atrium/fetch-token", "", ANYONE, api::token);
    routes.add("POST /login/device/code", "atrium/start-device", "", ANYONE, api::startDevice);
    pages.add("GET /login/device", "atrium/ask-device", "", SIGNED_IN, api::askDevice);
    pages.add("POST /login/device", "atrium/answer-device", "", SIGNED_IN, api::answerDevice);
    routes.add("GET /.well-known/oauth-authorization-server", "atrium/oauth-metadata", "", ANYONE, new ServerMetadata(platform.urls())::get);
    // spotless:on
  }
}
