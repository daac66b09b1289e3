// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests by SHA-256. */
public final class Sha256 {
  /** Cloned for each digest: to look the algorithm up takes longer than to digest a token. */
  private static final MessageDigest PROTOTYPE = prototype();

  private Sha256() {}

  /** Returns the digest of a text in UTF-8. */
  public static byte[] digest(String text) {
    return begin().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a digest of what comes in parts. */
  static MessageDigest begin() {
    try {
      return (MessageDigest) PROTOTYPE.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest prototype() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
