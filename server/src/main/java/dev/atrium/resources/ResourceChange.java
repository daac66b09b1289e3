// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One element of a space's {@code resources_attributes}: no id adds, an id updates, an id with
 * {@code _destroy} removes, what is not listed is kept (behaviour §5).
 */
public sealed interface ResourceChange {
  /** The place in the array of the body, from 0; faults name it. */
  int index();

  record Add(int index, Metadata metadata) implements ResourceChange {}

  /**
   * @param sent the metadata as it was sent: what is absent stays
   */
  record Update(int index, long id, ObjectNode sent) implements ResourceChange {}

  record Remove(int index, long id) implements ResourceChange {}
}
