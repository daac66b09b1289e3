// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Makes requests that are wrong in some way; the same ones for the same seed. */
final class MalformedRequests {
  private static final String SPACES = "/users/octocat/copilot-spaces";
  private static final String SECOND =
      "GET /zen HTTP/1.1\r\nHost: localhost\r\nUser-Agent: test\r\n\r\n";
  private static final String OBJECT = "{\"name\":\"a\"}";

  private static final List<String> TARGETS =
      List.of(
          "POST " + SPACES,
          "PUT " + SPACES + "/1",
          "POST " + SPACES + "/1/resources",
          "PUT " + SPACES + "/1/resources/1",
          "POST /orgs/acme/copilot-spaces",
          "POST /orgs/acme/teams",
          "PATCH /orgs/acme",
          "PATCH /user",
          "POST /admin/users",
          "POST /admin/users/octocat/fine-grained-tokens");

  private static final List<String> PARTS =
      List.of(
          "%00",
          "%2e%2e",
          "..",
          ".",
          "%ff",
          "%2F",
          "%",
          "%zz",
          "%c0%af",
          "//",
          "/",
          "é",
          "%20",
          ";a=b",
          "*",
          "octocat",
          "users",
          "copilot-spaces",
          "1",
          "-1",
          "0",
          "99999999999999999999",
          "1e3",
          "%31",
          "\\",
          "{}",
          "<a>",
          "'",
          "\"",
          "~",
          "api",
          "v3",
          "admin",
          "orgs",
          "acme",
          "\u0001",
          "|",
          "^",
          "[",
          "#",
          "@",
          ":");

  private static final List<String> QUERIES =
      List.of(
          "per_page=-1",
          "per_page=0",
          "per_page=99999999999999999999",
          "per_page=abc",
          "per_page=1e9",
          "per_page=",
          "per_page",
          "page=9223372036854775807",
          "page=-1",
          "page=%00",
          "after=abc",
          "after=%ff",
          "after=",
          "after===",
          "before=!!",
          "before=AAAAAAAAAAAAAAAAAAAAAAAAAAA",
          "after=a&before=b",
          "after=" + "A".repeat(3_000),
          "%=%",
          "a=%zz",
          "&&&",
          "=",
          "?",
          "a[]=1",
          "per_page=1&per_page=x",
          "since=99999999999999999999",
          "q=%ed%a0%80",
          "+",
          "a=\u00ff");

  private static final List<String> LENGTHS =
      List.of(
          "-1",
          "+5",
          "5x",
          "1e3",
          "0x10",
          "",
          "5 5",
          "99999999999999999999",
          "5, 6",
          "5, 5",
          "\u00b2",
          "9".repeat(300));

  private static final List<String> CODINGS =
      List.of(
          "chunked, chunked",
          "xchunked",
          "chunked, identity",
          "identity",
          "gzip, chunked",
          "\u000bchunked",
          "chunked;a=b",
          "\"chunked\"",
          "chun ked",
          "",
          "chunked,,x",
          "trailers");

  private static final List<String> CHUNKS =
      List.of(
          "zz\r\nabc\r\n0\r\n\r\n",
          "-1\r\nabc\r\n0\r\n\r\n",
          "0x3\r\nabc\r\n0\r\n\r\n",
          "\r\n\r\n",
          "3 3\r\nabc\r\n0\r\n\r\n",
          "3\r\nabcdef\r\n0\r\n\r\n",
          "3;" + "x".repeat(9_000) + "\r\nabc\r\n0\r\n\r\n",
          ";\r\n\r\n");

  /** They promise more than is sent. */
  private static final List<String> OPEN_CHUNKS =
      List.of("ff\r\n", "7FFFFFFF\r\n", "80000000\r\n", "FFFFFFFFFFFFFFFFF\r\n", "d\n", "d");

