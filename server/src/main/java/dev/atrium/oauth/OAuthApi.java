// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Caller;
import dev.atrium.apps.App;
import dev.atrium.apps.Apps;
import dev.atrium.apps.Installations;
import dev.atrium.db.Database;
import dev.atrium.db.Settings;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.http.Form;
import dev.atrium.http.Html;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.oauth.OAuthStore.Device;
import dev.atrium.platform.Platform;
import dev.atrium.tokens.TokenText;
import dev.atrium.tokens.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The OAuth endpoints, as on GitHub. They are not part of the REST API: apps send forms and are
 * answered in forms, or in JSON if they accept it; users see pages.
 */
public final class OAuthApi {
  static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final List<String> ASKED =
      List.of(
          "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method");

  private final Apps apps;
  private final AppAuthorizations authorizations;
  private final Devices devices;
  private final FormKey proofs;
  private final Consent consent;
  private final Urls urls;
  private final Clock clock;

  public OAuthApi(Platform platform, Apps apps, Installations installations, Tokens tokens) {
    Database database = platform.database();
    this.apps = apps;
    this.clock = platform.clock();
    this.consent = new Consent(platform.table());
    this.authorizations = new AppAuthorizations(database, tokens, installations, consent, clock);
    this.devices = new Devices(database, authorizations, clock);
    this.proofs = new FormKey(Settings.secret(database, "form_key"), clock);
    this.urls = platform.urls();
  }

  /** Shows the page to which an app sends a user. */
  public Response askWeb(Request request) {
    Map<String, String> asked = new HashMap<>();
    ASKED.forEach(name -> request.query(name).ifPresent(value -> asked.put(name, value)));
    App app = app(asked);
    Caller caller = request.caller();
    consent.checkPerson(caller, app);
    WebRequest wanted = WebRequest.of(app, asked);
    asked.put("proof", proofs.make(caller, question(asked)));
    return ConsentPage.ask(
            app,
            caller,
            wanted.scopes(),
            authorizations.places(app, caller),
            "/login/oauth/authorize",
            asked)
        .withFormsRedirectedTo(URI.create(wanted.redirectUri()));
  }

  /** Sends the user back to the app with the approval or the denial. */
  public Response answerWeb(Request request) {
    Map<String, String> form = request.form();
    App app = app(form);
    Caller caller = request.caller();
    consent.checkPerson(caller, app);
    WebRequest wanted = WebRequest.of(app, form);
    checkProof(caller, question(form), form);
    String answer =
        approved(form)
            ? Form.query(
                "code",
                authorizations.code(
                    wanted, caller, authorizations.chosen(app, caller, form.get("installation"))),
                "state",
                wanted.state())
            : Form.query(
                "error",
                "access_denied",
                "error_description",
                "The user has denied your application access.",
                "state",
                wanted.state());
    String to = wanted.redirectUri();
    return Response.seeOther(to + (to.contains("?") ? "&" : "?") + answer);
  }

  /** Starts the device flow. */
  public Response startDevice(Request request) {
    return answered(
        request,
        () -> {
          Map<String, String> form = request.form();
          App app = known(form.getOrDefault("client_id", ""));
          requireDeviceFlow(app);
          Devices.Started started =
              devices.start(app, Consent.asked(form.getOrDefault("scope", "")));
          return Json.mapper()
              .createObjectNode()
              .put("device_code", started.deviceCode())
              .put("user_code", started.userCode())
              .put("verification_uri", urls.html("/login/device"))
              .put("expires_in", Devices.LAST.toSeconds())
              .put("interval", Devices.INTERVAL);
        });
  }

  /** Shows the page on which a user types a code, and then the consent page for it. */
  public Response askDevice(Request request) {
    String code = Devices.normal(request.query("user_code").orElse(""));
    Optional<Device> open = devices.open(code);
    if (open.isEmpty()) {
      return enterCode(code.isEmpty() ? "" : "This code is invalid or has expired.");
    }
    App app = app(open.get());
    Caller caller = request.caller();
    consent.checkPerson(caller, app);
    return ConsentPage.ask(
        app,
        caller,
        open.get().scopes(),
        authorizations.places(app, caller),
        "/login/device",
        Map.of("user_code", code, "proof", proofs.make(caller, code)));
  }

  private static Response enterCode(String problem) {
    return Html.page(
        200,
        "Sign in to a device",
        """
        <p>%s</p>
        <form method="get" action="/login/device">
        <label>The code that your device shows: <input name="user_code" autofocus autocomplete="off" required></label>
        <button>Continue</button>
        </form>
        """
            .formatted(Html.escape(problem)));
  }

