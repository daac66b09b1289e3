// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The texts of one call, which the workers take one by one, the longest first: so all workers end
 * at nearly the same time.
 */
final class TextBatch implements Callable<Boolean> {
  private final List<String> texts;
  private final Runnable pause;
  private final Function<String, float[]> model;
  private final int[] order;
  private final float[][] found;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Prepares the work.
   *
   * @param pause called before each text
   */
  TextBatch(List<String> texts, Runnable pause, Function<String, float[]> model) {
    this.texts = List.copyOf(texts);
    this.pause = pause;
    this.model = model;
    this.order =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -this.texts.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.found = new float[texts.size()][];
  }

  /** Works until no text is left. Each worker calls it. */
  @Override
  public Boolean call() {
    for (int i = next.getAndIncrement(); i < order.length; i = next.getAndIncrement()) {
      pause.run();
      if (Thread.interrupted()) {
        throw EmbeddingException.passing("Nobody waits for these vectors any more.", null);
      }
      found[order[i]] = model.apply(texts.get(order[i]));
    }
    return true;
  }

  /** Returns the vectors in the order of the texts, once all workers have ended. */
  List<float[]> vectors() {
    return Arrays.asList(found);
  }
}
