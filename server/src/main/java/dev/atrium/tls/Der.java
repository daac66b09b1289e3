// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The part of DER (X.690) that is needed to convert an old form of a private key into PKCS#8. */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private Der() {}

  /**
   * Converts a key from PKCS#1 (RSA) or SEC 1 (elliptic curves) to PKCS#8. These forms lack only
   * the algorithm, which the certificate's public key names in the same encoding.
   *
   * @param publicKey an encoded SubjectPublicKeyInfo
   */
  static byte[] pkcs8(byte[] key, byte[] publicKey) {
    return element(SEQUENCE, VERSION_0, firstOf(publicKey), element(OCTET_STRING, key));
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    writeLength(element, content.size());
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream to, int length) {
    if (length < 0x80) {
      to.write(length);
      return;
    }
    int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    to.write(0x80 | bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      to.write(length >> (8 * i));
    }
  }

  /** Returns the first element of a sequence, with its header. */
  private static byte[] firstOf(byte[] sequence) {
    ByteBuffer in = ByteBuffer.wrap(sequence);
    skipHeader(in);
    int start = in.position();
    int length = skipHeader(in);
    byte[] first = new byte[in.position() - start + length];
    in.get(start, first);
    return first;
  }

  /** Moves to the content of the element that begins here, and returns the content's length. */
  private static int skipHeader(ByteBuffer in) {
    in.get();
    int length = Byte.toUnsignedInt(in.get());
    if (length < 0x80) {
      return length;
    }
    int bytes = length & 0x7f;
    length = 0;
    for (int i = 0; i < bytes; i++) {
      length = length << 8 | Byte.toUnsignedInt(in.get());
    }
    return length;
  }
}
