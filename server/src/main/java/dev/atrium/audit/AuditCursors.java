// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.audit.AuditEntry.Place;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Sealed;
import java.nio.ByteBuffer;

/**
 * Encrypted cursors for the pages of an audit log. A cursor does not reveal how much happens
 * elsewhere, cannot be forged, and is valid for one log only. Cursors also serve as the ids of
 * entries.
 */
final class AuditCursors {
  private final Sealed sealed;

  /**
   * @param secret shared by all servers of an installation
   */
  AuditCursors(byte[] secret) {
    this.sealed = new Sealed(secret, "places in an audit log");
  }

  /**
   * Encrypts a place as a cursor.
   *
   * @param log the owner's id, or 0 for the log of the whole site
   */
  String seal(long log, Place place) {
    ByteBuffer plain = ByteBuffer.allocate(2 * Long.BYTES).putLong(place.at()).putLong(place.id());
    return sealed.seal(Long.toString(log), plain.array());
  }

  /**
   * Decrypts a cursor.
   *
   * @throws ApiException 422 if it was not made for this log
   */
  Place open(long log, String cursor, String parameter) {
    return sealed
        .open(Long.toString(log), cursor)
        .map(ByteBuffer::wrap)
        .map(plain -> new Place(plain.getLong(), plain.getLong()))
        .orElseThrow(() ->
            ApiException.invalid(
                FieldError.invalid(
                    AuditSearch.RESOURCE,
                    parameter,
                    "The cursor is not valid: take it from a Link header of this log")));
  }
}
