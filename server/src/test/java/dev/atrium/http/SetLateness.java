// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/** A lateness that a test sets. */
final class SetLateness implements Lateness {
  volatile long delay;
  volatile boolean isRecent;

  @Override
  public long delay() {
    return delay;
  }

  @Override
  public boolean isRecent() {
    return isRecent;
  }
}
