// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Product;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A data folder on a full disk: a small file system in memory, which only the server's process
 * sees. Skipped where the system lets nobody mount one.
 */
@Timeout(240)
class FullDiskTest {
  private static final String MOUNT = "mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"";
  private static final List<String> NAMESPACE = List.of("unshare", "-rm", "sh", "-c", MOUNT);
  private static final long SOON_NANOS = 15_000_000_000L;

  @ParameterizedTest
  @EnumSource(Product.class)
  void fullDisk_isSaidOnce_andServiceResumesByItself(Product product) throws Exception {
    Installation installation = new Installation(Product.temporaryFolder(), product.freshUrl());
    assumeTrue(canMount(installation.data()), "This system lets nobody mount a file system");
    try (Program program = Program.start(installation, command(installation))) {
      Client client = Installation.user(program.url(), "octocat");
      Path data = Path.of("/proc/" + program.id() + "/root" + installation.data());
      client.post("/user/repos", json("name", "app")).expect(201);
      put(client, "first", 10).expect(201);
      space(client).expect(201);

      fill(data.resolve("filler"));
      for (int i = 0; i < 10; i++) {
        assertRefused(put(client, "second", 10));
        if (product == Product.SQLITE) {
          assertRefused(space(client));
        }
      }
      Answer ready = client.get("/health/ready").expect(503);
      assertThat(ready.json("message").asText())
          .isEqualTo(
              product == Product.SQLITE
                  ? "Writes to the database fail: the disk is full."
                  : "Writes to repositories fail: the disk is full.");
      client.get("/health/live").expect(200);
      client.get("/repos/octocat/app/contents/first").expect(200);
      client.get("/repos/octocat/app/contents/second").expect(404);
      assertThat(client.get("/users/octocat/copilot-spaces").json("spaces").size()).isEqualTo(1);
      assertThat(unfinished(data)).isEmpty();

      Files.delete(data.resolve("filler"));
      until(() -> client.get("/health/ready").status() == 200);
      put(client, "second", 10).expect(201);
      space(client).expect(201);
      assertThat(Files.readString(Program.errors(installation)))
          .containsOnlyOnce("Writes to repositories fail")
          .containsOnlyOnce("Writes to repositories succeed again")
          .satisfies(log ->
              assertThat(log.split("level=WARN", -1))
                  .hasSize(product == Product.SQLITE ? 3 : 2)) // One for each that failed.
          .doesNotContain("\tat ", "level=ERROR");
    }
  }

  private static List<String> command(Installation installation) {
    List<String> command = new ArrayList<>(NAMESPACE);
    command.add(installation.data().toString());
    command.addAll(Program.command(installation, 256));
    return command;
  }

  private static boolean canMount(Path folder) throws InterruptedException {
    List<String> command = new ArrayList<>(NAMESPACE);
    command.addAll(List.of(folder.toString(), "true"));
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }

  private static void fill(Path filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] some = new byte[4096];
      while (true) {
        out.write(some);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static Answer put(Client client, String path, int size) {
    String content =
        Base64.getEncoder().encodeToString("x".repeat(size).getBytes(StandardCharsets.UTF_8));
    return client.put(
        "/repos/octocat/app/contents/" + path, json("message", "Add", "content", content));
  }

  private static Answer space(Client client) {
    return client.post("/users/octocat/copilot-spaces", json("name", "s".repeat(50)));
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.expect(503).header("Retry-After")).isPresent();
    assertThat(answer.json("message").asText()).endsWith("Nothing was changed.");
  }

  /** What a write left behind that was not completed. */
  private static List<Path> unfinished(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("repositories"))) {
      return files
          .filter(file -> file.toString().matches(".*(\\.lock|\\.tmp|/\\.unfinished[^/]*)"))
          .toList();
    }
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + SOON_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("too late").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
