// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;

/**
 * The document of RFC 8414, by which clients that know only the address of this server find its
 * pages. It names no place to register apps: a site admin does that.
 */
final class ServerMetadata {
  private final Urls urls;

  ServerMetadata(Urls urls) {
    this.urls = urls;
  }

  /** Answers the document. */
  Response get(Request request) {
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("issuer", urls.publicUrl())
            .put("authorization_endpoint", urls.html("/login/oauth/authorize"))
            .put("token_endpoint", urls.html("/login/oauth/access_token"))
            .put("device_authorization_endpoint", urls.html("/login/device/code"));
    document.putArray("response_types_supported").add("code");
    document.putArray("grant_types_supported").add("authorization_code").add(OAuthApi.DEVICE_GRANT);
    document
        .putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_post")
        .add("none");
    document.putArray("code_challenge_methods_supported").add("S256");
    return Response.ok(document);
  }
}
