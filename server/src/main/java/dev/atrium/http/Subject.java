// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.PathSubject;
import java.util.Map;

/**
 * A guess of the space or repository that a path names, so that its version can be read together
 * with the version that the token is checked under.
 */
@FunctionalInterface
public interface Subject {
  /** The guess of a path that names neither. */
  Subject NONE = parameters -> PathSubject.NONE;

  /**
   * Returns what the path led to before, or {@link PathSubject#NONE} if that is not known. A wrong
   * guess costs only a second read of the versions.
   *
   * @param parameters the path's parameters, decoded
   */
  PathSubject of(Map<String, String> parameters);
}
