// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which fields differ: their names go into the audit log, and what they say does not. */
public final class Changes {
  private final List<String> fields = new ArrayList<>();

  /** Compares one more. */
  public Changes field(String name, @Nullable Object now, @Nullable Object was) {
    if (!Objects.equals(now, was)) {
      fields.add(name);
    }
    return this;
  }

  /** Those that differ, in the order in which they were compared. */
  public List<String> fields() {
    return List.copyOf(fields);
  }

  public boolean none() {
    return fields.isEmpty();
  }
}
