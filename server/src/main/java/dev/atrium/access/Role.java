// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;
import java.util.Optional;

/**
 * What somebody may do with a space, lowest first (behaviour §3): the highest that applies counts.
 */
public enum Role {
  NO_ACCESS,
  READER,
  WRITER,
  ADMIN;

  /**
   * As the API and the database write it: {@code no_access}, {@code reader}, {@code writer}, {@code
   * admin}.
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
