// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.audit.AuditEntry.Place;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Places in a log as clients see them, sealed: neither how much happens elsewhere can be read from
 * one, nor can one be made up or taken to another log. They are the ids of entries, too.
 */
final class Places {
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /**
   * @param secret of 32 bytes, shared by all servers of an installation
   */
  Places(byte[] secret) {
    this.key = new SecretKeySpec(secret, "AES");
  }

  /**
   * Seals a place.
   *
   * @param log the owner's id, or 0 for everybody's
   */
  String seal(long log, Place place) {
    ByteBuffer plain = ByteBuffer.allocate(BYTES);
    plain.putLong(place.at() << 16 | (place.id() >>> 32 & 0xffff));
    plain.putInt((int) place.id()).putInt(Long.hashCode(log));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(crypt(Cipher.ENCRYPT_MODE, plain.array()));
  }

  /**
   * Opens it.
   *
   * @throws ApiException 422 for one that was not made for this log
   */
  Place open(long log, String sealed, String parameter) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed);
      if (bytes.length == BYTES) {
        ByteBuffer plain = ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, bytes));
        long first = plain.getLong();
        long id = (first & 0xffff) << 32 | Integer.toUnsignedLong(plain.getInt());
        if (plain.getInt() == Long.hashCode(log)) {
          return new Place(first >>> 16, id);
        }
      }
    } catch (IllegalArgumentException e) {
      // Not Base64: refused like any other that is not ours.
    }
    throw ApiException.invalid(
        FieldError.invalid(
            Phrase.RESOURCE,
            parameter,
            "The cursor is not valid: take it from a Link header of this log"));
  }

  @SuppressWarnings(
      "InsecureCryptoUsage") // One block, which is never like another: no mode needed.
  private byte[] crypt(int mode, byte[] block) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, key);
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
