// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter on the commits of a log. A null field matches every commit.
 *
 * @param path a file or a folder that the commit changed
 * @param authors names or e-mail addresses, compared without case; one match suffices
 * @param committers names or e-mail addresses, compared in the same way
 */
public record LogQuery(
    @Nullable String path,
    @Nullable Set<String> authors,
    @Nullable Set<String> committers,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final LogQuery ALL = new LogQuery(null, null, null, null, null);

  boolean matches(Commit commit) {
    Instant when = commit.committer().when();
    return isOneOf(authors, commit.author())
        && isOneOf(committers, commit.committer())
        && (since == null || !when.isBefore(since))
        && (until == null || !when.isAfter(until));
  }

  private static boolean isOneOf(@Nullable Set<String> wanted, GitUser who) {
    return wanted == null
        || wanted.stream()
            .anyMatch(one -> one.equalsIgnoreCase(who.name()) || one.equalsIgnoreCase(who.email()));
  }
}
