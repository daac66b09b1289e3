// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A patch field: absent, null, or with a value. An update leaves an absent field as it is, and null
 * clears it.
 *
 * @param present whether the body has the field
 * @param value null if the field is absent, null, or was refused
 */
public record PatchField<T>(boolean present, @Nullable T value) {
  public static <T> PatchField<T> absent() {
    return new PatchField<>(false, null);
  }

  /** Returns the value that was sent, null included, or the existing one if the field is absent. */
  public @Nullable T orKeep(@Nullable T existing) {
    return present ? value : existing;
  }

  /** Returns the value, or another one if it is null. */
  public T or(T other) {
    return value == null ? other : value;
  }

  public <R> PatchField<R> map(Function<T, R> change) {
    return new PatchField<>(present, value == null ? null : change.apply(value));
  }
}
