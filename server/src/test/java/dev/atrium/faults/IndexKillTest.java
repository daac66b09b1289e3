// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Folders;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A kill amid ingestion: after it, the index is what a fresh one is. It answers the same, scores
 * included.
 */
@Order(5)
class IndexKillTest {
  private static final int SEED = 20_261_128;
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final String SPACE = "/users/admin/copilot-spaces/1";
  private static final List<String> WORDS =
      List.of("refund", "ledger", "card", "charge", "amount", "owner", "currency", "balance");

  private final Random random = new Random(SEED);

  @Test
  void killAmidIngestion_leavesAnIndexLikeAFreshOne() {
    Installation installation = Installation.fresh(Product.SQLITE);
    Program program = Program.start(installation);
    try {
      prepare(client(program));
      for (int round = 0; round < Counts.of(4, 50); round++) {
        write(client(program), round, 1 + random.nextInt(12));
        for (int i = random.nextInt(8); i > 0; i--) {
          client(program).get(SPACE + "/sources").expect(200);
        }
        program.kill();
        program = Program.start(installation);
      }
      List<String> answers = answers(client(program));
      program.kill();
      Folders.delete(index(installation));
      program = Program.start(installation);
      assertThat(answers(client(program))).isEqualTo(answers);
    } finally {
      program.close();
    }
  }

  @Test
  void anIndexThatIsDeletedUnderARunningServer_asAWholeOrInPart_comesBack() throws IOException {
    Installation installation = Installation.fresh(Product.SQLITE);
    try (Program program = Program.start(installation)) {
      Client admin = client(program);
      prepare(admin);
      write(admin, 0, 10);
      List<String> answers = answers(admin);
      Folders.delete(index(installation));
      awaitAnswers(admin, answers);
      deleteSome(index(installation));
      write(admin, 1, 1); // A writer finds out.
      Indexed.await(admin, SPACE);
      assertThat(admin.get(SPACE + "/search?q=refund").expect(200).json("results")).isNotEmpty();
    }
  }

  /** The server finds out a moment later, and builds the index again. */
  private static void awaitAnswers(Client admin, List<String> wanted) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    List<String> now = answers(admin);
    while (!now.equals(wanted) && System.nanoTime() < until) {
      now = answers(admin);
    }
    assertThat(now).isEqualTo(wanted);
  }

  private static void deleteSome(Path index) throws IOException {
    try (Stream<Path> files = Files.walk(index)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".cfs")).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path index(Installation installation) {
    return installation.data().resolve("index");
  }

  private static Client client(Program program) {
    return new Client(program.url(), Installation.ADMIN_TOKEN);
  }

  private static void prepare(Client admin) {
    long id = admin.post("/user/repos", json("name", "code")).expect(201).json("id").asLong();
    admin.post("/users/admin/copilot-spaces", json("name", "s")).expect(201);
    admin
        .post(
            SPACE + "/resources",
            json("resource_type", "repository", "metadata", Map.of("repository_id", id)))
        .expect(201);
    admin
        .post(
            SPACE + "/resources",
            json("resource_type", "free_text", "metadata", Map.of("name", "n", "text", "a refund")))
        .expect(201);
  }

  /** Writes new files, and every third time one that was there. */
  private void write(Client admin, int round, int files) {
    for (int i = 0; i < files; i++) {
      String path = i % 3 == 2 ? "same.txt" : "src/File" + round + "_" + i + ".java";
      String at = "/repos/admin/code/contents/" + path;
      Client.Answer known = admin.get(at);
      String content = Base64.getEncoder().encodeToString(text().getBytes(StandardCharsets.UTF_8));
      String message = WORDS.get(random.nextInt(WORDS.size())) + " of round " + round;
      admin
          .put(
              at,
              known.status() == 200
                  ? json("message", message, "content", content, "sha", known.json("sha").asText())
                  : json("message", message, "content", content))
          .expect(known.status() == 200 ? 200 : 201);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size())))
          .append(i % 7 == 0 ? "\n" : " ")
          .append(i % 11 == 0 ? Integer.toString(random.nextInt(50)) : "");
    }
    return text.toString();
  }

  /** Asks the same questions of every index, once it is complete. */
  private static List<String> answers(Client admin) {
    Indexed.await(admin, SPACE);
    Random asked = new Random(SEED);
    List<String> answers = new ArrayList<>();
    answers.add(withoutPort(admin.get(SPACE + "/documents?per_page=100").expect(200).text()));
    for (int i = 0; i < 200; i++) {
      String query =
          WORDS.get(asked.nextInt(WORDS.size()))
              + "+"
              + WORDS.get(asked.nextInt(WORDS.size()))
              + "+"
              + asked.nextInt(50);
      ObjectNode answer =
          (ObjectNode) admin.get(SPACE + "/search?limit=20&q=" + query).expect(200).json();
      answer.remove("took_ms");
      answers.add(withoutPort(answer.toString()));
    }
    return answers;
  }

  private static String withoutPort(String answer) {
    return answer.replaceAll("http://127.0.0.1:[0-9]+", "");
  }
}
