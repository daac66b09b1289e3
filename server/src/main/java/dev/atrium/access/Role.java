// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;
import java.util.Optional;

/** A role on a space, lowest first (behaviour §3). If several apply, the highest counts. */
public enum Role {
  NO_ACCESS,
  READER,
  WRITER,
  ADMIN;

  /**
   * Returns the name in the API and the database: {@code no_access}, {@code reader}, {@code writer}
   * or {@code admin}.
   */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String wire) {
    for (Role role : values()) {
      if (role.wire().equals(wire)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }

  Role or(Role other) {
    return atLeast(other) ? this : other;
  }
}
