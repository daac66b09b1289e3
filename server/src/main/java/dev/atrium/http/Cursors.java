// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque, signed cursors: a place in one list of one owner. A cursor tells its holder nothing they
 * were not shown, and one that was made up, changed, or made for another list is refused.
 */
public final class Cursors {
  private static final int SIGNATURE = 12;

  private final SecretKeySpec key;

  /**
   * @param secret shared by all servers of an installation
   */
  public Cursors(byte[] secret) {
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** A cursor at that number of the owner's list. */
  public String make(long ownerId, long number) {
    byte[] place = ByteBuffer.allocate(8).putLong(number).array();
    byte[] signed =
        ByteBuffer.allocate(8 + SIGNATURE).put(place).put(signature(ownerId, number)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
  }

  /**
   * The number that the cursor stands at.
   *
   * @throws ApiException 422 for one that we did not make for this list
   */
  public long read(long ownerId, String cursor, String parameter) {
    try {
      byte[] signed = Base64.getUrlDecoder().decode(cursor);
      if (signed.length == 8 + SIGNATURE) {
        long number = ByteBuffer.wrap(signed).getLong();
        byte[] given = Arrays.copyOfRange(signed, 8, signed.length);
        if (MessageDigest.isEqual(given, signature(ownerId, number))) {
          return number;
        }
      }
    } catch (IllegalArgumentException e) {
      // Not Base64: refused like any other cursor that is not ours.
    }
    throw ApiException.invalid(
        FieldError.invalid(
            "CopilotSpace",
            parameter,
            "The cursor is not valid: take it from a Link header of this list"));
  }

  private byte[] signature(long ownerId, long number) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] text = ByteBuffer.allocate(16).putLong(ownerId).putLong(number).array();
      return Arrays.copyOf(mac.doFinal(text), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
