// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.atrium.http.LimitSettings;
import dev.atrium.http.Proxies;
import dev.atrium.http.RateLimit;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import dev.atrium.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is counted, by whom, and what is answered past it (behaviour §9). */
class LimitsTest {
  private static final String WRONG = "ghp_000000000000000000000000000000000000";

  private static TestServer start(int token, int address, int writes, int attempts) {
    return TestServer.start(
        Product.SQLITE,
        new LimitSettings(token, address, writes, attempts, Proxies.of("127.0.0.1")));
  }

  @Test
  void aTokensLimit_isExactForManyAtOnce() throws InterruptedException, ExecutionException {
    try (TestServer server = start(500, 60, 0, 0);
        ExecutorService clients = Executors.newFixedThreadPool(32)) {
      Client octocat = server.user("octocat");
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 700; i++) {
        answers.add(clients.submit(() -> octocat.get("/user").status()));
      }
      int let = 0;
      for (Future<Integer> answer : answers) {
        let += answer.get() == 200 ? 1 : 0;
      }
      assertThat(let).isEqualTo(500);
      Answer past = octocat.get("/user").expect(403);
      assertThat(past.json("message").asText())
          .startsWith("API rate limit exceeded. Try again in ");
      assertThat(Integer.parseInt(past.header("Retry-After").orElseThrow())).isBetween(1, 3600);
      assertThat(past.header("X-RateLimit-Remaining")).contains("0");
      assertThat(octocat.get("/rate_limit").expect(200).json("rate/remaining").asInt()).isZero();
      server.admin().get("/user").expect(200);
    }
  }

  @Test
  void addressesWithoutATokenOrWithAWrongOne_countTogether_andTokensDoNot() {
    try (TestServer server = start(1000, 20, 0, 0)) {
      Client octocat = server.user("octocat");
      Client anonymous = server.admin().anonymous();
      for (int i = 0; i < 10; i++) {
        anonymous.get("/zen").expect(200);
        octocat.with(WRONG).get("/user").expect(401);
      }
      assertThat(anonymous.get("/zen").expect(403).header("Retry-After")).isPresent();
      assertThat(octocat.with(WRONG).get("/user").expect(403).json("message").asText())
          .startsWith("API rate limit exceeded. Try again in ");
      octocat.get("/user").expect(200);
      anonymous.get("/zen", "X-Forwarded-For", "192.0.2.1").expect(200);
      anonymous.get("/zen", "X-Forwarded-For", "127.0.0.1").expect(403);
      anonymous.get("/health/live").expect(200);
    }
  }

  @Test
  void anAddressThatTriedTooManyTokens_mayOnlyUseThoseThatNobodyGuesses() {
    try (TestServer server = start(1000, 1000, 0, 5)) {
      Client octocat = server.user("octocat");
      Client admin = server.admin();
      for (int i = 0; i < 5; i++) {
        admin.with("guess-" + i).get("/user").expect(401);
      }
      Answer throttled = admin.get("/user").expect(403);
      assertThat(throttled.json("message").asText())
          .isEqualTo("Maximum number of login attempts exceeded. Please try again later.");
      assertThat(throttled.header("Retry-After")).isPresent();
      octocat.get("/user").expect(200);
      admin.get("/user", "X-Forwarded-For", "192.0.2.1").expect(200);
    }
  }

  /** Behind a proxy that is not trusted, everybody comes from one address. */
  @Test
  void aStrongAdminToken_isNeverLockedOut() {
    String strong = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    Path data = Product.SQLITE.freshFolder();
    Config config =
        Config.of(data)
            .adminToken(strong)
            .limits(new LimitSettings(1000, 1000, 0, 5, Proxies.none()))
            .build();
    try (Server server = new Server(config).start()) {
      Client admin = new Client("http://127.0.0.1:" + server.port(), strong);
      for (int i = 0; i < 20; i++) {
        admin.with("guess-" + i).get("/user");
        admin.with(strong.replace('0', '1')).get("/user").expect(401);
        admin.get("/user").expect(200);
      }
      admin.with("guess").get("/user").expect(403);
    }
  }

  @Test
  void theLog_saysFromWhenOnACorrectTokenIsRefused() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(RateLimit.class);
    log.start();
    logger.addAppender(log);
    try (TestServer server = start(1000, 1000, 0, 5)) {
      Client admin = server.admin();
      for (int i = 0; i < 10; i++) {
        admin.with("guess-" + i).get("/user", "X-Forwarded-For", "192.0.2.7");
      }
      admin.get("/user", "X-Forwarded-For", "192.0.2.7").expect(403);
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith("192.0.2.7 sent 5 invalid tokens within five minutes")
        .contains("even if it is correct", "--trusted-proxies");
  }

  @Test
  void aBurstOfWrites_isToldInWordsThatClientsKnow() {
    try (TestServer server = start(1000, 60, 3, 0)) {
      Client octocat = server.user("octocat");
      for (int i = 0; i < 3; i++) {
        new Samples(octocat, "/users/octocat").space("s");
      }
      Answer past = octocat.post("/users/octocat/copilot-spaces", "{\"name\":\"s\"}").expect(403);
      assertThat(past.json("message").asText()).contains("secondary rate limit");
      assertThat(past.json("documentation_url").asText()).endsWith("secondary-rate-limits");
      assertThat(past.header("Retry-After")).isPresent();
      octocat.get("/users/octocat/copilot-spaces").expect(200);
    }
  }

  @Test
  void signInsCount_apartFromOtherRequests() {
    try (TestServer server = start(1000, 2, 0, 0)) {
      Client anonymous = server.admin().anonymous();
      for (int i = 0; i < 40; i++) {
        anonymous.post("/login/oauth/access_token", "client_id=x").expect(200);
      }
      Answer past = anonymous.post("/login/oauth/access_token", "client_id=x").expect(403);
      assertThat(past.json("message").asText()).contains("too many sign-ins");
      assertThat(past.header("Retry-After")).isPresent();
      anonymous.get("/zen").expect(200);
    }
  }

  @Test
  void switchedOff_nothingIsLimited() {
    try (TestServer server = start(0, 1, 1, 1)) {
      Client octocat = server.user("octocat");
      for (int i = 0; i < 5; i++) {
        server.admin().with("guess").get("/user").expect(401);
        server.admin().anonymous().get("/zen").expect(200);
        new Samples(octocat, "/users/octocat").space("s");
      }
      assertThat(octocat.get("/user").header("X-RateLimit-Limit")).isEmpty();
      octocat.get("/rate_limit").expect(404);
    }
  }
}
