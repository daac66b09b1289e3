// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Ids;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * The count of spaces that a list leaves out only because of the repositories that a person's
 * fine-grained token was granted.
 *
 * <p>Whoever holds the token is told the count only if the token has {@link #PERMISSION}: without
 * it, a space outside the selection must look like one that does not exist. Only spaces whose
 * sources the person may all read are counted. Otherwise the count would tell the person that a
 * space has a source that is hidden from them.
 */
public final class LeftOutSpaces {
  /** A permission of our own, of fine-grained tokens only; GitHub has no such thing. */
  public static final String PERMISSION = "atrium_left_out_spaces";

  /** The spaces whose repositories the account may all read, by whatever token. */
  private static final String READABLE_BY_ACCOUNT =
      RepositoryAccess.TEAMS
          + """
          SELECT count(*) FROM space WHERE owner_id = :owner_id AND number IN (<numbers>) AND %s
          """
              .formatted(RepositoryAccess.SOURCES_READABLE);

  private LeftOutSpaces() {}

  /** Whether the caller may know the count. */
  static boolean isTold(Caller caller) {
    return caller.kind() == TokenKind.FINE_GRAINED && caller.hasPermission(PERMISSION, "read");
  }

  /**
   * Counts those that the token leaves out.
   *
   * @param unreached numbers of spaces that the account sees and the token does not
   * @return empty if the token may not know
   */
  static OptionalInt count(Handle handle, OwnerGrant grant, List<Long> unreached) {
    Caller caller = grant.caller();
    if (!isTold(caller)) {
      return OptionalInt.empty();
    }
    int count = 0;
    for (List<Long> numbers : Ids.in(unreached)) {
      count +=
          RepositoryAccess.bindToken(
                  handle
                      .createQuery(READABLE_BY_ACCOUNT)
                      .bind("owner_id", grant.owner().id())
                      .bind("caller_id", caller.id())
                      .bindList("numbers", numbers),
                  caller)
              .bind("scoped", true)
              .mapTo(Integer.class)
              .one();
    }
    return OptionalInt.of(count);
  }
}
