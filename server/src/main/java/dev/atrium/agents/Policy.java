// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.agents;

import java.util.List;
import java.util.Locale;

/** The policy that decides on which repositories of an organization the coding agent may work. */
enum Policy {
  ALL,
  SELECTED,
  NONE;

  static final List<String> WIRE = List.of("all", "selected", "none");

  /** Returns the policy as the API and the database write it. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Policy of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
