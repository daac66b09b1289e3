// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.access.Access;
import dev.atrium.access.Authenticated;
import dev.atrium.access.OwnerGrant;
import dev.atrium.access.OwnerRef;
import dev.atrium.access.SpaceOwners;
import dev.atrium.access.VisiblePage;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the spaces that a caller sees, for those who do not know the owner or the number. */
public final class SpaceFinder {
  /** The most spaces of one owner that are looked at. */
  private static final int MOST = 1_000;

  private final Database database;
  private final Access access;

  public SpaceFinder(Database database, Access access) {
    this.database = database;
    this.access = access;
  }

  /** Returns all spaces that the caller sees: their own, and those of their organizations. */
  public Found all(Authenticated authenticated) {
    List<Entry> entries = new ArrayList<>();
    Optional<String> refused = Optional.empty();
    for (OwnerRef owner :
        database.<List<OwnerRef>>select(handle -> SpaceOwners.of(handle, authenticated.caller()))) {
      try {
        entries.addAll(of(authenticated, owner));
      } catch (ApiException e) {
        refused = Optional.of(e.getMessage());
      }
    }
    return new Found(entries, refused);
  }

  /**
   * Returns the spaces of an owner that the caller sees.
   *
   * @throws ApiException 404 if the owner is unknown or hidden, 403 if the token may not list
   */
  public List<Entry> of(Authenticated authenticated, OwnerRef owner) {
    OwnerGrant grant = access.owners().list(authenticated, owner);
    VisiblePage page = new VisiblePage(grant, 0, true, MOST);
    return database
        .<SpacePageStore.Walked>read(handle -> SpacePageStore.walked(handle, page))
        .spaces()
        .stream()
        .map(space -> new Entry(grant.owner().login(), owner, SpaceHead.of(space)))
        .toList();
  }

  /**
   * What was found.
   *
   * @param refused why the token may not list some owner's spaces, if so
   */
  public record Found(List<Entry> spaces, Optional<String> refused) {
    public Found {
      spaces = List.copyOf(spaces);
    }
  }

  /** A space and who owns it. */
  public record Entry(String login, OwnerRef owner, SpaceHead space) {}
}
