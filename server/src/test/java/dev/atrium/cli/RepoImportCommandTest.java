// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What {@code atrium repo import} leaves behind when it fails, and how it brings up to date. */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class RepoImportCommandTest {
  private static final String TOKEN = "test-admin-token";
  @Parameter Product product;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path source = Product.temporaryFolder();
  private Path data;
  private Optional<String> database;

  @BeforeEach
  void prepare() throws GitAPIException, IOException {
    data = product.freshFolder();
    database = product.freshUrl();
    Git.init().setDirectory(source.toFile()).setInitialBranch("trunk").call().close();
    commit("first");
    serve(admin -> admin.get("/user").expect(200));
  }

  @Test
  void whatCannotBeImported_leavesNoRepository() throws IOException {
    importing(2, source.resolve("nowhere").toString());
    assertThat(said()).contains("takes a git repository on this machine");
    importing(2, "https://example.com/acme/hello.git");
    assertThat(said()).contains("Clone it first: git clone --bare https://example.com");
    Path lost = anObject();
    byte[] content = Files.readAllBytes(lost);
    Files.delete(lost);
    importing(1, source.toString());
    serve(admin -> admin.get("/repos/admin/hello").expect(404));
    assertThat(data.resolve("repositories").toFile().list())
        .containsExactlyInAnyOrder(".in-use", ".installation");
    Files.write(lost, content);
    importing(0, source.toString());
    serve(admin -> admin.get("/repos/admin/hello/contents/first").expect(200));
  }

  @Test
  void anExistingRepository_isBroughtUpToDate() throws IOException, GitAPIException {
    importing(2, source.toString(), "--update");
    assertThat(said()).contains("There is no repository admin/hello");
    importing(0, source.toString());
    commit("second");
    importing(2, source.toString());
    assertThat(said()).contains("with --update");
    importing(0, source.toString(), "--update");
    serve(admin -> admin.get("/repos/admin/hello/contents/second").expect(200));
  }

  @Test
  void commitsThatTheSourceLacks_stay() throws IOException, GitAPIException {
    importing(0, source.toString());
    String text = Base64.getEncoder().encodeToString(new byte[] {'x'});
    serve(admin ->
        admin
            .put("/repos/admin/hello/contents/ours", json("message", "Ours", "content", text))
            .expect(201));
    commit("second");
    try (Git git = Git.open(source.toFile())) {
      git.branchCreate().setName("new").call();
    }
    importing(1, source.toString(), "--update");
    assertThat(said()).contains("they have commits that").contains("lacks: trunk.");
    serve(admin -> {
      admin.get("/repos/admin/hello/contents/ours").expect(200);
      admin.get("/repos/admin/hello/contents/second").expect(404);
      admin.get("/repos/admin/hello/contents/second?ref=new").expect(200);
    });
  }

  private void commit(String file) throws IOException, GitAPIException {
    Files.writeString(source.resolve(file), file);
    try (Git git = Git.open(source.toFile())) {
      git.add().addFilepattern(file).call();
      git.commit()
          .setMessage(file)
          .setAuthor("octocat", "octocat@example.com")
          .setCommitter("octocat", "octocat@example.com")
          .setSign(false)
          .call();
    }
  }

  private Path anObject() throws IOException {
    try (Stream<Path> files = Files.walk(source.resolve(".git/objects"))) {
      return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
  }

  private void serve(Consumer<Client> work) {
    Config config = Config.of(data).database(database).adminToken(TOKEN).rateLimit(0).build();
    try (Server server = new Server(config).start()) {
      work.accept(new Client("http://127.0.0.1:" + server.port(), TOKEN));
    }
  }

  private void importing(int code, String path, String... more) {
    err.reset();
    List<String> args = new ArrayList<>(List.of("repo", "import", path, "admin/hello"));
    args.addAll(List.of("--data", data.toString()));
    database.ifPresent(url -> args.addAll(List.of("--database", url)));
    args.addAll(List.of(more));
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertThat(Commands.run(args.toArray(String[]::new), errors, errors))
        .as(said())
        .isEqualTo(code);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
