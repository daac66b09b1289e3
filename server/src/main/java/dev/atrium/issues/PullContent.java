// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.git.Branch;
import dev.atrium.git.Changes;
import dev.atrium.git.Commit;
import dev.atrium.git.GitHistory;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.work.AnswerMemory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The git side of pull requests. Never call it inside a transaction. */
final class PullContent {
  private final GitRepositories repositories;

  PullContent(GitRepositories repositories) {
    this.repositories = repositories;
  }

  /** Returns all branches, each with the commit it points to. */
  Map<String, String> branches(RepositoryFacts repository) {
    return open(repository).branches().stream()
        .collect(Collectors.toMap(Branch::name, Branch::commitSha));
  }

  /**
   * Returns the issues with pull requests in their current state: an open one follows its branches,
   * as long as they exist.
   */
  List<Issue> current(RepositoryFacts repository, List<Issue> issues) {
    boolean none = issues.stream().noneMatch(issue -> issue.proposal() != null && issue.isOpen());
    if (none) {
      return issues;
    }
    Map<String, String> branches = branches(repository);
    return issues.stream().map(issue -> current(issue, branches)).toList();
  }

  static Issue current(Issue issue, Map<String, String> branches) {
    Issue.Proposal proposal = issue.proposal();
    return proposal == null || !issue.isOpen()
        ? issue
        : issue.with(
            proposal.at(
                branches.getOrDefault(proposal.headRef(), proposal.headSha()),
                branches.getOrDefault(proposal.baseRef(), proposal.baseSha())));
  }

  /** Counts what the head adds to the base. */
  Comparison compare(RepositoryFacts repository, Issue.Proposal proposal) {
    int commits = open(repository).history().ahead(proposal.baseSha(), proposal.headSha());
    return new Comparison(commits, changes(repository, proposal, 0, 0));
  }

  /** Returns some of the files that differ between the base and the head. */
  Changes changes(RepositoryFacts repository, Issue.Proposal proposal, long skip, int limit) {
    GitHistory history = open(repository).history();
    String from =
        history.mergeBase(proposal.baseSha(), proposal.headSha()).orElse(proposal.baseSha());
    return history.changes(from, proposal.headSha(), skip, limit);
  }

  /** Returns some of the commits that the head has and the base lacks, the oldest first. */
  List<Commit> commits(RepositoryFacts repository, Issue.Proposal proposal, long skip, int limit) {
    List<Commit> found =
        open(repository)
            .history()
            .commitsBetween(proposal.baseSha(), proposal.headSha(), skip, limit);
    found.forEach(commit -> AnswerMemory.count(commit.message()));
    return found;
  }

  /** Counts the commits of the head that the base lacks. */
  int count(RepositoryFacts repository, Issue.Proposal proposal) {
    return open(repository).history().ahead(proposal.baseSha(), proposal.headSha());
  }

  /** Counts the commits of the head that the base lacks; -1 if they have no commit in common. */
  int ahead(RepositoryFacts repository, String baseSha, String headSha) {
    GitHistory history = open(repository).history();
    return history.mergeBase(baseSha, headSha).isEmpty() ? -1 : history.ahead(baseSha, headSha);
  }

  private GitRepository open(RepositoryFacts repository) {
    return repositories.open(repository.id(), repository.defaultBranch());
  }

  /** The number of commits and the changes of a pull request. */
  record Comparison(int commits, Changes changes) {}
}
