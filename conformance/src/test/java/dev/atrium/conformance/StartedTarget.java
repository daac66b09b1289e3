// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program as it is packaged, in a process and on data of its own. */
final class StartedTarget implements Target {
  private static final Path PROGRAM = Path.of(System.getProperty("conformance.program", ""));
  private static final String SERVES = " serves ";
  private static final String ADMIN_TOKEN = "conformance-admin-token";
  private static final int PATIENCE_SECONDS = 15;

  private final Process process;
  private final Path data;
  private final String url;

  private StartedTarget(Process process, Path data, String url) {
    this.process = process;
    this.data = data;
    this.url = url;
  }

  /**
   * Starts it, and returns when it takes requests.
   *
   * @param database a JDBC URL of PostgreSQL; without one it is on SQLite
   */
  static StartedTarget start(Optional<String> database) {
    return start(database.map(url -> List.of("--database", url)).orElse(List.of()), Path.of("."));
  }

  /** Starts it with more options, in a folder that their paths are under. */
  static StartedTarget start(List<String> options, Path folder) {
    if (!Files.exists(PROGRAM)) {
      throw new IllegalStateException(
          PROGRAM.normalize() + " is not built: run mvn -pl conformance -am verify");
    }
    try {
      Path data = Files.createTempDirectory("atrium-conformance");
      ProcessBuilder builder =
          new ProcessBuilder(command(data, options)).directory(folder.toFile());
      builder.environment().put("ATRIUM_ADMIN_TOKEN", ADMIN_TOKEN);
      Path log = data.resolve("stderr");
      Process process = builder.redirectError(log.toFile()).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      // It prints this line and nothing else: its pipe never fills.
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        int at = line.indexOf(SERVES);
        if (at >= 0) {
          return new StartedTarget(process, data, line.substring(at + SERVES.length()).strip());
        }
      }
      throw new IllegalStateException("Atrium did not start: " + Files.readString(log));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(Path data, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                PROGRAM.toAbsolutePath().toString(),
                "serve",
                "--port",
                "0",
                "--rate-limit",
                "1000000", // On, so that its headers and operation are there to be seen.
                "--login-attempts",
                "1000000", // The clients together send more wrong tokens than one may.
                "--data",
                data.toString()));
    command.addAll(options);
    return command;
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public String adminToken() {
    return ADMIN_TOKEN;
  }

  @Override
  public boolean branch(long repositoryId, String name) {
    Path repository = data.resolve("repositories").resolve(repositoryId + ".git");
    Processes.run(
        data,
        PATIENCE_SECONDS,
        List.of("git", "--git-dir", repository.toString(), "branch", name, "main"));
    return true;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Processes.delete(data);
  }
}