  /** Stores the user's decision on a device. */
  public Response answerDevice(Request request) {
    Map<String, String> form = request.form();
    String code = Devices.normal(form.getOrDefault("user_code", ""));
    Caller caller = request.caller();
    checkProof(caller, code, form);
    Optional<Device> open = devices.open(code);
    if (open.isEmpty()) {
      return enterCode("This code is invalid or has expired.");
    }
    App app = app(open.get());
    consent.checkPerson(caller, app);
    boolean yes = approved(form);
    Long installation = yes ? authorizations.chosen(app, caller, form.get("installation")) : null;
    if (!devices.decide(code, open.get(), caller, installation, yes)) {
      return enterCode("This code is invalid or has expired.");
    }
    return yes
        ? ConsentPage.note("Done", app.name() + " is signed in. You can close this page.")
        : ConsentPage.note("Cancelled", app.name() + " was not signed in.");
  }

  /** Returns the token for a code of either flow. */
  public Response token(Request request) {
    return answered(
        request,
        () -> {
          Map<String, String> form = new HashMap<>(request.form());
          List.of(
                  "client_id",
                  "client_secret",
                  "code",
                  "redirect_uri",
                  "code_verifier",
                  "device_code",
                  "grant_type")
              .forEach(name -> request.query(name).ifPresent(text -> form.putIfAbsent(name, text)));
          App app = known(form.getOrDefault("client_id", ""));
          AppAuthorizations.Issued issued =
              form.getOrDefault("grant_type", "").equals(DEVICE_GRANT)
                  ? poll(app, form)
                  : exchange(app, form);
          ObjectNode body =
              Json.mapper()
                  .createObjectNode()
                  .put("access_token", issued.token().text())
                  .put("token_type", "bearer")
                  .put("scope", String.join(",", issued.scopes()));
          Long expires = issued.token().expiresAt();
          return expires == null
              ? body
              : body.put("expires_in", expires - clock.instant().getEpochSecond());
        });
  }

  private AppAuthorizations.Issued poll(App app, Map<String, String> form) {
    requireDeviceFlow(app);
    return devices.poll(app, form.getOrDefault("device_code", ""));
  }

  private static void requireDeviceFlow(App app) {
    if (!app.deviceFlow()) {
      throw new OAuthException("device_flow_disabled", "Device flow is disabled for this app.");
    }
  }

  private AppAuthorizations.Issued exchange(App app, Map<String, String> form) {
    String secret = app.secretDigest();
    if (secret != null
        && !MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8),
            TokenText.digest(form.getOrDefault("client_secret", ""))
                .getBytes(StandardCharsets.UTF_8))) {
      throw new OAuthException(
          "incorrect_client_credentials",
          "The client_id and/or client_secret passed are incorrect.");
    }
    if (!List.of("", "authorization_code").contains(form.getOrDefault("grant_type", ""))) {
      throw new OAuthException("unsupported_grant_type", "The grant_type is not supported.");
    }
    return authorizations.exchange(
        app,
        form.getOrDefault("code", ""),
        form.get("redirect_uri"),
        form.getOrDefault("code_verifier", ""));
  }

  /** Answers in JSON if the app accepts it, else as a form. */
  private static Response answered(Request request, Supplier<ObjectNode> work) {
    ObjectNode body;
    try {
      body = work.get();
    } catch (OAuthException e) {
      body =
          Json.mapper()
              .createObjectNode()
              .put("error", e.error())
              .put("error_description", String.valueOf(e.getMessage()))
              .put("error_uri", "https://docs.github.com/apps/oauth-apps");
      if (e.interval() > 0) {
        body.put("interval", e.interval());
      }
    }
    if (request.header("Accept").orElse("").contains("json")) {
      return Response.json(200, body).with("Cache-Control", "no-store");
    }
    String form =
        body.properties().stream()
            .map(field -> Form.query(field.getKey(), field.getValue().asText()))
            .collect(Collectors.joining("&"));
    return Response.form(form);
  }

  private void checkProof(Caller caller, String question, Map<String, String> form) {
    if (!proofs.fits(caller, question, form.get("proof"))) {
      throw ApiException.forbidden(
          "This form has expired. Go back, reload the page and try again.");
    }
  }

  private static String question(Map<String, String> asked) {
    return ASKED.stream()
        .map(name -> asked.getOrDefault(name, ""))
        .map(value -> value.length() + ":" + value)
        .collect(Collectors.joining());
  }

  private static boolean approved(Map<String, String> form) {
    return form.getOrDefault("decision", "").equals("approve");
  }

  private App app(Map<String, String> asked) {
    return apps.byClientId(asked.getOrDefault("client_id", ""))
        .orElseThrow(
            () -> ApiException.of(ErrorCode.NOT_FOUND, "There is no app with this client_id."));
  }

  private App app(Device device) {
    return apps.get(device.appId());
  }

  private App known(String clientId) {
    return apps.byClientId(clientId)
        .orElseThrow(() ->
            new OAuthException(
                "incorrect_client_credentials",
                "The client_id and/or client_secret passed are incorrect."));
  }
}
