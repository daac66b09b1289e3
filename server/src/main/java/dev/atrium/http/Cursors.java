// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.nio.ByteBuffer;

/**
 * Opaque cursors: a place in one list of one owner. A cursor tells its holder nothing they were not
 * shown, and one that was made up, changed, or made for another list is refused.
 */
public final class Cursors {
  private final Sealed sealed;

  /**
   * @param secret shared by all servers of an installation
   */
  public Cursors(byte[] secret) {
    this.sealed = new Sealed(secret, "cursors of lists");
  }

  /** A cursor at that number of the owner's list. */
  public String make(long ownerId, long number) {
    byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    return sealed.seal(Long.toString(ownerId), place);
  }

  /**
   * The number that the cursor stands at.
   *
   * @throws ApiException 422 for one that we did not make for this list
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
