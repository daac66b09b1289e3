// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.db.Transaction;

/**
 * Told, inside the write, that a user leaves an organization: what features above the directory
 * gave them there must end with it, so that it does not come back with them.
 */
@FunctionalInterface
public interface Departure {
  void left(Transaction transaction, long organizationId, long userId);
}
