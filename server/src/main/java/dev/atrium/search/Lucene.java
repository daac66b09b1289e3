// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Calls into Lucene, whose failures are those of the disk. */
final class Lucene {
  private Lucene() {}

  static void run(Action action) {
    get(() -> {
      action.run();
      return true;
    });
  }

  static <T> T get(Source<T> source) {
    try {
      return source.get();
    } catch (IOException e) {
      throw new UncheckedIOException("The index cannot be read or written: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  @FunctionalInterface
  interface Source<T> {
    T get() throws IOException;
  }
}
