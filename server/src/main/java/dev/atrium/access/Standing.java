// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;

/**
 * A caller's standing with a space and its owner, lowest first; {@link Rule} asks for one. It joins
 * the role in the organization and the role on the space in one order.
 */
public enum Standing {
  /** Any caller with a token. */
  ANYONE,
  /** A member of the organization. */
  MEMBER,
  READER,
  WRITER,
  ADMIN,
  /** The user themself, or an owner of the organization. */
  OWNER;

  /** Returns the name that the table and messages use. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean atLeast(Standing other) {
    return compareTo(other) >= 0;
  }

  /** Returns this standing, or the one that the role on a space gives if that is higher. */
  Standing with(Role role) {
    Standing given =
        switch (role) {
          case NO_ACCESS -> this;
          case READER -> READER;
          case WRITER -> WRITER;
          case ADMIN -> ADMIN;
        };
    return atLeast(given) ? this : given;
  }
}
