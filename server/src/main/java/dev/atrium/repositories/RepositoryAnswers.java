// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryRole;
import dev.atrium.http.Urls;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The JSON of repositories, for the answers of other features. */
public final class RepositoryAnswers {
  private RepositoryAnswers() {}

  /**
   * Returns the repositories as GitHub's {@code repository}, in the order of the ids, with the same
   * role on each.
   */
  public static List<ObjectNode> items(
      Handle handle, RepositoryRole role, List<Long> ids, Urls urls) {
    Map<Long, RepositoryRole> roles =
        ids.stream().collect(Collectors.toMap(Function.identity(), id -> role));
    return RepositoryView.of(handle, ids, roles).stream()
        .map(view -> RepositoryJson.item(view, urls))
        .toList();
  }

  /** Returns the repositories as GitHub's {@code minimal-repository}, in the order of the ids. */
  public static List<ObjectNode> minimal(Handle handle, Caller caller, List<Long> ids, Urls urls) {
    return RepositoryView.of(handle, caller, ids).stream()
        .map(view -> RepositoryJson.minimal(view, urls))
        .toList();
  }
}