  private static final List<String> HEADERS =
      List.of(
          "X-A: a\r\n folded",
          " X-A: leading",
          "X-A",
          ": value",
          "",
          "X A: a",
          "X-A : a",
          "X-A: a\u0000b",
          "X-A: a\rb",
          "X-\u00e9: a",
          "X-A: \u00ff\u00fe",
          "X-A:\t",
          "Content-Type: \u0000",
          "Content-Type: application/json; charset=utf-16",
          "Content-Type: ;;;;",
          "Content-Type: text/plain; charset=\"",
          "Content-Type: a/b/c; charset=nonsense",
          "Content-Type: */*",
          "Content-Encoding: gzip",
          "Content-Encoding: br, gzip",
          "Content-Encoding: \u00ff",
          "Accept: \u0000",
          "Accept: ;q=nan, */*;q=-1",
          "Accept: application/xml",
          "Accept-Encoding: ;;q=x",
          "If-None-Match: \"",
          "If-None-Match: W/\"a\", \"b",
          "X-GitHub-Api-Version: \u00ff",
          "X-GitHub-Api-Version: 1",
          "Host: other",
          "Host: a b",
          "Host: a:b:c",
          "Connection: \u00ff",
          "Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA",
          "Connection: close, keep-alive",
          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
          "Expect: 100-continue",
          "Expect: 200-ok",
          "Cookie: =;=;\u0001",
          "Range: bytes=9-1,-",
          "If-Modified-Since: yesterday",
          "X-Forwarded-For: '",
          "TE: trailers, x",
          "Trailer: Content-Length",
          "Date: 0",
          "Forwarded: for=\"[\"",
          "X-HTTP-Method-Override: DELETE");

  private static final List<String> LINES =
      List.of(
          "GET /zen",
          "GET",
          "",
          " ",
          "GET  /zen  HTTP/1.1",
          "GET /zen HTTP/1.1 x",
          "GET /zen HTTP/2.0",
          "GET /zen HTTP/9.9",
          "GET /zen HTTP/0.9",
          "GET /zen HTTP/1.2",
          "GET /zen http/1.1",
          "GET /zen HTTP/1.",
          "GET /zen XTTP/1.1",
          "GET zen HTTP/1.1",
          "GET * HTTP/1.1",
          "OPTIONS * HTTP/1.1",
          "GET http://localhost/zen HTTP/1.1",
          "GET http:// HTTP/1.1",
          "GET //zen HTTP/1.1",
          "CONNECT a:1 HTTP/1.1",
          "TRACE / HTTP/1.1",
          "get /zen HTTP/1.1",
          "G<T /zen HTTP/1.1",
          "BREW /zen HTTP/1.1",
          "\u0000 /zen HTTP/1.1",
          "GET /\u0000 HTTP/1.1",
          "GET /\u00ff HTTP/1.1",
          "\u00e9 / HTTP/1.1",
          "/ GET HTTP/1.1",
          "GET\t/zen\tHTTP/1.1",
          "PRI * HTTP/2.0",
          "\u0016\u0003\u0001\u0002",
          "GET /a b HTTP/1.1",
          "X".repeat(3_000) + " / HTTP/1.1",
          "GET ? HTTP/1.1",
          "GET /?%= HTTP/1.1",
          "GET /#a HTTP/1.1",
          "M-SEARCH * HTTP/1.1");

  private static final List<String> AUTHORIZATIONS =
      List.of(
          "",
          "Bearer",
          "Bearer ",
          "bearer  x",
          "Basic",
          "Basic !",
          "Basic " + "=".repeat(8),
          "Basic gA==",
          "Basic Og==",
          "Digest a=\"b\"",
          "Negotiate",
          "token",
          "token \u0000",
          "token \u00ff",
          "Bearer a b c",
          "Bearer ghp_" + "a".repeat(36),
          "Bearer github_pat_",
          "Bearer ghs_" + "0".repeat(300),
          "Bearer '; DROP TABLE token; --",
          "Bearer " + "x".repeat(9_000),
          "AWS4-HMAC-SHA256 x",
          ":",
          "Bearer,Basic");

  private final Random random;
  private final String token;
  private final BrokenBodies bodies;

  MalformedRequests(long seed, String token) {
    this.random = new Random(seed);
    this.token = token;
    this.bodies = new BrokenBodies(random);
  }

