// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Database;
import dev.atrium.directory.Logins;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.git.Changes;
import dev.atrium.git.Commit;
import dev.atrium.git.FileChange;
import dev.atrium.git.GitRepositories;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.repositories.IssueNumbers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rules of pull requests between two branches of one repository. Whoever may push may create
 * one.
 */
public final class PullRequests {
  static final String RESOURCE = "PullRequest";
  private static final int MOST_FILES = 3_000;
  private static final int MOST_COMMITS = 250;

  private final Database database;
  private final RepositoryGrants repositories;
  private final Issues issues;
  private final PullContent content;
  private final Clock clock;

  public PullRequests(
      Database database,
      RepositoryGrants repositories,
      Issues issues,
      GitRepositories git,
      Clock clock) {
    this.database = database;
    this.repositories = repositories;
    this.issues = issues;
    this.content = new PullContent(git);
    this.clock = clock;
  }

  Paged<Issue> list(RepositoryGrant grant, IssueFilter filter, Page page) {
    Paged<Issue> found = issues.list(grant, filter, page);
    return found.with(content.current(grant.repository(), found.rows()));
  }

  /**
   * Returns a pull request.
   *
   * @throws ApiException 404 if it does not exist, or is an issue
   */
  Issue get(RepositoryGrant grant, long number) {
    Issue issue = issues.get(grant, number);
    if (issue.kind() != Issue.Kind.PULL_REQUEST) {
      throw ApiException.notFound();
    }
    return content.current(grant.repository(), List.of(issue)).getFirst();
  }

  PullContent.Comparison compare(RepositoryGrant grant, Issue pullRequest) {
    return content.compare(grant.repository(), Objects.requireNonNull(pullRequest.proposal()));
  }

  /** Returns commits, at most 250 on all pages together, as GitHub does. */
  Paged<Commit> commits(RepositoryGrant grant, Issue pullRequest, Page page) {
    Issue.Proposal proposal = Objects.requireNonNull(pullRequest.proposal());
    int limit = Math.clamp(MOST_COMMITS - page.offset(), 0, page.limit());
    return page.read(
        content.commits(grant.repository(), proposal, page.offset(), limit),
        () -> Math.min(content.count(grant.repository(), proposal), MOST_COMMITS));
  }

  /** Returns changed files, at most 3,000 on all pages together, as GitHub does. */
  Paged<FileChange> files(RepositoryGrant grant, Issue pullRequest, Page page) {
    Issue.Proposal proposal = Objects.requireNonNull(pullRequest.proposal());
    int limit = Math.clamp(MOST_FILES - page.offset(), 0, page.size());
    Changes changes = content.changes(grant.repository(), proposal, page.offset(), limit);
    return new Paged<>(changes.files(), Math.min(changes.count(), MOST_FILES));
  }

  /**
   * Creates a pull request.
   *
   * @param head {@code branch} or {@code owner:branch}
   * @throws ApiException 403 if the caller lacks the write role; 422 if a branch does not exist, if
   *     the head has no new commits, or if the two branches have an open pull request
   */
  Issue create(RepositoryGrant grant, IssueFields fields, String head, String base, boolean draft) {
    RepositoryFacts repository = grant.repository();
    Map<String, String> branches = content.branches(repository);
    Optional<String> headRef = headRef(repository, head).filter(branches::containsKey);
    if (headRef.isEmpty() || !branches.containsKey(base)) {
      throw ApiException.invalid(unknown(headRef.isEmpty(), !branches.containsKey(base)));
    }
    Issue.Proposal proposal =
        new Issue.Proposal(
            draft,
            headRef.get(),
            Objects.requireNonNull(branches.get(headRef.get())),
            base,
            Objects.requireNonNull(branches.get(base)));
    requireNews(repository, proposal);
    return database.write(transaction -> {
      Handle handle = transaction.handle();
      RepositoryGrant now =
          repositories.renew(handle, grant.caller(), repository.id(), RepositoryNeed.WRITE);
      now.requireNotArchived();
      long number =
          IssueNumbers.next(transaction, repository.id()).orElseThrow(ApiException::notFound);
      Issue made =
          fields.create(
              repository.id(),
              number,
              now.caller().id(),
              proposal,
              clock.instant().getEpochSecond());
      Issues.requireOnlyOne(handle, now, made);
      AuditLog.add(transaction, Issues.event(AuditAction.PULL_REQUEST_CREATED, made));
      return IssueStore.insert(handle, made);
    });
  }

