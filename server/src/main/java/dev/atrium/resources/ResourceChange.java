// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One element of a space's {@code resources_attributes}. Without an id it adds a resource; with an
 * id it updates that one, and with {@code _destroy} too it removes it. Resources that are not
 * listed stay (behaviour §5).
 */
public sealed interface ResourceChange {
  /** Returns the index of the element in the body's array, from 0; error messages name it. */
  int index();

  record Add(int index, Metadata metadata) implements ResourceChange {}

  /**
   * @param sent the metadata as it was sent: absent keys keep their value
   */
  record Update(int index, long id, ObjectNode sent) implements ResourceChange {}

  record Remove(int index, long id) implements ResourceChange {}
}
