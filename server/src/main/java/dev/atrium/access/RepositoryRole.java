// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;
import java.util.Optional;

/** A role on a repository, lowest first. */
public enum RepositoryRole {
  NONE("none", "none"),
  PULL("read", "read"),
  TRIAGE("triage", "read"),
  PUSH("write", "write"),
  MAINTAIN("maintain", "write"),
  ADMIN("admin", "admin");

  private final String roleName;
  private final String legacyName;

  RepositoryRole(String roleName, String legacyName) {
    this.roleName = roleName;
    this.legacyName = legacyName;
  }

  /**
   * Returns the name that {@code role_name} has in answers: none, read, triage, write, maintain or
   * admin.
   */
  public String roleName() {
    return roleName;
  }

  /**
   * Returns the name that {@code permission} has in answers, which knows only none, read, write and
   * admin.
   */
  public String legacyName() {
    return legacyName;
  }

  /**
   * Returns the name that requests and the database use: none, pull, triage, push, maintain or
   * admin.
   */
  public String permission() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds the role by its name, in requests' form or in that of {@code role_name}. */
  public static Optional<RepositoryRole> of(String name) {
    for (RepositoryRole role : values()) {
      if (role.permission().equals(name) || role.roleName.equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  public boolean atLeast(RepositoryRole other) {
    return compareTo(other) >= 0;
  }

  RepositoryRole or(RepositoryRole other) {
    return atLeast(other) ? this : other;
  }
}
