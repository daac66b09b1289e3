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
 * Something that happened, and to what, by ids: the names are copied from the tables as they are
 * when it is written. So it is written after what it makes, and before what it deletes.
 *
 * <p>What is added by {@link #with} is read by owners of organizations and kept for long: roles,
 * states, ids and names of fields, never a text that somebody wrote, and never a secret.
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
   * Whose log it belongs to. Needed where neither a space nor a team nor a repository says so, or
   * they say another.
   */
  public AuditEvent owner(@Nullable Long id) {
    ownerId = id;
    return this;
  }

  /** Who it happened to. */
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

  /** One more fact; null and empty are left out. */
  public AuditEvent with(String name, @Nullable Object value) {
    if (value != null && !(value instanceof Collection<?> many && many.isEmpty())) {
      data.put(name, value);
    }
    return this;
  }

  /** What a value is from now on, and what it was. */
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

  /** Which of the five ids there are. */
  List<Boolean> shape() {
    return Stream.of(ownerId, userId, teamId, repositoryId, spaceId).map(Objects::nonNull).toList();
  }

  Map<String, Object> data() {
    return data;
  }
}
