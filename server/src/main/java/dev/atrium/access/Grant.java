// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Versions.Stamp;
import dev.atrium.error.ApiException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a caller was authorised on one space. Only {@link Access} makes one, and every domain
 * method that reads or changes a space takes it.
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

  /** Returns the version of the space that the decision was made on. */
  long version() {
    return space.version();
  }

  public Role role() {
    return role;
  }

  /** Returns all of the decision that an answer depends on, to be compared with another one. */
  public Object grounds() {
    return List.of(caller, space.id(), role, sources.map(SourceFacts::hidden));
  }

  /**
   * Returns the ids of the repositories that the space's resources name and this caller may not
   * read, sorted. Resources that name them are left out.
   *
   * @throws IllegalStateException if the operation does not involve sources, so that they were not
   *     looked up
   */
  public List<Long> hiddenRepositoryIds() {
    return sources().hidden();
  }

  /**
   * Tells whether the caller may read a repository, as decided inside the write. It answers for the
   * space's own repositories and for those that {@link Access#renew} was given; for any other it
   * returns false.
   */
  public boolean mayAttach(long repositoryId) {
    return sources().readable().contains(repositoryId);
  }

  private SourceFacts sources() {
    return sources.orElseThrow(
        () -> new IllegalStateException("The permission is none of a space's sources"));
  }

  /**
   * Returns the versions under which this was decided. What is read under them may be cached by
   * them.
   */
  public Stamp stamp() {
    return stamp;
  }

  /**
   * Requires the admin role, which changing the base role needs.
   *
   * @throws ApiException 403 if the caller is not an admin of the space
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
   * @param repositoryId the repository that the resource names; null for none
   */
  public boolean sees(@Nullable Long repositoryId) {
    return repositoryId == null || !hiddenRepositoryIds().contains(repositoryId);
  }

  /**
   * Requires that the caller sees a resource of the space.
   *
   * @param repositoryId the repository that the resource names; null for none
   * @throws ApiException 404 if the caller may not read that repository
   */
  public void requireVisible(@Nullable Long repositoryId) {
    if (!sees(repositoryId)) {
      throw ApiException.hidden();
    }
  }
}
