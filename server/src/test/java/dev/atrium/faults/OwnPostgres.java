// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import dev.atrium.testing.Ports;
import dev.atrium.testing.Product;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PostgreSQL of one test's own, which is killed and started again on the same data and port. */
final class OwnPostgres implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Path data = Product.temporaryFolder().resolve("postgresql");
  private EmbeddedPostgres server;

  OwnPostgres() {
    this.server = start(data, Ports.unused());
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  int port() {
    return server.getPort();
  }

  void killAndRestart() {
    kill();
    restart();
  }

  /** Kills the postmaster as {@code kill -9} does, and waits for its children to notice. */
  void kill() {
    ProcessHandle postmaster = postmaster();
    List<ProcessHandle> children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    await(postmaster);
    children.forEach(OwnPostgres::await);
    close();
  }

  /** Starts it again after it was killed. */
  void restart() {
    server = start(data, server.getPort());
  }

  /** What was started is {@code pg_ctl}, which leaves the postmaster alone: it notes its id. */
  private ProcessHandle postmaster() {
    try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
      long id = Long.parseLong(lines.findFirst().orElseThrow().strip());
      return ProcessHandle.of(id).filter(this::isOurs).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isOurs(ProcessHandle process) {
    return Arrays.asList(process.info().arguments().orElseThrow()).contains(data.toString());
  }

  private static EmbeddedPostgres start(Path data, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setServerConfig("fsync", "on")
          // The default of this PostgreSQL for tests acknowledges before the log is written.
          .setServerConfig("synchronous_commit", "on")
          .setPGStartupWait(Duration.ofSeconds(PATIENCE_SECONDS))
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start on " + data, e);
    }
  }

  /** The new postmaster is refused as long as a process of the old one is attached. */
  private static void await(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL's process " + process.pid() + " stays", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
