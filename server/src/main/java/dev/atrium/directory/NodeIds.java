// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** GitHub's new-style global ids: a prefix for the kind, then the id as MessagePack in Base64. */
public final class NodeIds {
  private NodeIds() {}

  /** Returns the id of an account, such as {@code U_kgDO…} or {@code O_kgDO…}. */
  static String account(Account account) {
    return switch (account.kind()) {
      case USER -> of("U", account.id());
      case ORGANIZATION -> of("O", account.id());
      case BOT -> of("BOT", account.id());
    };
  }

  /**
   * Returns the id of a thing that is addressed by its id alone: a MessagePack array of 0 and the
   * id.
   */
  public static String of(String prefix, long id) {
    return encode(
        prefix,
        ByteBuffer.allocate(7)
            .put((byte) 0x92)
            .put((byte) 0)
            .put((byte) 0xCE)
            .putInt((int) id)
            .array());
  }

  /**
   * Returns the id of a thing that belongs to an owner, such as a team: a MessagePack array of 0,
   * the owner's id and its own.
   */
  public static String of(String prefix, long ownerId, long id) {
    return encode(
        prefix,
        ByteBuffer.allocate(12)
            .put((byte) 0x93)
            .put((byte) 0)
            .put((byte) 0xCE)
            .putInt((int) ownerId)
            .put((byte) 0xCE)
            .putInt((int) id)
            .array());
  }

  /**
   * Returns the id of a thing in a repository that has no number, such as a commit, by its name.
   */
  public static String named(String prefix, long repositoryId, String name) {
    String whole = of("R", repositoryId) + ":" + name;
    return encode(prefix, whole.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String prefix, byte[] bytes) {
    return prefix + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
