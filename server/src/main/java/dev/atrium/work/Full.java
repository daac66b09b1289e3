// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

/**
 * Signals that {@link AnswerMemory} has no room for what was read. It is caught where requests are
 * run.
 */
public final class Full extends RuntimeException {
  Full() {
    super("No room for a large answer", null, false, false);
  }
}
