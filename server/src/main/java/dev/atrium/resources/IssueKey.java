// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import java.util.stream.Stream;

/** An issue or pull request by its number in its repository. */
record IssueKey(long repositoryId, long number, boolean pullRequest) {
  static Stream<IssueKey> of(Metadata source) {
    boolean pullRequest = source.type() == ResourceType.GITHUB_PULL_REQUEST;
    Long repositoryId = source.repositoryId();
    return repositoryId != null && (pullRequest || source.type() == ResourceType.GITHUB_ISSUE)
        ? Stream.of(new IssueKey(repositoryId, source.number(), pullRequest))
        : Stream.empty();
  }
}
