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

/** Repositories as other features answer them. */
public final class RepositoryAnswers {
  private RepositoryAnswers() {}

  /** Each as GitHub's repository, with one role on all of them, in the order of the ids. */
  public static List<ObjectNode> items(
      Handle handle, RepositoryRole role, List<Long> ids, Urls urls) {
    Map<Long, RepositoryRole> roles =
        ids.stream().collect(Collectors.toMap(Function.identity(), id -> role));
    return RepositoryView.of(handle, ids, roles).stream()
        .map(view -> RepositoryJson.item(view, urls))
        .toList();
  }

  /** Each as GitHub's minimal-repository, in the order of the ids. */
  public static List<ObjectNode> minimal(Handle handle, Caller caller, List<Long> ids, Urls urls) {
    return RepositoryView.of(handle, caller, ids).stream()
        .map(view -> RepositoryJson.minimal(view, urls))
        .toList();
  }
}
