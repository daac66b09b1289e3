// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.error;

/**
 * A signal that what was decided on a request may hold no more, so that it is decided on from the
 * start. Nothing was written by then. It is caught where requests are run.
 */
public final class DecideAgain extends RuntimeException {
  public DecideAgain() {
    super("The request must be decided on again", null, false, false);
  }
}
