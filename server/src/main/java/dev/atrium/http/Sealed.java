// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Values that clients keep for the server, encrypted and authenticated. A client can neither read
 * nor change one, nor use it for another purpose or in another context than it was made for.
 *
 * <p>The construction is SIV (RFC 5297) with HMAC-SHA256 and AES-256-CTR: the HMAC of context and
 * value is both the tag and the initial counter. So the same value seals to the same text on every
 * server: ids and links in an answer stay equal, and so does its ETag. An observer learns only that
 * two values are equal. A value that must hide even that contains random bytes.
 */
public final class Sealed {
  private static final int IV = 16;
  private static final int KEY = 32;

  private final byte[] secret;
  private final String purpose;
  private volatile @Nullable Keys keys;

  /**
   * Prepares the sealing of values for one purpose.
   *
   * @param secret the secret that all servers of an installation share
   * @param purpose what the values are for; each purpose has its own keys
   */
  public Sealed(byte[] secret, String purpose) {
    this.secret = secret.clone();
    this.purpose = purpose;
  }

  /**
   * Seals a value.
   *
   * @param context what the value belongs to; must be given again to open it
   * @return a text of letters, digits, {@code -} and {@code _}
   */
  public String seal(String context, byte[] value) {
    byte[] iv = iv(context, value);
    byte[] hidden = crypt(Cipher.ENCRYPT_MODE, iv, value);
    return encode(ByteBuffer.allocate(IV + hidden.length).put(iv).put(hidden).array());
  }

  /** Returns the value, or empty unless the text is exactly one that was sealed in this context. */
  public Optional<byte[]> open(String context, String sealed) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(sealed);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // The decoder accepts several texts for the same bytes; sealing makes only one of them.
    if (bytes.length < IV || !encode(bytes).equals(sealed)) {
      return Optional.empty();
    }
    byte[] iv = Arrays.copyOf(bytes, IV);
    byte[] value = crypt(Cipher.DECRYPT_MODE, iv, Arrays.copyOfRange(bytes, IV, bytes.length));
    return MessageDigest.isEqual(iv, iv(context, value)) ? Optional.of(value) : Optional.empty();
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] iv(String context, byte[] value) {
    byte[] text = context.getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys().authentication);
      // The length comes first, so that context and value cannot be divided in another way.
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
      mac.update(text);
      return Arrays.copyOf(mac.doFinal(value), IV);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] crypt(int mode, byte[] iv, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, keys().encryption, new IvParameterSpec(iv));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Derives the keys at the first use, because loading the JDK's cryptography would delay the
   * start.
   */
  private Keys keys() {
    Keys made = keys;
    if (made == null) {
      made = Keys.of(secret, purpose);
      keys = made;
    }
    return made;
  }

  private record Keys(SecretKeySpec authentication, SecretKeySpec encryption) {
    static Keys of(byte[] secret, String purpose) {
      byte[] info = ("atrium " + purpose).getBytes(StandardCharsets.UTF_8);
      try {
        byte[] both =
            KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, 2 * KEY));
        return new Keys(
            new SecretKeySpec(both, 0, KEY, "HmacSHA256"),
            new SecretKeySpec(both, KEY, KEY, "AES"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
