// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.Permission;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries as clients send them, encoded or not. */
class QueryTest {
  private static final String AUTHORIZATION = "Authorization: Bearer " + Door.TOKEN;
  private static final String AGENT = "User-Agent: test";

  private final Door door =
      new Door(
          LimitSettings.standard().perToken(0),
          Door.route(
              Profile.REST,
              "GET",
              "/rest",
              Permission.SIGNED_IN,
              request ->
                  Response.text(request.query("q").orElse("-"), "text/plain; charset=utf-8")));

  @AfterEach
  void stop() {
    door.close();
  }

  private String ask(String query) throws IOException {
    return door.send("GET /rest?" + query, AUTHORIZATION, AGENT);
  }

  @Test
  void charactersThatClientsSendAsTheyAre_areTaken() throws IOException {
    String raw = "[a]^|{b}\\`<>\"";
    assertThat(ask("q=" + raw)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + raw);
    assertThat(ask("labels[]=x&q=%7Bb%7D")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n{b}");
    assertThat(ask("")).startsWith("HTTP/1.1 200");
  }

  /** Servers must take this form (RFC 9112, 3.2.2), which clients of a proxy send. */
  @Test
  void targetsInAbsoluteForm_areTaken() throws IOException {
    for (String target : new String[] {"http://127.0.0.1/rest", "HTTPS://a.example.com:8/rest"}) {
      assertThat(door.send("GET " + target + "?q=1", AUTHORIZATION, AGENT))
          .startsWith("HTTP/1.1 200")
          .endsWith("\r\n\r\n1");
    }
    assertThat(door.send("GET http://127.0.0.1", AUTHORIZATION, AGENT)).startsWith("HTTP/1.1 404");
  }

  @Test
  void moreThan100Parameters_areRefused() throws IOException {
    assertThat(ask("a&".repeat(99) + "q=1")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n1");
    assertThat(ask("a&".repeat(100) + "q=1"))
        .startsWith("HTTP/1.1 400")
        .contains("The query has too many parameters: at most 100.");
  }

  @Test
  void whatCannotBeDecoded_isRefusedAndLogged() throws IOException {
    for (String wrong : new String[] {"q=%", "q=%z1", "q=%1", "q=\u00e9", "q=\u0001"}) {
      assertThat(ask(wrong)).startsWith("HTTP/1.1 400").contains("The query is not ASCII");
    }
    assertThat(door.log()).contains("status=400");
  }
}
