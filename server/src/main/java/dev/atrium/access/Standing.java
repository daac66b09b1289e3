// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.Locale;

/**
 * Where a caller stands towards a space and its owner, lowest first: what {@link Rule} asks for.
 * The ladder joins who somebody is in an organization and their role on a space.
 */
public enum Standing {
  /** Anybody with a token. */
  ANYONE,
  /** A member of the organization. */
  MEMBER,
  READER,
  WRITER,
  ADMIN,
  /** The user themself, or an owner of the organization. */
  OWNER;

  /** As the table and messages write it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean atLeast(Standing other) {
    return compareTo(other) >= 0;
  }

  /** The standing that a role on a space gives, to somebody who has this one without it. */
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
