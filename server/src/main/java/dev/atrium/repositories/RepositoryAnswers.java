// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Caller;
import dev.atrium.http.Urls;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Repositories as other features answer them. */
public final class RepositoryAnswers {
  private RepositoryAnswers() {}

  /** Each as GitHub's minimal-repository, in the order of the ids. */
  public static List<ObjectNode> minimal(Handle handle, Caller caller, List<Long> ids, Urls urls) {
    return RepositoryView.of(handle, caller, ids).stream()
        .map(view -> RepositoryJson.minimal(view, urls))
        .toList();
  }
}
