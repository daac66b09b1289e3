// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.Permission;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a profile decides: credentials, the form of errors, challenges, limits, origins, headers.
 */
class ProfileTest {
  private static final String AGENT = "User-Agent: test";
  private static final String AUTH = "Authorization: Bearer " + Door.TOKEN;

  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          secret(Profile.REST, "GET", "/rest"),
          secret(Profile.GIT, "GET", "/{owner}/{repo}.git/info/refs"),
          secret(Profile.PAGE, "GET", "/page"),
          secret(Profile.PAGE, "POST", "/page"),
          secret(Profile.MCP, "POST", "/mcp"),
          Door.route(Profile.HEALTH, "GET", "/health", request -> Response.noContent()));

  private static Route secret(Profile profile, String method, String path) {
    return Door.route(
        profile,
        method,
        path,
        Permission.SIGNED_IN,
        request -> Response.text(request.caller().login(), "text/plain; charset=utf-8"));
  }

  @AfterEach
  void stop() {
    door.close();
  }

  @Test
  void errors_haveTheFormOfTheProfile() throws IOException {
    assertThat(door.send("GET /rest", AGENT))
        .startsWith("HTTP/1.1 401")
        .contains("\"documentation_url\"")
        .doesNotContain("WWW-Authenticate");
    assertThat(door.send("GET /octo/hello.git/info/refs", AGENT))
        .startsWith("HTTP/1.1 401")
        .contains(
            "WWW-Authenticate: Basic realm=", "text/plain", "\r\n\r\nRequires authentication\n");
    assertThat(door.send("GET /page", AGENT, "Accept: text/html"))
        .startsWith("HTTP/1.1 401")
        .contains("WWW-Authenticate: Basic realm=", "text/html", "<h1>401: Sign in</h1>");
    assertThat(door.send("GET /page", AGENT))
        .startsWith("HTTP/1.1 401")
        .contains("\"documentation_url\"");
    assertThat(door.send("POST /mcp", AGENT))
        .startsWith("HTTP/1.1 401")
        .contains(
            "WWW-Authenticate: Bearer resource_metadata=\"http://atrium.example.com/.well-known/oauth-protected-resource/mcp\"",
            "\"jsonrpc\":\"2.0\"",
            "\"id\":null",
            "\"code\":-32000");
  }

  @Test
  void git_takesTheTokenAsThePassword_andThePathWithItsEnd() throws IOException {
    assertThat(
            door.send(
                "GET /octo/hello.git/info/refs",
                AGENT,
                "Authorization: Basic eDpnb29kLXRva2Vu")) // x:good-token
        .startsWith("HTTP/1.1 200")
        .endsWith("octocat");
    assertThat(door.send("GET /octo/hello/info/refs", AGENT, AUTH)).startsWith("HTTP/1.1 404");
    assertThat(door.send("GET /octo/.git/info/refs", AGENT, AUTH)).startsWith("HTTP/1.1 404");
  }

  @Test
  void health_needsNeitherTokenNorUserAgent() throws IOException {
    assertThat(door.send("GET /health")).startsWith("HTTP/1.1 204");
    assertThat(door.send("GET /health", "Authorization: Bearer wrong")).startsWith("HTTP/1.1 204");
    assertThat(door.send("GET /rest", AUTH)).startsWith("HTTP/1.1 403").contains("User-Agent");
  }

  @Test
  void pages_takeNoWritesFromOtherOrigins() throws IOException {
    String own = "Origin: http://127.0.0.1:" + door.port();
    for (String[] good :
        new String[][] {
          {AGENT, AUTH},
          {AGENT, AUTH, own},
          {AGENT, AUTH, "Origin: http://atrium.example.com"},
          {AGENT, AUTH, "Sec-Fetch-Site: same-origin", "Origin: null"},
          {AGENT, AUTH, "Sec-Fetch-Site: none"}
        }) {
      assertThat(door.send("POST /page", good))
          .as(String.join(" ", good))
          .startsWith("HTTP/1.1 200");
    }
    for (String[] bad :
        new String[][] {
          {AGENT, AUTH, "Origin: http://evil.example.com"},
          {AGENT, AUTH, "Origin: null"},
          {AGENT, AUTH, "Sec-Fetch-Site: cross-site"},
          {AGENT, AUTH, "Sec-Fetch-Site: same-site", own}
        }) {
      assertThat(door.send("POST /page", bad)).as(String.join(" ", bad)).startsWith("HTTP/1.1 403");
    }
    assertThat(door.send("GET /page", AGENT, AUTH, "Origin: http://evil.example.com"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("Access-Control-Allow-Origin");
  }

  @Test
  void mcp_takesNoRequestFromOtherOrigins_whateverTheirNameLeadsTo() throws IOException {
    assertThat(door.send("POST /mcp", AGENT, AUTH)).startsWith("HTTP/1.1 200");
    assertThat(door.send("POST /mcp", AGENT, AUTH, "Origin: http://localhost:6274"))
        .startsWith("HTTP/1.1 200");
    assertThat(door.send("POST /mcp", AGENT, AUTH, "Origin: http://evil.example.com:1"))
        .startsWith("HTTP/1.1 403");
    assertThat(door.send("POST /mcp", AGENT, AUTH, "Origin: http://localhost.example.com"))
        .startsWith("HTTP/1.1 403");
  }

  /** A page can let its own name lead to this machine, and then its requests are of one origin. */
  @Test
  void mcp_takesNoRequestToAnotherName() throws IOException {
    for (String good :
        List.of(
            "atrium.example.com",
            "ATRIUM.example.com:8443",
            "localhost:8080",
            "127.0.0.1",
            "192.168.7.9:8080",
            "[::1]:8080")) {
      assertThat(door.send("POST /mcp", AUTH, "Host: " + good)).as(good).startsWith("HTTP/1.1 200");
    }
    for (String bad :
        List.of(
            "evil.example.com",
            "evil.example.com:8080",
            "atrium.example.com.evil.example",
            "localhost.evil.example",
            "1.2.3.4.evil.example",
            "127.0.0.1.nip.io")) {
      assertThat(door.send("POST /mcp", AUTH, "Host: " + bad))
          .as(bad)
          .startsWith("HTTP/1.1 403")
          .contains("\"jsonrpc\"", "This one is http://atrium.example.com");
    }
    assertThat(door.send("GET /rest", AGENT, AUTH, "Host: evil.example.com"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void rest_isReadFromAnyOrigin_andPreflightsSayWhere() throws IOException {
    assertThat(door.send("GET /rest", AGENT, AUTH, "Origin: http://elsewhere.example.com"))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: *");
    assertThat(door.send("OPTIONS /rest", AGENT)).contains("Access-Control-Allow-Methods");
    assertThat(door.send("OPTIONS /nowhere", AGENT)).contains("Access-Control-Allow-Methods");
    assertThat(door.send("OPTIONS /page", AGENT)).doesNotContain("Access-Control");
    assertThat(door.send("OPTIONS /mcp", AGENT)).doesNotContain("Access-Control");
  }

  @Test
  void limits_areTheRoutesOwn() throws IOException {
    Handler answer = request -> Response.noContent();
    try (Door limited =
        new Door(
            new LimitSettings(10, 1, 0, 0, Proxies.none()),
            Door.route(Profile.REST, "GET", "/counted", answer),
            Door.route(Profile.REST, "GET", "/free", answer).countedOn(Limit.NONE),
            Door.route(Profile.REST, "POST", "/poll", answer).countedOn(Limit.SIGN_IN),
            Door.route(Profile.HEALTH, "GET", "/health", answer))) {
      assertThat(limited.send("GET /counted", AGENT)).startsWith("HTTP/1.1 204");
      assertThat(limited.send("GET /counted", AGENT)).startsWith("HTTP/1.1 403");
      assertThat(limited.send("GET /free", AGENT)).startsWith("HTTP/1.1 204");
      assertThat(limited.send("GET /health")).startsWith("HTTP/1.1 204");
      for (int i = 0; i < 20; i++) {
        assertThat(limited.send("POST /poll", AGENT)).startsWith("HTTP/1.1 204");
      }
      assertThat(limited.send("POST /poll", AGENT)).startsWith("HTTP/1.1 403");
    }
  }
}
