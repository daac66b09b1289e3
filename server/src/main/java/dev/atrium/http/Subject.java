// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.Map;

/**
 * Guesses the id of the space that a path names, so that its version can be read together with the
 * version that the token is checked under.
 */
@FunctionalInterface
public interface Subject {
  /** No space. */
  Subject NONE = parameters -> 0;

  /**
   * Returns an id that the path had before; 0 when none is known. A wrong guess costs a second read
   * of the versions, nothing else.
   *
   * @param parameters of the path, decoded
   */
  long spaceId(Map<String, String> parameters);
}
