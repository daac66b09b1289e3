// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.access.Caller;
import dev.atrium.apps.App;
import dev.atrium.http.Html;
import dev.atrium.http.Response;
import dev.atrium.oauth.OAuthStore.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page on which a user authorizes an app, or declines. */
final class ConsentPage {
  private ConsentPage() {}

  /**
   * Builds the page.
   *
   * @param action the URL that the form is sent to
   * @param fields the hidden fields of the form
   * @param places the installations of a GitHub App that the user can choose from
   */
  static Response ask(
      App app,
      Caller caller,
      List<String> scopes,
      List<Place> places,
      String action,
      Map<String, String> fields) {
    if (!app.isOAuth() && places.isEmpty()) {
      return note(
          "Nothing to authorize",
          app.name()
              + " is not installed on your account, nor on an organization that you belong to. Ask a site admin to install it.");
    }
    String hidden =
        new TreeMap<>(fields)
            .entrySet().stream()
                .map(field -> Html.hidden(field.getKey(), field.getValue()))
                .collect(Collectors.joining("\n"));
    return Html.page(
        200,
        "Authorize " + app.name(),
        """
        <p><strong>%s</strong> wants to act for you, <strong>%s</strong>, with:</p>
        <ul>%s</ul>
        <form method="post" action="%s">
        %s
        %s
        <button name="decision" value="approve">Authorize</button>
        <button name="decision" value="deny">Cancel</button>
        </form>
        """
            .formatted(
                Html.escape(app.name()),
                Html.escape(caller.login()),
                app.isOAuth() ? scopes(caller, scopes) : permissions(app),
                action,
                hidden,
                app.isOAuth() ? "" : choice(places)));
  }

  /** Builds a page with a single message. */
  static Response note(String title, String text) {
    return Html.page(200, title, "<p>" + Html.escape(text) + "</p>");
  }

  private static String scopes(Caller caller, List<String> asked) {
    List<String> given = Consent.given(caller, asked);
    String items =
        given.isEmpty()
            ? "<li>what everyone who is signed in may do</li>"
            : given.stream()
                .map(scope -> "<li><code>%s</code></li>".formatted(Html.escape(scope)))
                .collect(Collectors.joining());
    String missing =
        asked.stream()
            .filter(scope -> !given.contains(scope))
            .map(scope ->
                "<li><s><code>%s</code></s>: your token lacks it</li>"
                    .formatted(Html.escape(scope)))
            .collect(Collectors.joining());
    return items + missing;
  }

  private static String permissions(App app) {
    return app.permissions().isEmpty()
        ? "<li>metadata: read</li>"
        : new TreeMap<>(app.permissions())
            .entrySet().stream()
                .map(entry ->
                    "<li>%s: %s</li>"
                        .formatted(Html.escape(entry.getKey()), Html.escape(entry.getValue())))
                .collect(Collectors.joining());
  }

  private static String choice(List<Place> places) {
    String options =
        places.stream()
            .map(place ->
                "<option value=\"%d\">%s</option>"
                    .formatted(place.installationId(), Html.escape(place.login())))
            .collect(Collectors.joining());
    return "<p><label>on what belongs to <select name=\"installation\">%s</select></label></p>"
        .formatted(options);
  }
}
