// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Product;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Files that take long to inflate. Meanwhile the carriers serve others. */
@Isolated("It holds the carriers, which all tests share.")
class LargeFilesTest {
  private static final int SIZE = 30_000_000;
  private static final GitUser SOMEBODY = new GitUser("s", "s@example.com", Instant.EPOCH);

  private final GitRepositories git = new GitRepositories(Product.temporaryFolder());
  private final GitRepository repository = git.open(1, "main");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.close();
    git.close();
  }

  @Test
  void readingTheEndOfLargeFiles_letsOthersRun() throws Exception {
    repository.writer().put(null, "large", new byte[SIZE], null, "m", SOMEBODY, SOMEBODY);
    String commit = repository.resolve(null).orElseThrow();
    Entry file = repository.files().content(commit, "large").orElseThrow().entry();
    othersRunDuring(
        () -> repository.files().copy(file, SIZE - 1, 1, OutputStream.nullOutputStream()));
  }

  /** Gives every carrier such work, and others so much to do that they must run in between. */
  private void othersRunDuring(Runnable work) throws Exception {
    int carriers = Runtime.getRuntime().availableProcessors();
    CountDownLatch begun = new CountDownLatch(carriers);
    AtomicInteger ended = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < carriers; i++) {
      all.add(
          threads.submit(() -> {
            begun.countDown();
            work.run();
            ended.incrementAndGet();
          }));
    }
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    for (int i = 0; i < 20; i++) {
      threads.submit(() -> {}).get();
    }
    assertThat(ended).as("works that ended before the others ran").hasValue(0);
    for (Future<?> each : all) {
      each.get();
    }
  }
}
