// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.http.Refusals.Refusal;
import dev.atrium.http.Texts;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The things that the path of a refused request names, as far as they exist. */
final class RefusedTarget {
  private final Handle handle;
  private final Refusal refusal;

  RefusedTarget(Handle handle, Refusal refusal) {
    this.handle = handle;
    this.refusal = refusal;
  }

  void addTo(AuditEvent event) {
    Optional<Long> organization = account("org").or(() -> id("organization_id"));
    Optional<Long> person = account("username").or(() -> id("account_id"));
    Optional<Long> repository = repository();
    Optional<Long> owner =
        organization.or(() -> ofPath() ? person.or(() -> account("owner")) : Optional.empty());
    event
        .owner(owner.orElse(null))
        .user(person.orElse(null))
        .space(space(owner).orElse(null))
        .team(team(organization).orElse(null))
        .repository(repository.orElse(null));
  }

  /** Returns whether the account that the path begins with owns what the path names. */
  private boolean ofPath() {
    return refusal.parameters().containsKey("space_number")
        || refusal.path().endsWith("/copilot-spaces");
  }

  private Optional<Long> account(String parameter) {
    return text(parameter).flatMap(login -> TargetStore.account(handle, login));
  }

  private Optional<Long> space(Optional<Long> owner) {
    return owner.flatMap(
        id -> id("space_number").flatMap(number -> TargetStore.space(handle, id, number)));
  }

  private Optional<Long> team(Optional<Long> organization) {
    return organization.flatMap(id ->
        text("team_slug")
            .flatMap(slug -> TargetStore.team(handle, id, slug))
            .or(() -> id("team_id").filter(team -> TargetStore.hasTeam(handle, id, team))));
  }

  private Optional<Long> repository() {
    return text("owner")
        .flatMap(owner -> text("repo").flatMap(name -> TargetStore.repository(handle, owner, name)))
        .or(() -> id("repository_id"));
  }

  private Optional<String> text(String parameter) {
    return Optional.ofNullable(refusal.parameters().get(parameter))
        .filter(text -> text.indexOf(0) < 0); // PostgreSQL rejects NUL.
  }

  private Optional<Long> id(String parameter) {
    return text(parameter).flatMap(Texts::integer);
  }
}
