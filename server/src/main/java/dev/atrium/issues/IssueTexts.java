// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import dev.atrium.git.Branch;
import dev.atrium.git.FileChange;
import dev.atrium.git.GitException;
import dev.atrium.git.GitRepositories;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues and pull requests as readable text: title, state, body, comments, and what is changed. */
public final class IssueTexts {
  private static final Logger LOG = LoggerFactory.getLogger(IssueTexts.class);

  /** The comments that a text has, the oldest first. */
  static final int MOST_COMMENTS = 1_000;

  /** The changed files that a text has. */
  static final int MOST_FILES = 300;

  private final Database database;
  private final GitRepositories git;

  public IssueTexts(Database database, GitRepositories git) {
    this.database = database;
    this.git = git;
  }

  /** Returns which versions of these issues there are now, without those that do not exist. */
  public static Map<Long, Version> versions(
      Handle handle, long repositoryId, Collection<Long> numbers) {
    Map<Long, Version> versions = new HashMap<>();
    for (Version version : IssueTextStore.versions(handle, repositoryId, numbers)) {
      versions.put(version.number(), version);
    }
    return versions;
  }

  /** Returns the version with the commits that an open pull request is at. */
  public Version current(RepositoryFacts repository, Version version) {
    if (version.headRef().isEmpty() || !version.isOpen()) {
      return version;
    }
    Map<String, String> branches =
        git.open(repository.id(), repository.defaultBranch()).branches().stream()
            .collect(Collectors.toMap(Branch::name, Branch::commitSha));
    return version.at(
        branches.getOrDefault(version.headRef(), version.headSha()),
        branches.getOrDefault(version.baseRef(), version.baseSha()));
  }

  /** Returns the text of an issue or a pull request, if it exists. */
  public Optional<String> text(RepositoryFacts repository, long number) {
    Optional<Read> read = database.read(handle -> Read.of(handle, repository.id(), number));
    return read.map(found -> {
      PullContent content = new PullContent(git);
      Issue issue = content.current(repository, List.of(found.issue())).getFirst();
      StringBuilder text = new StringBuilder();
      text.append("# %s (%s#%d)\n".formatted(issue.title(), repository.fullName(), number));
      text.append("%s, %s".formatted(name(issue.kind()), issue.state().wire()));
      text.append(", opened by %s\n".formatted(found.login(issue.authorId())));
      if (!issue.labels().isEmpty()) {
        text.append("Labels: %s\n".formatted(String.join(", ", issue.labels())));
      }
      String body = issue.body();
      text.append(body == null || body.isBlank() ? "" : "\n" + lines(body));
      for (Comment comment : found.comments()) {
        text.append("\n## Comment by %s\n".formatted(found.login(comment.authorId())));
        text.append(lines(comment.body()));
      }
      Issue.Proposal proposal = issue.proposal();
      if (proposal != null) {
        text.append(
            "\n## Changes from %s to %s\n".formatted(proposal.headRef(), proposal.baseRef()));
        append(text, content, repository, proposal);
      }
      return text.toString();
    });
  }

  private static void append(
      StringBuilder text,
      PullContent content,
      RepositoryFacts repository,
      Issue.Proposal proposal) {
    try {
      content
          .changes(repository, proposal, 0, MOST_FILES)
          .files()
          .forEach(file -> append(text, file));
    } catch (ApiException | GitException e) {
      // Far too many files, or commits that are gone: the rest is still worth reading.
      LOG.debug("The changes of {} cannot be compared", repository.fullName(), e);
      text.append("The changes cannot be shown.\n");
    }
  }

  private static void append(StringBuilder text, FileChange file) {
    String patch = file.patch();
    text.append("\n### %s (%s)\n".formatted(file.path(), file.status()));
    text.append(patch == null ? "" : "```diff\n" + lines(patch) + "```\n");
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n").stripTrailing() + "\n";
  }

  private static String name(Issue.Kind kind) {
    return kind == Issue.Kind.ISSUE ? "Issue" : "Pull request";
  }

  /**
   * What tells one text of an issue from the next.
   *
   * @param headRef empty for an issue, as are the other names of commits
   */
  public record Version(
      long number,
      String title,
      boolean isOpen,
      long updatedAt,
      long comments,
      String headRef,
      String headSha,
      String baseRef,
      String baseSha) {
    Version at(String head, String base) {
      return new Version(number, title, isOpen, updatedAt, comments, headRef, head, baseRef, base);
    }
  }

  private record Read(Issue issue, List<Comment> comments, Map<Long, String> logins) {
    static Optional<Read> of(Handle handle, long repositoryId, long number) {
      return IssueStore.find(handle, repositoryId, number)
          .map(issue ->
              new Read(
                  issue,
                  IssueTextStore.comments(handle, issue.id(), MOST_COMMENTS),
                  IssueTextStore.authors(handle, issue.id())));
    }

    String login(long accountId) {
      return logins.getOrDefault(accountId, "ghost");
    }
  }
}
