// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a body, which can be absent, null or have a value: a change of absent fields leaves
 * what is, and null clears.
 *
 * @param present whether the body has the field
 * @param value null when it is absent, null, or was refused
 */
public record Sent<T>(boolean present, @Nullable T value) {
  public static <T> Sent<T> absent() {
    return new Sent<>(false, null);
  }

  /** The value sent, null included; or, when the field is absent, the one there is. */
  public @Nullable T orKeep(@Nullable T existing) {
    return present ? value : existing;
  }

  /** The value, or another one where there is none. */
  public T or(T other) {
    return value == null ? other : value;
  }

  public <R> Sent<R> map(Function<T, R> change) {
    return new Sent<>(present, value == null ? null : change.apply(value));
  }
}
