// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a caller may do something with one space. Only {@link Access} makes one, so that whoever
 * holds it was checked; every domain method that reads or changes a space takes it.
 */
public final class Grant {
  private final Caller caller;
  private final Owner owner;
  private final SpaceFacts space;
  private final Role role;
  private final Optional<SourceFacts> sources;
  private final Stamp stamp;

  Grant(
      Caller caller,
      Owner owner,
      SpaceFacts space,
      Role role,
      Optional<SourceFacts> sources,
      Stamp stamp) {
    this.caller = caller;
    this.owner = owner;
    this.space = space;
    this.role = role;
    this.sources = sources;
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

  SpaceFacts space() {
    return space;
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
   *
   * @throws IllegalStateException when the operation has nothing to do with sources, so that nobody
   *     looked
   */
  public List<Long> hiddenRepositoryIds() {
    return sources().hidden();
  }

  /**
   * Whether the caller may read a repository, decided where it is written: of those that the space
   * has and those that {@link Access#renew} was told of; of any other it says no.
   */
  public boolean mayAttach(long repositoryId) {
    return sources().readable().contains(repositoryId);
  }

  private SourceFacts sources() {
    return sources.orElseThrow(
        () -> new IllegalStateException("The permission is none of a space's sources"));
  }

  /** The versions under which this was decided: what is read under them may be kept by them. */
  public Stamp stamp() {
    return stamp;
  }

  /**
   * Lets admins change the base role.
   *
   * @throws ApiException 403 for everybody else
   */
  public void requireBaseRoleChange() {
    if (!role.atLeast(Role.ADMIN)) {
      throw ApiException.forbidden(
          "You need the admin role on this Copilot Space to change its base_role.");
    }
  }

  /**
   * Tells whether the caller sees a resource of the space.
   *
   * @param repositoryId null for a resource that names none
   */
  public boolean sees(@Nullable Long repositoryId) {
    return repositoryId == null || !hiddenRepositoryIds().contains(repositoryId);
  }

  /**
   * Lets the caller at a resource of the space, unless it names a repository that they may not
   * read.
   *
   * @param repositoryId null for a resource that names none
   * @throws ApiException 404
   */
  public void requireVisible(@Nullable Long repositoryId) {
    if (!sees(repositoryId)) {
      throw ApiException.hidden();
    }
  }
}
