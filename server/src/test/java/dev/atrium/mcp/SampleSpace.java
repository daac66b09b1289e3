// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.wholeRepository;

import dev.atrium.testing.Client;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import dev.atrium.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A whole server, and on it a space with a repository and a note, which everything finds. */
final class SampleSpace implements AutoCloseable {
  /** A line that only one document has. */
  static final String LITERAL = "refund(amount, \"EUR\"); // line 61";

  private final TestServer server;
  private final Client octocat;

  SampleSpace() {
    server = TestServer.start(Product.SQLITE);
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    Samples acme = new Samples(octocat, "/orgs/acme");
    long pay = acme.privateRepository("pay");
    write("README.md", "# Pay\n\nCharges cards, and gives refunds.\n");
    write("docs/refunds.md", refunds());
    write("src/Card.java", "class Card {\n  void charge() {}\n}\n");
    String space =
        acme.space(
            "Payments",
            "description",
            "How we charge cards.",
            "general_instructions",
            "Answer from these documents. Name the file and the line.");
    acme.attach(space, wholeRepository(pay));
    acme.attach(space, note("Glossary", "PAN: the number of a card\n"));
    Indexed.await(octocat, space);
  }

  /** Returns a document of 120 lines, whose numbers are in them. */
  private static String refunds() {
    return IntStream.rangeClosed(1, 120)
        .mapToObj(line ->
            line == 1 ? "# Refunds" : line == 61 ? LITERAL : "How refunds are made, line " + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void write(String path, String text) {
    String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    octocat
        .put(
            "/repos/acme/pay/contents/" + path,
            json("message", "Write " + path, "content", content))
        .expect(201);
  }

  String url() {
    return server.url();
  }

  Client client() {
    return octocat;
  }

  String token() {
    return Objects.requireNonNull(octocat.token());
  }

  @Override
  public void close() {
    server.close();
  }
}
