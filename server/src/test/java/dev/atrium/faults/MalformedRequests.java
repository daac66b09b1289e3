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
                      + one(OddPieces.QUERIES)));
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
      path.append(random.nextInt(4) == 0 ? "" : "/").append(one(OddPieces.PARTS));
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
              "length",
              draft.header("Content-Length: " + one(OddPieces.LENGTHS)).framed(OBJECT + SECOND));
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
              "coding", draft.header(name + one(OddPieces.CODINGS)).framed("0\r\n\r\n" + SECOND));
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
              draft
                  .header("Transfer-Encoding: chunked")
                  .framed(one(OddPieces.OPEN_CHUNKS) + OBJECT));
      default ->
          Malformed.hiding(
              "chunk",
              draft.header("Transfer-Encoding: chunked").framed(one(OddPieces.CHUNKS) + SECOND));
    };
  }

  private Malformed header() {
    String header = one(OddPieces.HEADERS);
    Draft draft = to(random.nextBoolean() ? "GET " + SPACES : one(TARGETS)).header(header);
    return Malformed.of(
        "header " + header,
        random.nextInt(4) == 0 ? draft.withoutHost() : draft.body(bodies.fields()));
  }

  private Malformed line() {
    String line = one(OddPieces.LINES);
    Draft draft = new Draft(line);
    return Malformed.of("line " + line, random.nextBoolean() ? draft : draft.authorized(token));
  }

  private Malformed authorization() {
    String value = random.nextInt(3) == 0 ? "Basic " + noise(40) : one(OddPieces.AUTHORIZATIONS);
    Draft draft = Draft.of("GET", SPACES + "/1").header("Authorization: " + value);
    return Malformed.of(
        "authorization " + value, random.nextInt(5) == 0 ? draft.authorized(token) : draft);
  }

  private Malformed large() {
    return switch (random.nextInt(7)) {
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
      case 5 -> Malformed.slow("slow", to(one(TARGETS)).body(bodies.next()));
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
