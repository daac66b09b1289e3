// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.agents;

import dev.atrium.access.OwnerGrant;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The repositories among some that may be selected: those of the organization that the caller's
 * token can read.
 */
record Selectable(Set<Long> ids) {
  static Selectable of(Handle handle, OwnerGrant grant, Collection<Long> some) {
    Map<Long, RepositoryRole> roles = RepositoryAccess.roles(handle, grant.caller(), some);
    return new Selectable(
        RepositoryAccess.owned(handle, grant.owner().id(), some).stream()
            .filter(id -> readable(roles, id))
            .collect(Collectors.toSet()));
  }

  static boolean readable(Map<Long, RepositoryRole> roles, long id) {
    return roles.getOrDefault(id, RepositoryRole.NONE).atLeast(RepositoryRole.PULL);
  }

  /**
   * Requires that all may be selected.
   *
   * @param sent the ids in the order of the body
   * @throws ApiException 422 naming each other id, at the first place where it is
   */
  void require(List<Long> sent) {
    Set<Long> refused = new HashSet<>();
    List<FieldError> faults = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      Long id = sent.get(i);
      if (!ids.contains(id) && refused.add(id)) {
        faults.add(
            FieldError.invalid(
                    "CopilotCodingAgentPermissions",
                    "selected_repository_ids",
                    id + " is not a repository of this organization")
                .at(i));
      }
    }
    if (!faults.isEmpty()) {
      throw ApiException.invalid(faults);
    }
  }
}
