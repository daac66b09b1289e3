// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import dev.atrium.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of requests, written as JSON from names and values in turn, whatever is in them. */
public final class Bodies {
  private Bodies() {}

  /** The text of an object. */
  public static String json(@Nullable Object... namesAndValues) {
    return Json.writeText(object(namesAndValues));
  }

  /** The text of an object with more in it, which goes before what it has of the same names. */
  public static String json(Map<String, ?> object, @Nullable Object... more) {
    return Json.writeText(object(object, more));
  }

  /** An object, as a value within another. */
  public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    return object(Map.of(), namesAndValues);
  }

  /** An object with more in it. */
  public static Map<String, @Nullable Object> object(
      Map<String, ?> object, @Nullable Object... more) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(object);
    for (int i = 0; i < more.length; i += 2) {
      all.put(String.valueOf(more[i]), more[i + 1]);
    }
    return all;
  }
}
