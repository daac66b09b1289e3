// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The numbers by which an index knows texts, files and commits. They are made of ids alone, so that
 * every server counts alike. Two of one number are as good as impossible by accident. Whoever makes
 * some on purpose only gets results of their own repository mixed up, since each repository has its
 * own index.
 */
public final class Units {
  private static final int DIGITS = 16;

  /** An odd number without a pattern, as in many hash functions. */
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private Units() {}

  /** Returns the number of a blob or a commit, by its id in hexadecimal. */
  public static long of(String objectId) {
    return HexFormat.fromHexDigitsToLong(objectId, 0, DIGITS);
  }

  /**
   * Returns the number of a text as it is cut for a path: as Markdown, or not. Files of one content
   * share it if they are cut alike.
   */
  public static long text(String path, String objectId) {
    long blob = of(objectId);
    return Chunker.isMarkdown(path) ? blob ^ FACTOR : blob;
  }

  /** Returns the id that a text would have in a repository, in hexadecimal. */
  public static String blobId(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      sha.update(("blob " + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns the number of a file: a text at a path.
   *
   * @param blob the number of the text
   */
  public static long file(String path, long blob) {
    long hash = blob;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * FACTOR;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
