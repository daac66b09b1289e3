// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A repository, a space or a team.
 *
 * @param names what paths name of it, by the names of their parameters
 * @param secret which kind of secret it is; null for what is public
 */
record Thing(Map<String, String> names, @Nullable Secret secret) {
  Thing {
    names = Map.copyOf(names);
  }

  String get(String name) {
    return Objects.requireNonNull(names.get(name), name);
  }
}
