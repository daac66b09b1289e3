// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;

/** A way of being let in, that can be opened and closed. What it leads to says "canary". */
abstract class Way {
  private final String name;
  private final String path;

  Way(String name, String path) {
    this.name = name;
    this.path = path;
  }

  /** One that the same token goes, whenever it is open. */
  static Way of(String name, String path, Runnable open, Runnable close) {
    return new Way(name, path) {
      @Override
      Client open(Client before) {
        open.run();
        return before;
      }

      @Override
      void close() {
        close.run();
      }
    };
  }

  String name() {
    return name;
  }

  /** What is asked for. */
  String path() {
    return path;
  }

  /** Opens it, and answers who is let in by it: somebody else than before where it is a token. */
  abstract Client open(Client before);

  abstract void close();

  /** Whether the answer shows what only those see who are let in. */
  boolean seen(Answer answer) {
    return answer.text().contains("canary");
  }
}
