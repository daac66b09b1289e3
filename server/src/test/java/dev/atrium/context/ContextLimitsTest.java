// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.file;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import dev.atrium.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The limits of what is read for models, and of what is answered. */
@EachDatabase
record ContextLimitsTest(Product product) {
  private static final String RAW = "application/vnd.github.raw";

  private void with(ContextLimits limits, BiConsumer<Client, Samples> test) {
    try (TestServer server = TestServer.start(product, limits)) {
      Client octocat = server.user("octocat");
      server.organization("acme", "octocat");
      test.accept(octocat, new Samples(octocat, "/orgs/acme"));
    }
  }

  private static void write(Client by, String path, String text) {
    String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    by.put("/repos/acme/pay/contents/" + path, json("message", "m", "content", content))
        .expect(201);
  }

  @Test
  void aFileThatIsTooLarge_saysSo_andIsNotRead() {
    with(
        new ContextLimits(100, 1_000),
        (octocat, acme) -> {
          long pay = acme.repository("pay");
          write(octocat, "fits.txt", "zebra ".repeat(16) + "end\n");
          write(octocat, "large.txt", "zebra ".repeat(16) + "ends\n");
          String space = acme.space("s");
          long resource = acme.attach(space, wholeRepository(pay));
          Indexed.await(octocat, space);
          JsonNode documents = octocat.get(space + "/documents").expect(200).json("documents");
          assertThat(documents.findValuesAsText("state")).containsExactly("ready", "too_large");
          assertThat(documents.get(1).path("reason").asText())
              .isEqualTo("It is larger than this server lets a file be.");
          assertThat(documents.get(1).path("bytes").asInt()).isEqualTo(101);
          String large = space + "/documents/" + resource + "/large.txt";
          assertThat(octocat.get(large).expect(200).json().has("text")).isFalse();
          octocat.get(large, "Accept", RAW).expect(403);
          octocat.get(space + "/documents/" + resource + "/fits.txt", "Accept", RAW).expect(200);
          for (String query : new String[] {"zebra", "zebra&mode=exact"}) {
            JsonNode found = octocat.get(space + "/search?q=" + query).expect(200).json("results");
            assertThat(found.findValuesAsText("title")).containsExactly("fits.txt");
          }
        });
  }

  @Test
  void aSourceOfMoreFiles_saysSo_whereverItIsRead() {
    with(
        new ContextLimits(1_000, 3),
        (octocat, acme) -> {
          long pay = acme.repository("pay");
          for (String name : new String[] {"a", "b", "c", "d", "e/f"}) {
            write(octocat, name, "zebra\n");
          }
          String space = acme.space("s");
          acme.attach(space, wholeRepository(pay));
          acme.attach(space, file(pay, "e"));
          Indexed.await(octocat, space);
          String reason = "It has more files than a source may have: only the first 3 are read.";
          JsonNode sources = octocat.get(space + "/sources").expect(200).json("sources");
          assertThat(sources.get(0).path("reason").asText()).isEqualTo(reason);
          assertThat(sources.get(0).path("documents").asInt()).isEqualTo(3);
          assertThat(sources.get(1).path("reason").isNull()).isTrue();
          assertThat(octocat.get(space + "/documents").json("total_count").asInt()).isEqualTo(4);
          Answer found = octocat.get(space + "/search?q=zebra").expect(200);
          assertThat(found.json("total_count").asInt()).isEqualTo(4);
          assertThat(found.json("incomplete").get(0).path("reason").asText()).isEqualTo(reason);
        });
  }

  @Test
  void aSearch_hasAtMostAHundredResults_andAQuery4096CodePoints() {
    with(
        ContextLimits.STANDARD,
        (octocat, acme) -> {
          String space = acme.space("s");
          acme.attach(space, note("n", "zebra\n".repeat(150)));
          Indexed.await(octocat, space);
          Answer found = octocat.get(space + "/search?q=zebra&mode=exact&limit=1000").expect(200);
          assertThat(found.json("total_count").asInt()).isEqualTo(150);
          assertThat(found.json("results")).hasSize(100);
          assertThat(octocat.get(space + "/search?q=zebra&mode=exact&limit=0").json("results"))
              .hasSize(10);
          octocat.get(space + "/search?q=" + "a".repeat(4_096)).expect(200);
          octocat.get(space + "/search?q=" + "a".repeat(4_097)).expect(422);
        });
  }
}
