// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do with a repository, lowest first. */
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

  /** As {@code role_name} gives it: read, triage, write, maintain, admin. */
  public String roleName() {
    return roleName;
  }

  /** As {@code permission} gives it, which knows only none, read, write and admin. */
  public String legacyName() {
    return legacyName;
  }

  /** As requests and the database name it: pull, triage, push, maintain, admin. */
  public String permission() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From either set of names. */
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
