// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class DispatcherTest extends ServerTest {
  private static final String SPACES = "/users/octocat/copilot-spaces";
  private Client octocat;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
  }

  @Test
  void answers_haveGitHubsHeaders() {
    Answer answer = octocat.get("/user").expect(200);
    assertThat(answer.header("Content-Type")).contains("application/json; charset=utf-8");
    assertThat(answer.header("X-GitHub-Media-Type")).contains("github.v3; format=json");
    assertThat(answer.header("X-GitHub-Enterprise-Version")).contains("3.19.0");
    assertThat(answer.header("X-GitHub-Api-Version-Selected")).contains("2022-11-28");
    assertThat(answer.header("Cache-Control")).contains("private, max-age=60, s-maxage=60");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Content-Security-Policy"))
        .contains(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.header("X-GitHub-Request-Id")).isPresent();
    assertThat(answer.header("ETag").orElseThrow()).matches("W/\"[0-9a-f]{64}\"");
    assertThat(answer.header("X-RateLimit-Limit")).isEmpty();
  }

  @Test
  void head_isGetWithoutABody() {
    Answer get = octocat.get("/user");
    Answer head = octocat.send("HEAD", "/user", null).expect(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
  }

  @Test
  void options_answersPreflight_withoutAToken() {
    Answer answer = octocat.anonymous().send("OPTIONS", SPACES, null).expect(204);
    assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("PATCH");
  }

  @Test
  void version_unknown_is400_andKnown_isEchoed() {
    Answer refused = octocat.get("/user", "X-GitHub-Api-Version", "1999-01-01").expect(400);
    assertThat(refused.json("message").asText()).contains("2022-11-28", "2026-03-10");
    assertThat(
            octocat
                .get("/user", "X-GitHub-Api-Version", "2026-03-10")
                .header("X-GitHub-Api-Version-Selected"))
        .contains("2026-03-10");
    octocat.anonymous().get("/user", "X-GitHub-Api-Version", "1999-01-01").expect(401);
  }

  @Test
  void paths_thatAreNot_are404() {
    octocat.get("/user/").expect(404);
    octocat.get("/nothing").expect(404);
    octocat.send("PATCH", "/user", "{}").expect(404);
    octocat.get("/api/v3/").expect(200);
    octocat.get("/users/a%2Fb").expect(404);
    octocat.get("/users/%ff").expect(404);
    octocat.get(SPACES + "/1x").expect(404);
    octocat.get(SPACES + "/99999999999999999999").expect(404);
  }

  @Test
  void bodies_thatAreNoJsonObject_are400() {
    assertThat(octocat.post(SPACES, "{\"name\":").expect(400).json("message").asText())
        .isEqualTo("Problems parsing JSON");
    assertThat(octocat.post(SPACES, "[]").expect(400).json("message").asText())
        .isEqualTo("Body should be a JSON object");
    octocat.post(SPACES, "{} {}").expect(400);
    octocat.post(SPACES, "[".repeat(5000)).expect(400);
    octocat.post(SPACES, null).expect(422);
    octocat.post(SPACES, "{\"name\":\"a\\u0000b\"}").expect(422);
    octocat.post(SPACES, "{\"name\":\"a\\ud800b\"}").expect(422);
  }

  @Test
  void bodies_tooLarge_orEncoded_areRefused() {
    octocat.post(SPACES, "{\"name\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}").expect(413);
    octocat.post(SPACES, "{\"name\":\"x\"}", "Content-Encoding", "gzip").expect(415);
    octocat
        .post(SPACES, "{\"name\":\"x\"}", "Content-Type", "application/json; charset=utf-16")
        .expect(415);
    octocat
        .post(SPACES, "{\"name\":\"x\"}", "Content-Type", "application/x-www-form-urlencoded")
        .expect(201);
    octocat.get("/user").expect(200);
  }

  @Test
  void tokens_areTakenInEveryForm() {
    String token = String.valueOf(octocat.token());
    Client anonymous = octocat.anonymous();
    anonymous.get("/user", "Authorization", "token " + token).expect(200);
    String basic =
        Base64.getEncoder().encodeToString(("octocat:" + token).getBytes(StandardCharsets.UTF_8));
    anonymous.get("/user", "Authorization", "Basic " + basic).expect(200);
    Answer refused = anonymous.get("/user", "Authorization", "Bearer " + token + "x").expect(401);
    assertThat(refused.json("message").asText()).isEqualTo("Bad credentials");
    anonymous.get("/user", "Authorization", "Basic !").expect(401);
    anonymous.get("/", "Authorization", "Bearer nonsense").expect(401);
    anonymous.get("/").expect(200);
    anonymous.get("/health/ready").expect(200);
    anonymous.get("/zen").expect(200);
  }

  @Test
  void userAgent_isAskedFor() throws IOException {
    assertThat(raw("GET /zen HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("User-Agent");
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void whatIsNoRequest_isAnsweredInOurForm() throws IOException {
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("documentation_url");
  }

  @Test
  void aPathWithBytesThatMustBeEncoded_is400() throws IOException {
    String tail =
        " HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nConnection: close\r\nAuthorization: Bearer "
            + octocat.token()
            + "\r\n\r\n";
    for (String path : List.of("/users/\001", "/\u001b[31m", "/users/\u00c3\u00a9", "/a\u007f")) {
      assertThat(raw("GET " + path + tail)).as(path).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void rateLimit_countsDown_andRefuses() {
    try (TestServer limited = TestServer.start(Product.SQLITE, 20)) {
      Client client = limited.user("octocat");
      Answer first = client.get("/user").expect(200);
      assertThat(first.header("X-RateLimit-Limit")).contains("20");
      assertThat(first.header("X-RateLimit-Remaining")).contains("19");
      client.get("/user", "If-None-Match", first.header("ETag").orElseThrow()).expect(304);
      Answer limits = client.get("/rate_limit").expect(200);
      assertThat(limits.json("rate/used").asInt()).isEqualTo(1);
      for (String resource : List.of("core", "search", "graphql", "integration_manifest")) {
        assertThat(limits.json("resources/" + resource)).isEqualTo(limits.json("rate"));
      }
      // It names nothing that the client knows, and would make every read free.
      for (String all : List.of("*", "\"a\", *", "*,*")) {
        client.get("/user", "If-None-Match", all).expect(304);
      }
      for (int i = 0; i < 16; i++) {
        client.get("/user").expect(200);
      }
      assertThat(client.get("/user").expect(403).header("Retry-After")).isPresent();
    }
    octocat.get("/rate_limit").expect(404);
  }

  /** A header of 60 KB must not cost more than one of a few types, which are what clients send. */
  @Test
  void typesBeyondTheFirstOfAccept_areNotLookedAt() {
    String raw = "application/vnd.github.raw";
    String many = "a/b,".repeat(40) + raw;
    new Samples(octocat, "/users/octocat").privateRepositoryWithReadme("readme");
    String readme = "/repos/octocat/readme/contents/README.md";
    assertThat(octocat.get(readme, "Accept", "a/b, " + raw).expect(200).text()).startsWith("#");
    assertThat(octocat.get(readme, "Accept", many).expect(200).text()).startsWith("{");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
