// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that a page of another origin makes a browser send. The browser adds Basic by itself, so
 * with Basic nothing may change.
 */
class ForeignOriginsTest {
  private static final String REFUSED = "from a page of another origin";
  private static final List<List<String>> FOREIGN =
      List.of(
          List.of("Sec-Fetch-Site", "cross-site"),
          List.of("Sec-Fetch-Site", "same-site"),
          List.of("Origin", "https://elsewhere.example.com"),
          List.of("Origin", "null"));

  private final TestServer server = TestServer.start(Product.SQLITE);
  private final Client octocat = server.user("octocat");

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer send(String method, String path, String authorization, List<String> origin) {
    return octocat
        .anonymous()
        .send(
            method,
            path,
            method.equals("GET") ? null : json("name", "taken"),
            "Authorization",
            authorization,
            origin.get(0),
            origin.get(1),
            "Content-Type",
            "text/plain");
  }

  private static String basic(String name, String password) {
    String pair = name + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noWriteOfTheApi_isDoneWithBasic() {
    String basic = basic("octocat", String.valueOf(octocat.token()));
    int writes = 0;
    for (Route route : server.routes()) {
      boolean rest = route.profile() == Profile.REST || route.profile() == Profile.GIT;
      if (rest && !route.method().equals("GET")) {
        String path = route.path().replaceAll("\\{[^}]*\\}", "1");
        Answer answer = send(route.method(), path, basic, FOREIGN.get(writes % FOREIGN.size()));
        assertThat(answer.expect(403).text()).as(route.path()).contains(REFUSED);
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        writes++;
      }
    }
    assertThat(writes).isGreaterThan(90);
    octocat.get("/repos/octocat/taken").expect(404);
  }

  @Test
  void aToken_thatThePageKnows_isGoodFromAnywhere() {
    String bearer = "Bearer " + octocat.token();
    send("POST", "/user/repos", bearer, FOREIGN.get(2)).expect(201);
    send("DELETE", "/repos/octocat/taken", "token " + octocat.token(), FOREIGN.get(0)).expect(204);
  }

  @Test
  void basic_isGoodFromOurPages_andFromPrograms() {
    String basic = basic("octocat", String.valueOf(octocat.token()));
    send("POST", "/user/repos", basic, List.of("Sec-Fetch-Site", "same-origin")).expect(201);
    send("DELETE", "/repos/octocat/taken", basic, List.of("X-No", "origin")).expect(204);
    send("GET", "/user", basic, FOREIGN.get(0)).expect(200);
  }

  @Test
  void basic_mayCarryTheTokenAsTheName() {
    String token = String.valueOf(octocat.token());
    for (String password : List.of("", "x-oauth-basic")) {
      send("GET", "/user", basic(token, password), List.of("X-No", "origin")).expect(200);
    }
    send("GET", "/user", basic(token, "wrong"), List.of("X-No", "origin")).expect(401);
  }

  @Test
  void basic_isAskedFor_byPagesOnly() {
    String user = "/login/oauth/authorize?client_id=1";
    Client anonymous = octocat.anonymous();
    assertThat(anonymous.get(user, "Accept", "text/html").expect(401).header("WWW-Authenticate"))
        .isPresent();
    assertThat(anonymous.get("/user", "Accept", "text/html").expect(401).header("WWW-Authenticate"))
        .isEmpty();
    assertThat(
            anonymous
                .post("/login/device", "a=b", "Accept", "text/html")
                .expect(401)
                .header("WWW-Authenticate"))
        .isEmpty();
  }
}
