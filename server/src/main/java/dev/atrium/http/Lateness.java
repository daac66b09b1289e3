// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.work.Congestion;

/** Tells whether the server itself is late, so that its clients are not to blame. */
interface Lateness {
  /** The lateness of this process. */
  Lateness OF_PROCESS =
      new Lateness() {
        @Override
        public long delay() {
          return Congestion.delay();
        }

        @Override
        public boolean isRecent() {
          return Congestion.isRecent();
        }
      };

  /** Returns how long a thread that is woken from outside waits at the moment, in nanoseconds. */
  long delay();

  /** Tells whether requests had to wait within the last second. */
  boolean isRecent();
}
