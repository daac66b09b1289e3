// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The model inside the process: all-MiniLM-L6-v2, 384 numbers a vector. It opens when it is first
 * asked, on a thread of its own, and takes no memory before. The same text always has the same
 * vector on the same kind of processor, whatever else is asked for.
 *
 * <p>Passages are worked on by a few threads; queries have another one, so that they wait for
 * nothing but other queries.
 */
public final class LocalEmbedder implements Embedder {
  /** The tokens of a text that count, unless told otherwise: about 500 characters of prose. */
  public static final int TOKENS = 128;

  /** The threads for passages, unless told otherwise. */
  public static final int WORKERS = 2;

  /** Changes whenever tokens, pooling or the model's file do, so that old vectors are not used. */
  private static final int VERSION = 1;

  private static final int MOST_QUERIES = 64;
  private static final Duration MOST_ENDING = Duration.ofSeconds(10);

  private final Path folder;
  private final int tokens;
  private final int workers;
  private final Runnable pause;
  private final ExecutorService passages;
  private final ExecutorService queries;
  private final Semaphore room = new Semaphore(MOST_QUERIES);
  private @Nullable MiniLm model;
  private @Nullable EmbeddingException broken;

  /**
   * Prepares the model of the usual size.
   *
   * @param folder where its native library is unpacked to, some 30 MB; only this server may write
   *     above and below it
   * @param pause called by a worker before each text, and may wait, to leave the processor to
   *     others; it is interrupted when nobody wants the rest any more
   */
  public LocalEmbedder(Path folder, Runnable pause) {
    this(folder, TOKENS, WORKERS, pause);
  }

  /**
   * Prepares the model.
   *
   * @param tokens the tokens of a text that count, from 3 to 512
   * @param workers the threads for passages, at least 1
   */
  public LocalEmbedder(Path folder, int tokens, int workers, Runnable pause) {
    if (tokens < 3 || tokens > MiniLm.MOST_TOKENS || workers < 1) {
      throw new IllegalArgumentException("tokens " + tokens + ", workers " + workers);
    }
    this.folder = folder;
    this.tokens = tokens;
    this.workers = workers;
    this.pause = pause;
    this.passages = threads(workers, "embedding-");
    this.queries = threads(1, "embedding-query-");
  }

  private static ExecutorService threads(int count, String name) {
    return Executors.newFixedThreadPool(
        count, Thread.ofPlatform().daemon().name(name, 1).factory());
  }

  @Override
  public String model() {
    return "%s/%d/%d".formatted(MiniLm.NAME, tokens, VERSION);
  }

  @Override
  public int dimensions() {
    return MiniLm.DIMENSIONS;
  }

  /**
   * {@inheritDoc}
   *
   * <p>It takes about 2 ms for ten words. If 64 wait already, it fails at once, and passes.
   */
  @Override
  public float[] query(String text) {
    if (!room.tryAcquire()) {
      throw EmbeddingException.passing("Too many queries wait for their vectors.", null);
    }
    try {
      return await(submit(queries, () -> open().vector(text, tokens)));
    } finally {
      room.release();
    }
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    if (texts.size() > MOST_PASSAGES) {
      throw new IllegalArgumentException(texts.size() + " texts");
    }
    TextBatch batch = new TextBatch(texts, pause, text -> open().vector(text, tokens));
    List<Future<Boolean>> parts = new ArrayList<>();
    try {
      for (int i = 0; i < Math.min(workers, texts.size()); i++) {
        parts.add(submit(passages, batch));
      }
      parts.forEach(LocalEmbedder::await);
    } finally {
      parts.forEach(part -> part.cancel(true)); // whoever failed leaves nothing behind
    }
    return batch.vectors();
  }

  private static <T> Future<T> submit(ExecutorService threads, Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("The embedder is closed.", e);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      throw EmbeddingException.interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EmbeddingException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Returns the model, open. What can never open is not tried again. */
  private synchronized MiniLm open() {
    if (broken != null) {
      throw broken;
    }
    MiniLm opened = model;
    if (opened == null) {
      try {
        opened = MiniLm.open(folder);
      } catch (EmbeddingException e) {
        broken = e.isPassing() ? null : e;
        throw e;
      }
      model = opened;
    }
    return opened;
  }

  /** {@inheritDoc} Waits for the texts that are being computed, not for those that wait. */
  @Override
  public void close() {
    passages.shutdownNow();
    queries.shutdownNow();
    boolean ended = false;
    try {
      ended =
          passages.awaitTermination(MOST_ENDING.toMillis(), TimeUnit.MILLISECONDS)
              && queries.awaitTermination(MOST_ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (ended && model != null) { // closing it under a thread that computes would end the process
        model.close();
        model = null;
      }
    }
  }
}
