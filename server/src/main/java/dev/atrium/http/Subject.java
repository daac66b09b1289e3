// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.Map;

/**
 * A guess of the id of the space that a path names, so that its version can be read together with
 * the version that the token is checked under.
 */
@FunctionalInterface
public interface Subject {
  /** The guess of a path that names no space. */
  Subject NONE = parameters -> 0;

  /**
   * Returns the id that the path led to before, or 0 if none is known. A wrong guess costs only a
   * second read of the versions.
   *
   * @param parameters the path's parameters, decoded
   */
  long spaceId(Map<String, String> parameters);
}
