// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A commit, with its object ids in hexadecimal.
 *
 * @param message without the line end that git writes after it, as GitHub gives it
 */
public record Commit(
    String sha,
    String treeSha,
    List<String> parents,
    GitUser author,
    GitUser committer,
    String message) {
  public Commit {
    parents = List.copyOf(parents);
  }

  static Commit of(RevCommit commit) {
    return new Commit(
        commit.name(),
        commit.getTree().name(),
        Arrays.stream(commit.getParents()).map(ObjectId::name).toList(),
        GitUser.of(commit.getAuthorIdent()),
        GitUser.of(commit.getCommitterIdent()),
        commit.getFullMessage().stripTrailing());
  }
}
