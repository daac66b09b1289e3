// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitUser;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What is counted, and what may be there only once, under many writers. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the product.
class NumbersTest {
  private static final int CLIENTS = 32;
  private static final String SPACES = "/users/octocat/copilot-spaces";

  @Parameter Product product;

  @Test
  void create_byManyAtOnce_countsUp_withoutGapOrDouble() {
    int count = Counts.of(300, 2_000);
    try (Server server = Installation.fresh(product).serve()) {
      Client octocat = Installation.user(server.urls().publicUrl(), "octocat");
      Queue<Long> numbers = new ConcurrentLinkedQueue<>();
      Crowd.share(
          CLIENTS,
          count,
          i ->
              numbers.add(
                  octocat
                      .post(SPACES, json("name", "space " + i))
                      .expect(201)
                      .json("number")
                      .asLong()));
      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
    }
  }

  @Test
  void createFile_alikeAtOnce_leavesOne() {
    Installation installation = Installation.fresh(product);
    String token = tokenOfOctocat(installation);
    String file = json(file(repository(installation), "README.md"));
    int count = Counts.of(200, 1_000);
    try (Server server = installation.serve()) {
      Client octocat = new Client(server.urls().publicUrl(), token);
      String resources = new Samples(octocat, "/users/octocat").space("a") + "/resources";
      Queue<Answer> answers = new ConcurrentLinkedQueue<>();
      Crowd.share(CLIENTS, count, i -> answers.add(octocat.post(resources, file)));
      assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
      assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
      assertThat(answers.stream().map(answer -> answer.json("id").asLong()).distinct()).hasSize(1);
      assertThat(octocat.get(resources).expect(200).json("resources")).hasSize(1);
    }
  }

  private static String tokenOfOctocat(Installation installation) {
    try (Server server = installation.serve()) {
      return String.valueOf(Installation.user(server.urls().publicUrl(), "octocat").token());
    }
  }

  /** A repository of octocat's with one file. */
  private static long repository(Installation installation) {
    try (Database database = installation.open();
        GitRepositories git = new GitRepositories(installation.data().resolve("repositories"))) {
      long id = database.write(NumbersTest::insert);
      git.open(id, "main")
          .writer()
          .commit(
              "main",
              Map.of("README.md", "Hello\n".getBytes(StandardCharsets.UTF_8)),
              "Say hello",
              new GitUser("octocat", "octocat@example.com", Instant.EPOCH));
      return id;
    }
  }

  private static long insert(Transaction transaction) {
    transaction.changed(new Change.Directory());
    return transaction
        .handle()
        .createQuery(
            """
            INSERT INTO repository (owner_id, name, name_key, private, archived, default_branch,
              next_issue_number, created_at, updated_at)
            SELECT id, 'hello', 'hello', FALSE, FALSE, 'main', 1, 0, 0 FROM account WHERE login_key = 'octocat'
            RETURNING id
            """)
        .mapTo(Long.class)
        .one();
  }
}
