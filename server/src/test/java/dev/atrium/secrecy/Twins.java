// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Product;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
import dev.atrium.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two servers on which a member of an organization is shown the same. They differ in what is hidden
 * from the member: spaces of the same numbers, which name other things.
 */
final class Twins implements AutoCloseable {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  private final Twin one;
  private final Twin other;

  Twins(Product product) {
    one = new Twin(TestServer.alike(product, CLOCK, World.URL));
    other = new Twin(TestServer.alike(product, CLOCK, World.URL));
  }

  /** Does the same on both, and answers what both answer. */
  <T> T both(Function<Twin, T> what) {
    T answer = what.apply(one);
    assertThat(what.apply(other)).isEqualTo(answer);
    return answer;
  }

  /**
   * Makes a hidden space on both: one names these resources, and the other as many notes.
   *
   * @return its path
   */
  String hidden(List<Map<String, @Nullable Object>> resources) {
    return both(twin -> {
      String space = twin.acme.space("hidden", "base_role", "no_access");
      resources.forEach(
          resource -> twin.acme.attach(space, twin == one ? resource : Resources.note("n", "t")));
      twin.settle();
      return space;
    });
  }

  /** Does something on the server where the hidden spaces name something. */
  void where(Consumer<Twin> what) {
    what.accept(one);
  }

  /** Holds the answers to the member to be the same, byte for byte, and returns them. */
  List<Answer> same(String space, List<String> paths) {
    one.settle();
    other.settle();
    return paths.stream()
        .map(path -> {
          Answer answer = one.member.get(space + path);
          assertThat(Answers.difference(answer, other.member.get(space + path))).as(path).isEmpty();
          return answer;
        })
        .toList();
  }

  static String search(String query) {
    return "/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    one.server.close();
    other.server.close();
  }

  /** One of the two servers. */
  static final class Twin {
    final TestServer server;
    final Client owner;
    final Client member;
    final Samples acme;

    private Twin(TestServer server) {
      this.server = server;
      owner = server.user("owner");
      member = server.user("member");
      server.organization("acme", "owner");
      acme = new Samples(owner, "/orgs/acme");
      acme.member("member");
      acme.grantNothing();
    }

    /** Writes a file to a branch of a repository of the organization, and answers its new id. */
    String write(String repository, String branch, String path, String text, String message) {
      String at = "/repos/acme/%s/contents/%s".formatted(repository, path);
      Answer known = owner.get(at + "?ref=" + branch);
      String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      String body =
          known.status() == 200
              ? json(
                  "message",
                  message,
                  "content",
                  content,
                  "branch",
                  branch,
                  "sha",
                  known.json("sha").asText())
              : json("message", message, "content", content, "branch", branch);
      Answer written = owner.put(at, body);
      assertThat(written.status()).as(written.text()).isBetween(200, 201);
      return written.json("content/sha").asText();
    }

    /** Makes a space that the member reads. */
    String space(List<Map<String, @Nullable Object>> resources) {
      String space = acme.space("shown", "base_role", "reader");
      resources.forEach(resource -> acme.attach(space, resource));
      settle();
      return space;
    }

    void settle() {
      Indexed.settle(server);
    }
  }
}
