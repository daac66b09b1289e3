// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.git.GitRepositories;
import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * A server whose data folder lacks the commits that its database records: the disk is not mounted,
 * or the folder is another one.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class MissingContentTest {
  private static final String TOKEN = "test-admin-token";
  private static final String FILE = json("message", "m", "content", "eA==");
  @Parameter Product product;
  private Path data;
  private Optional<String> database;
  private Path mounted;
  private Path away;

  @BeforeEach
  void unmount() throws IOException {
    data = product.freshFolder();
    database = product.freshUrl();
    serve(admin -> {
      admin.post("/user/repos", json("name", "old", "auto_init", true)).expect(201);
      admin.post("/user/repos", json("name", "empty")).expect(201);
      admin.get("/repos/admin/empty/contents/a").expect(404);
    });
    mounted = data.resolve("repositories");
    away = data.resolve("away");
    Files.move(mounted, away);
  }

  @Test
  void noSecondHistoryBegins_andTheOldOneIsThereOnceMounted() {
    serve(admin -> {
      isMissing(admin.get("/repos/admin/old/contents/README.md"));
      isMissing(admin.put("/repos/admin/old/contents/a", FILE));
      isMissing(admin.get("/repos/admin/old/commits"));
      isMissing(admin.patch("/repos/admin/old", json("default_branch", "next")));
      admin.get("/repos/admin/old").expect(200);
      admin.patch("/repos/admin/old", json("description", "d")).expect(200);
      assertThat(mounted.toFile().list()).containsExactlyInAnyOrder(".in-use", ".installation");
      admin.put("/repos/admin/empty/contents/a", FILE).expect(201);
      admin.post("/user/repos", json("name", "new", "auto_init", true)).expect(201);
    });
    try {
      Files.move(mounted, data.resolve("wrong"));
      Files.move(away, mounted);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    serve(admin -> {
      admin.get("/repos/admin/old/contents/README.md").expect(200);
      isMissing(admin.get("/repos/admin/empty/contents/a"));
      isMissing(admin.put("/repos/admin/empty/contents/b", FILE));
      admin.delete("/repos/admin/new").expect(204);
    });
  }

  @Test
  void doctor_listsThem_andTakesALossAsItIs() {
    assertThat(run(0, "doctor")).contains("  admin/old").doesNotContain("admin/empty");
    run(2, "doctor", "--accept-loss", "admin/empty");
    String refused = run(2, "repo", "import", away.resolve("1.git").toString(), "admin/old");
    assertThat(refused).contains("--accept-loss admin/old");
    assertThat(run(0, "doctor", "--accept-loss", "admin/old")).contains("admin/old is an empty");
    assertThat(run(0, "doctor")).contains("No content is missing");
    run(0, "repo", "import", away.resolve("1.git").toString(), "admin/old");
    serve(admin -> {
      admin.get("/repos/admin/old/contents/README.md").expect(200);
      assertThat(admin.get("/repos/admin/old").json("size").asInt()).isPositive();
    });
  }

  @Test
  void importOfNoCommits_leavesARepositoryThatIsEmpty() throws IOException {
    Path source = data.resolve("source");
    try (GitRepositories git = new GitRepositories(source)) {
      git.open(1, "main");
    }
    run(0, "repo", "import", source.resolve("1.git").toString(), "admin/none");
    serve(admin -> {
      admin.get("/repos/admin/none/contents/a").expect(404);
      admin.put("/repos/admin/none/contents/a", FILE).expect(201);
    });
  }

  @Test
  void twoServersWithFoldersOfTheirOwn_doNotBothWriteARepository() {
    if (database.isEmpty()) {
      return; // Two servers share PostgreSQL only.
    }
    Path other = product.freshFolder();
    serve(first ->
        serve(
            other,
            second -> {
              first.post("/user/repos", json("name", "r")).expect(201);
              for (Client server : List.of(first, second)) {
                server.get("/repos/admin/r/contents/a").expect(404);
              }
              first.put("/repos/admin/r/contents/a", FILE).expect(201);
              isMissing(second.put("/repos/admin/r/contents/b", FILE));
              isMissing(second.get("/repos/admin/r/contents/a"));
              first.put("/repos/admin/r/contents/c", FILE).expect(201);
            }));
  }

  private static void isMissing(Answer answer) {
    assertThat(answer.expect(503).json("message").asText()).contains("missing on this server");
    assertThat(answer.header("Retry-After")).contains("60");
  }

  private void serve(Consumer<Client> work) {
    serve(data, work);
  }

  private void serve(Path folder, Consumer<Client> work) {
    Config config = Config.of(folder).database(database).adminToken(TOKEN).rateLimit(0).build();
    try (Server server = new Server(config).start()) {
      work.accept(new Client("http://127.0.0.1:" + server.port(), TOKEN));
    }
  }

  private String run(int code, String... words) {
    List<String> args = new ArrayList<>(List.of(words));
    args.addAll(List.of("--data", data.toString()));
    database.ifPresent(url -> args.addAll(List.of("--database", url)));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
    PrintStream before = System.out;
    System.setOut(to);
    try {
      int exit = Commands.run(args.toArray(String[]::new), to, to);
      assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(code);
    } finally {
      System.setOut(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
