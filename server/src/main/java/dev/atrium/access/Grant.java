// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Versions.Stamp;
import java.util.List;

/**
 * That a caller may do something with one space. Only {@link Access} makes one, so that whoever
 * holds it was checked; every domain method that reads or changes a space takes it.
 */
public final class Grant {
  private final Caller caller;
  private final Owner owner;
  private final SpaceFacts space;
  private final Role role;
  private final List<Long> hiddenRepositoryIds;
  private final Stamp stamp;

  Grant(
      Caller caller,
      Owner owner,
      SpaceFacts space,
      Role role,
      List<Long> hiddenRepositoryIds,
      Stamp stamp) {
    this.caller = caller;
    this.owner = owner;
    this.space = space;
    this.role = role;
    this.hiddenRepositoryIds = List.copyOf(hiddenRepositoryIds);
    this.stamp = stamp;
  }

  public Caller caller() {
    return caller;
  }

  public Owner owner() {
    return owner;
  }

  public long spaceId() {
    return space.id();
  }

  /** The version of the space that this was decided on. */
  long version() {
    return space.version();
  }

  public Role role() {
    return role;
  }

  /**
   * The repositories that the space's resources name and this caller may not read, sorted: their
   * resources are left out.
   */
  public List<Long> hiddenRepositoryIds() {
    return hiddenRepositoryIds;
  }

  /** The versions under which this was decided: what is read under them may be kept by them. */
  public Stamp stamp() {
    return stamp;
  }
}
