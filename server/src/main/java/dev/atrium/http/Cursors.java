// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.nio.ByteBuffer;

/**
 * Opaque cursors into the list of one owner. A cursor tells its holder nothing that they were not
 * shown. One that was forged, changed, or made for another list is refused.
 */
public final class Cursors {
  private final Sealed sealed;

  /**
   * Makes the cursors of an installation.
   *
   * @param secret the secret that all servers of the installation share
   */
  public Cursors(byte[] secret) {
    this.sealed = new Sealed(secret, "cursors of lists");
  }

  /** Returns a cursor at this number of the owner's list. */
  public String make(long ownerId, long number) {
    byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    return sealed.seal(Long.toString(ownerId), place);
  }

  /**
   * Returns the number that a cursor points at.
   *
   * @throws ApiException 422 if the cursor was not made for this list
   */
  public long read(long ownerId, String cursor, String parameter) {
    return sealed
        .open(Long.toString(ownerId), cursor)
        .map(place -> ByteBuffer.wrap(place).getLong())
        .orElseThrow(() ->
            ApiException.invalid(
                FieldError.invalid(
                    "CopilotSpace",
                    parameter,
                    "The cursor is not valid: take it from a Link header of this list")));
  }
}