  /** Changes an issue, or the fields that a pull request shares with issues. */
  Issue update(RepositoryGrant grant, Issue found, IssueFields fields) {
    return update(grant, found, fields, null);
  }

  /**
   * Changes a pull request.
   *
   * @param base the new base branch; null to keep it
   * @throws ApiException 422 if a pull request that is reopened or gets another base lacks a branch
   *     or new commits, or if a closed one gets another base
   */
  Issue update(RepositoryGrant grant, Issue found, IssueFields fields, @Nullable String base) {
    long now = clock.instant().getEpochSecond();
    Issue.Proposal before = found.proposal();
    if (before == null) {
      return issues.change(
          grant,
          found.number(),
          Map.of(),
          (current, issue) -> fields.allowedBy(current).apply(issue, current.caller().id(), now));
    }
    RepositoryFacts repository = grant.repository();
    Map<String, String> branches = content.branches(repository);
    Issue wanted = onto(fields.apply(found, grant.caller().id(), now), base, branches);
    boolean moved = base != null && !base.equals(before.baseRef());
    if (moved || (wanted.isOpen() && !found.isOpen())) {
      requireOpenable(repository, wanted, branches);
    }
    return content
        .current(
            repository,
            List.of(
                issues.change(
                    grant,
                    found.number(),
                    branches,
                    (current, issue) ->
                        onto(
                            fields.allowedBy(current).apply(issue, current.caller().id(), now),
                            base,
                            branches))))
        .getFirst();
  }

  private static Issue onto(Issue issue, @Nullable String base, Map<String, String> branches) {
    Issue.Proposal proposal = issue.proposal();
    return base == null || proposal == null || base.equals(proposal.baseRef())
        ? issue
        : issue.with(proposal.onto(base, branches.getOrDefault(base, proposal.baseSha())));
  }

  private void requireOpenable(
      RepositoryFacts repository, Issue wanted, Map<String, String> branches) {
    if (!wanted.isOpen()) {
      throw invalid("base", "The base of a closed pull request cannot be changed");
    }
    Issue.Proposal proposal =
        Objects.requireNonNull(PullContent.current(wanted, branches).proposal());
    boolean noHead = !branches.containsKey(proposal.headRef());
    boolean noBase = !branches.containsKey(proposal.baseRef());
    if (noHead || noBase) {
      throw ApiException.invalid(unknown(noHead, noBase));
    }
    requireNews(repository, proposal);
  }

  private void requireNews(RepositoryFacts repository, Issue.Proposal proposal) {
    int ahead = content.ahead(repository, proposal.baseSha(), proposal.headSha());
    if (ahead < 0) {
      throw invalid(
          "base",
          "The %s branch has no history in common with %s"
              .formatted(proposal.headRef(), proposal.baseRef()));
    }
    if (ahead == 0) {
      throw invalid(
          "head", "No commits between %s and %s".formatted(proposal.baseRef(), proposal.headRef()));
    }
  }

  /** Returns the branch of the head, if the head names this repository. */
  private static Optional<String> headRef(RepositoryFacts repository, String head) {
    int colon = head.indexOf(':');
    return colon < 0
            || Logins.key(head.substring(0, colon)).equals(Logins.key(repository.ownerLogin()))
        ? Optional.of(head.substring(colon + 1))
        : Optional.empty();
  }

  private static List<FieldError> unknown(boolean head, boolean base) {
    FieldError noHead =
        FieldError.invalid(RESOURCE, "head", "head does not name a branch of this repository");
    FieldError noBase =
        FieldError.invalid(RESOURCE, "base", "base does not name a branch of this repository");
    return head && base ? List.of(noHead, noBase) : List.of(head ? noHead : noBase);
  }

  private static ApiException invalid(String field, String message) {
    return ApiException.invalid(new FieldError(RESOURCE, field, "custom", message, null));
  }
}
