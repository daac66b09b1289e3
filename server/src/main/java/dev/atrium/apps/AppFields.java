// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.apps;

import dev.atrium.directory.Account;
import dev.atrium.directory.Slug;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.PatchField;
import dev.atrium.tokens.PermissionFields;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reader of bodies that register or change an app. */
final class AppFields {
  static final String RESOURCE = "App";

  private static final int LONGEST_SLUG = 34;

  /** As on GitHub. */
  private static final int MOST_CALLBACKS = 10;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private AppFields() {}

  /**
   * Reads a new app, without the ids and secrets that the server assigns. Faults are added to the
   * fields.
   */
  static App create(Fields fields, Account owner) {
    fields.require("name");
    String name = fields.text("name", 34).or("");
    String slug = Slug.of(name);
    if (fields.errors().isEmpty()
        && !(slug.length() <= LONGEST_SLUG && slug.matches("[a-z0-9]+(-[a-z0-9]+)*"))) {
      fields.fault(FieldError.invalid(RESOURCE, "name", "name must have letters a to z or digits"));
    }
    App.Kind kind =
        fields.oneOf("kind", List.of("github", "oauth")).or("github").equals("oauth")
            ? App.Kind.OAUTH
            : App.Kind.GITHUB;
    Map<String, String> permissions = PermissionFields.read(fields);
    if (kind == App.Kind.OAUTH && !permissions.isEmpty()) {
      fields.fault(
          FieldError.invalid(RESOURCE, "permissions", "An OAuth app has scopes, not permissions"));
    }
    return new App(
        0,
        kind,
        slug,
        name,
        owner.id(),
        0,
        "",
        null,
        fields.text("description", 1024).value(),
        url(fields, "https://example.com"),
        callbacks(fields, List.of()),
        permissions,
        fields.bool("coding_agent").or(false),
        fields.bool("device_flow").or(true),
        0,
        0);
  }

  /** Returns the app with the sent fields in place of the stored ones. Name and kind stay. */
  static App change(Fields fields, App app, long now) {
    PatchField<String> description = fields.text("description", 1024);
    return new App(
        app.id(),
        app.kind(),
        app.slug(),
        app.name(),
        app.ownerId(),
        app.botId(),
        app.clientId(),
        app.secretDigest(),
        description.orKeep(app.description()),
        url(fields, app.url()),
        callbacks(fields, app.callbackUrls()),
        fields.has("permissions") ? PermissionFields.read(fields) : app.permissions(),
        fields.bool("coding_agent").or(app.codingAgent()),
        fields.bool("device_flow").or(app.deviceFlow()),
        app.createdAt(),
        now);
  }

  private static String url(Fields fields, String otherwise) {
    String url = fields.text("url", 1024).or(otherwise);
    if (!isWeb(url)) {
      fields.fault(FieldError.invalid(RESOURCE, "url", "url must be an https or http address"));
    }
    return url;
  }

  private static List<String> callbacks(Fields fields, List<String> otherwise) {
    List<String> urls = fields.texts("callback_urls", MOST_CALLBACKS, 1024).or(otherwise);
    if (!urls.stream().allMatch(AppFields::isCallback)) {
      fields.fault(
          FieldError.invalid(
              RESOURCE,
              "callback_urls",
              "callback_urls must be https addresses without a fragment; http is allowed only for this machine"));
    }
    return urls;
  }

  private static boolean isWeb(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Tells whether a URL may be a callback. It must use https unless it stays within a machine,
   * because a code sent without TLS may be read on its way.
   */
  private static boolean isCallback(String url) {
    if (!isWeb(url)) {
      return false;
    }
    URI uri = URI.create(url);
    return uri.getFragment() == null
        && uri.getUserInfo() == null
        && (uri.getScheme().equals("https") || LOOPBACK.contains(uri.getHost()));
  }
}
