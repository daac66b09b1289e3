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
import dev.atrium.tokens.TokenText;
import dev.atrium.tokens.Tokens;
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
 * OAuth's addresses, as GitHub has them. They are no part of the REST API: apps send forms and are
 * answered in forms, or in JSON where they accept it; users see pages.
 */
public final class OAuthApi {
  private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final List<String> ASKED =
      List.of(
          "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method");

  private final Apps apps;
  private final Grants grants;
  private final Devices devices;
  private final FormKey proofs;
  private final Urls urls;

  public OAuthApi(
      Database database,
      Apps apps,
      Installations installations,
      Tokens tokens,
      Urls urls,
      Clock clock) {
    this.apps = apps;
    this.grants = new Grants(database, tokens, installations, clock);
    this.devices = new Devices(database, grants, clock);
    this.proofs = new FormKey(Settings.secret(database, "form_key"), clock);
    this.urls = urls;
  }

  /** The page that an app sends a user to. */
  public Response askWeb(Request request) {
    Map<String, String> asked = new HashMap<>();
    ASKED.forEach(name -> request.query(name).ifPresent(value -> asked.put(name, value)));
    App app = app(asked);
    Caller caller = request.caller();
    Consent.checkPerson(caller, app);
    WebRequest wanted = WebRequest.of(app, asked);
    asked.put("proof", proofs.make(caller, question(asked)));
    return ConsentPage.ask(
        app, caller, wanted.scopes(), grants.places(app, caller), "/login/oauth/authorize", asked);
  }

  /** The user's yes or no: back to the app with it. */
  public Response answerWeb(Request request) {
    Map<String, String> form = request.form();
    App app = app(form);
    Caller caller = request.caller();
    Consent.checkPerson(caller, app);
    WebRequest wanted = WebRequest.of(app, form);
    checkProof(caller, question(form), form);
    String answer =
        approved(form)
            ? Form.query(
                "code",
                grants.code(wanted, caller, grants.chosen(app, caller, form.get("installation"))),
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

  /** Begins the device flow. */
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

  /** The page on which a user types a code, and then what it asks for. */
  public Response askDevice(Request request) {
    String code = Devices.normal(request.query("user_code").orElse(""));
    Optional<Device> open = devices.open(code);
    if (open.isEmpty()) {
      return enterCode(code.isEmpty() ? "" : "That code is not known, or no longer good.");
    }
    App app = app(open.get());
    Caller caller = request.caller();
    Consent.checkPerson(caller, app);
    return ConsentPage.ask(
        app,
        caller,
        open.get().scopes(),
        grants.places(app, caller),
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

  /** The user's yes or no to a device. */
  public Response answerDevice(Request request) {
    Map<String, String> form = request.form();
    String code = Devices.normal(form.getOrDefault("user_code", ""));
    Caller caller = request.caller();
    checkProof(caller, code, form);
    Optional<Device> open = devices.open(code);
    if (open.isEmpty()) {
      return enterCode("That code is not known, or no longer good.");
    }
    App app = app(open.get());
    Consent.checkPerson(caller, app);
    boolean yes = approved(form);
    Long installation = yes ? grants.chosen(app, caller, form.get("installation")) : null;
    if (!devices.decide(code, open.get(), caller, installation, yes)) {
      return enterCode("That code is not known, or no longer good.");
    }
    return yes
        ? ConsentPage.note("Done", app.name() + " is signed in. You can close this page.")
        : ConsentPage.note("Cancelled", app.name() + " was not signed in.");
  }

  /** The token, for a code of either flow. */
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
          Grants.Issued issued =
              form.getOrDefault("grant_type", "").equals(DEVICE_GRANT)
                  ? poll(app, form)
                  : exchange(app, form);
          return Json.mapper()
              .createObjectNode()
              .put("access_token", issued.token())
              .put("token_type", "bearer")
              .put("scope", String.join(",", issued.scopes()));
        });
  }

  private Grants.Issued poll(App app, Map<String, String> form) {
    requireDeviceFlow(app);
    return devices.poll(app, form.getOrDefault("device_code", ""));
  }

  private static void requireDeviceFlow(App app) {
    if (!app.deviceFlow()) {
      throw new OAuthException("device_flow_disabled", "Device flow is disabled for this app.");
    }
  }

  private Grants.Issued exchange(App app, Map<String, String> form) {
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
    return grants.exchange(
        app,
        form.getOrDefault("code", ""),
        form.get("redirect_uri"),
        form.getOrDefault("code_verifier", ""));
  }

  /** In JSON where that is accepted, else as a form. */
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
          "This form is not ours, or it is too old. Go back, load the page again and answer anew.");
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
            () -> ApiException.of(ErrorCode.NOT_FOUND, "There is no app by that client_id."));
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
