// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event and the ids of the things that it concerns. Their names are copied from the tables when
 * the event is written. So write it after creating what it names, and before deleting it.
 *
 * <p>Owners of organizations read the facts that {@link #with} adds, and they are kept for long.
 * Add only roles, states, ids and names of fields; never a text that somebody wrote, and never a
 * secret.
 */
public final class AuditEvent {
  private final AuditAction action;
  private final Map<String, Object> data = new LinkedHashMap<>();
  private @Nullable Long ownerId;
  private @Nullable Long userId;
  private @Nullable Long teamId;
  private @Nullable Long repositoryId;
  private @Nullable Long spaceId;

  public AuditEvent(AuditAction action) {
    this.action = action;
  }

  /**
   * Sets the owner whose log the event belongs to. Needed only if no space, team or repository is
   * set, or if theirs is another owner.
   */
  public AuditEvent owner(@Nullable Long id) {
    ownerId = id;
    return this;
  }

  /** Sets the user whom the event concerns. */
  public AuditEvent user(@Nullable Long id) {
    userId = id;
    return this;
  }

  public AuditEvent team(@Nullable Long id) {
    teamId = id;
    return this;
  }

  public AuditEvent repository(@Nullable Long id) {
    repositoryId = id;
    return this;
  }

  public AuditEvent space(@Nullable Long id) {
    spaceId = id;
    return this;
  }

  /** Adds a fact; null and empty collections are left out. */
  public AuditEvent with(String name, @Nullable Object value) {
    if (value != null && !(value instanceof Collection<?> many && many.isEmpty())) {
      data.put(name, value);
    }
    return this;
  }

  /** Adds a value before and after a change; adds nothing if both are equal. */
  public AuditEvent changed(String name, @Nullable Object now, @Nullable Object was) {
    return Objects.equals(now, was) ? this : with(name, now).with(name + "_was", was);
  }

  AuditAction action() {
    return action;
  }

  @Nullable Long ownerId() {
    return ownerId;
  }

  @Nullable Long userId() {
    return userId;
  }

  @Nullable Long teamId() {
    return teamId;
  }

  @Nullable Long repositoryId() {
    return repositoryId;
  }

  @Nullable Long spaceId() {
    return spaceId;
  }

  /** Returns which of the five ids are set. */
  List<Boolean> shape() {
    return Stream.of(ownerId, userId, teamId, repositoryId, spaceId).map(Objects::nonNull).toList();
  }

  Map<String, Object> data() {
    return data;
  }
}