  Malformed next() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> Malformed.of("body", to(one(TARGETS)).body(bodies.next()));
      case 4 -> path();
      case 5 ->
          Malformed.of(
              "query",
              to(
                  "GET "
                      + one(
                          List.of(SPACES, "/admin/users", "/users", "/organizations", "/user/orgs"))
                      + "?"
                      + one(QUERIES)));
      case 6 -> length();
      case 7 -> coding();
      case 8 -> header();
      case 9 -> line();
      case 10 -> authorization();
      default -> large();
    };
  }

  private Malformed path() {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      path.append(random.nextInt(4) == 0 ? "" : "/").append(one(PARTS));
    }
    String method = one(List.of("GET", "HEAD", "PUT", "DELETE", "POST", "OPTIONS"));
    String prefix = one(List.of("", SPACES, "/api/v3", "/users", "/repos/octocat"));
    return Malformed.of("path " + prefix + path, to(method + " " + prefix + path));
  }

  private Malformed length() {
    Draft draft = to(one(TARGETS));
    return switch (random.nextInt(5)) {
      case 0 ->
          Malformed.hiding(
              "length", draft.header("Content-Length: " + one(LENGTHS)).framed(OBJECT + SECOND));
      case 1 ->
          Malformed.hiding(
              "two lengths",
              draft
                  .header("Content-Length: 0")
                  .header("Content-Length: 12")
                  .framed(OBJECT + SECOND));
      case 2 ->
          Malformed.hiding(
              "length and coding",
              draft
                  .header("Content-Length: 4")
                  .header("Transfer-Encoding: chunked")
                  .framed("c\r\n" + OBJECT + "\r\n0\r\n\r\n" + SECOND));
      case 3 ->
          Malformed.hiding(
              "length after a folded line",
              draft
                  .header("X-A: b\r\n Content-Length: 12")
                  .header("Content-Length: 0")
                  .framed(SECOND));
      default -> Malformed.cut("cut", draft.header("Content-Length: 5000").framed(OBJECT));
    };
  }

  private Malformed coding() {
    Draft draft = to(one(TARGETS));
    String name =
        one(
            List.of(
                "Transfer-Encoding: ",
                "Transfer-Encoding : ",
                "transfer-encoding:",
                "Transfer-Encoding:\r\n "));
    return switch (random.nextInt(4)) {
      case 0 ->
          Malformed.hiding(
              "coding", draft.header(name + one(CODINGS)).framed("0\r\n\r\n" + SECOND));
      case 1 ->
          Malformed.hiding(
              "two codings",
              draft
                  .header("Transfer-Encoding: chunked")
                  .header("Transfer-Encoding: identity")
                  .framed("0\r\n\r\n" + SECOND));
      case 2 ->
          Malformed.cut(
              "cut chunk",
              draft.header("Transfer-Encoding: chunked").framed(one(OPEN_CHUNKS) + OBJECT));
      default ->
          Malformed.hiding(
              "chunk", draft.header("Transfer-Encoding: chunked").framed(one(CHUNKS) + SECOND));
    };
  }

  private Malformed header() {
    String header = one(HEADERS);
    Draft draft = to(random.nextBoolean() ? "GET " + SPACES : one(TARGETS)).header(header);
    return Malformed.of(
        "header " + header,
        random.nextInt(4) == 0 ? draft.withoutHost() : draft.body(bodies.fields()));
  }

  private Malformed line() {
    String line = one(LINES);
    Draft draft = new Draft(line);
    return Malformed.of("line " + line, random.nextBoolean() ? draft : draft.authorized(token));
  }

  private Malformed authorization() {
    String value = random.nextInt(3) == 0 ? "Basic " + noise(40) : one(AUTHORIZATIONS);
    Draft draft = Draft.of("GET", SPACES + "/1").header("Authorization: " + value);
    return Malformed.of(
        "authorization " + value, random.nextInt(5) == 0 ? draft.authorized(token) : draft);
  }

  private Malformed large() {
    return switch (random.nextInt(6)) {
      case 0 ->
          Malformed.of(
              "long header",
              to("GET /user").header("X-A: " + "a".repeat(1_000 + random.nextInt(90_000))));
      case 1 -> Malformed.of("many headers", many(to("GET /user"), random.nextInt(3_000)));
      case 2 ->
          Malformed.of(
              "long path",
              to("GET /" + one(List.of("a", "/", "%41", "../")).repeat(random.nextInt(20_000))));
      case 3 ->
          Malformed.of(
              "length too large",
              to(one(TARGETS))
                  .header("Expect: 100-continue")
                  .header("Content-Length: 900000000")
                  .framed(""));
      case 4 ->
          Malformed.of(
              "long text",
              to("POST " + SPACES)
                  .body("{\"name\":\"" + "x".repeat(random.nextInt(100_000)) + "\"}"));
      default -> Malformed.of("get with a body", to("GET " + SPACES).body(bodies.next()));
    };
  }

  private static Draft many(Draft draft, int count) {
    for (int i = 0; i < count; i++) {
      draft.header("X-" + i + ": " + i);
    }
    return draft;
  }

  private Draft to(String methodAndPath) {
    return new Draft(methodAndPath + " HTTP/1.1").authorized(token);
  }

  private String noise(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return Base64.getEncoder()
        .encodeToString(
            new String(bytes, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8));
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
