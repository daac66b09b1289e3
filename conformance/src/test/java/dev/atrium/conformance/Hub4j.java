// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

/** The client for Java. */
final class Hub4j {
  static final String CLIENT = "hub4j";

  private Hub4j() {}
}
