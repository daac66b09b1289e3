// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.audit.AuditEntry.Place;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Sealed;
import java.nio.ByteBuffer;

/**
 * Encrypted pagination cursors for an audit log: neither how much happens elsewhere can be read
 * from one, nor can one be made up or taken to another log. They are the ids of entries, too.
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
   * Seals a place.
   *
   * @param log the owner's id, or 0 for everybody's
   */
  String seal(long log, Place place) {
    ByteBuffer plain = ByteBuffer.allocate(2 * Long.BYTES).putLong(place.at()).putLong(place.id());
    return sealed.seal(Long.toString(log), plain.array());
  }

  /**
   * Opens it.
   *
   * @throws ApiException 422 for one that was not made for this log
   */
  Place open(long log, String cursor, String parameter) {
    return sealed
        .open(Long.toString(log), cursor)
        .map(ByteBuffer::wrap)
        .map(plain -> new Place(plain.getLong(), plain.getLong()))
        .orElseThrow(() ->
            ApiException.invalid(
                FieldError.invalid(
                    Phrase.RESOURCE,
                    parameter,
                    "The cursor is not valid: take it from a Link header of this log")));
  }
}
