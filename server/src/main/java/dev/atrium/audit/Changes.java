// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The names of changed fields. The audit log records these, but not the values. */
public final class Changes {
  private final List<String> fields = new ArrayList<>();

  /** Compares the values of a field. */
  public Changes field(String name, @Nullable Object now, @Nullable Object was) {
    if (!Objects.equals(now, was)) {
      fields.add(name);
    }
    return this;
  }

  /** Returns the fields that differ, in the order in which they were compared. */
  public List<String> fields() {
    return List.copyOf(fields);
  }

  public boolean none() {
    return fields.isEmpty();
  }
}
