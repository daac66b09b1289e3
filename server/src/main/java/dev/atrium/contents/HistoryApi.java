// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.directory.Account;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.git.Branch;
import dev.atrium.git.Changes;
import dev.atrium.git.Commit;
import dev.atrium.git.FileChange;
import dev.atrium.git.GitPath;
import dev.atrium.git.GitRepository;
import dev.atrium.git.LogQuery;
import dev.atrium.http.MediaType;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Times;
import dev.atrium.http.Urls;
import dev.atrium.repositories.CommitJson;
import dev.atrium.repositories.Committers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations on branches, commits and trees. */
public final class HistoryApi {
  /** The files of a commit on one page, as on GitHub. */
  private static final int FILES_OF_A_PAGE = 300;

  /** The files of a commit on all pages together, as on GitHub. */
  private static final int MOST_FILES = 3_000;

  /** The ends of paths that list what is said of a commit. */
  private static final List<String> NONE_OF_A_COMMIT = List.of("/comments", "/statuses");

  private final CommitPages pages = new CommitPages();
  private final Contents contents;
  private final Committers committers;
  private final Urls urls;

  public HistoryApi(Contents contents, Committers committers, Urls urls) {
    this.contents = contents;
    this.committers = committers;
    this.urls = urls;
  }

  /** Lists branches. None is protected here, so a request for protected branches finds none. */
  public Response branches(Request request, RepositoryGrant grant) {
    Page page = Page.of(request);
    boolean none = request.query("protected").filter("true"::equals).isPresent();
    List<Branch> all = none ? List.of() : contents.open(grant).branches();
    BranchJson json = new BranchJson(grant.repository(), urls);
    return page.answer(request, urls, page.slice(all), json::item);
  }

  public Response branch(Request request, RepositoryGrant grant) {
    GitRepository git = contents.open(grant);
    Branch branch =
        git.branch(request.parameter("branch"))
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND, "Branch not found"));
    Commit commit = git.history().commit(branch.commitSha()).orElseThrow(ApiException::notFound);
    Map<String, Account> accounts = committers.accounts(List.of(commit));
    ObjectNode tip = new CommitJson(grant.repository(), urls).item(commit, accounts);
    return Response.ok(new BranchJson(grant.repository(), urls).full(branch, tip));
  }

  public Response commits(Request request, RepositoryGrant grant) {
    Page page = Page.of(request);
    GitRepository git = contents.openNotEmpty(grant);
    String start =
        git.resolve(request.query("sha").orElse(grant.repository().defaultBranch()))
            .orElseThrow(ApiException::notFound);
    LogQuery query =
        new LogQuery(
            request.query("path").flatMap(GitPath::clean).orElse(null),
            request.query("author").<Set<String>>map(committers::addresses).orElse(null),
            request.query("committer").<Set<String>>map(committers::addresses).orElse(null),
            Times.query(request, "Commit", "since").orElse(null),
            Times.query(request, "Commit", "until").orElse(null));
    Paged<Commit> found = pages.read(git, grant.repository().id(), start, query, page);
    Map<String, Account> accounts = committers.accounts(found.rows());
    CommitJson json = new CommitJson(grant.repository(), urls);
    return page.answer(request, urls, found, commit -> json.item(commit, accounts));
  }

  /**
   * Returns a commit as JSON or, depending on the media type, as a diff, a patch or its id alone.
   */
  public Response commit(Request request, RepositoryGrant grant) {
    GitRepository git = contents.openNotEmpty(grant);
    String ref = request.parameter("ref");
    Optional<String> sha = git.resolve(ref);
    if (sha.isEmpty() && isListOfNone(git, ref)) {
      return Response.ok(List.of());
    }
    Commit commit =
        sha.flatMap(git.history()::commit)
            .orElseThrow(() ->
                ApiException.of(ErrorCode.VALIDATION_FAILED, "No commit found for SHA: " + ref));
    if (MediaType.asked(request, "sha")) {
      return Response.text(commit.sha(), "application/vnd.github.sha; charset=utf-8");
    }
    String parent = commit.parents().isEmpty() ? null : commit.parents().getFirst();
    if (MediaType.asked(request, "diff")) {
      return Response.text(
          git.history().diff(parent, commit.sha()), "application/vnd.github.diff; charset=utf-8");
    }
    if (MediaType.asked(request, "patch")) {
      return Response.text(
          MailPatch.of(commit, git.history().diff(parent, commit.sha())),
          "application/vnd.github.patch; charset=utf-8");
    }
    Page page = Page.ofUpTo(FILES_OF_A_PAGE, request);
    int limit = Math.clamp(MOST_FILES - page.offset(), 0, page.size());
    Changes changes = git.history().changes(parent, commit.sha(), page.offset(), limit);
    Paged<FileChange> files = new Paged<>(changes.files(), Math.min(changes.count(), MOST_FILES));
    CommitJson json = new CommitJson(grant.repository(), urls);
    return page.answer(
        request, urls, files, json.full(commit, committers.accounts(List.of(commit)), changes));
  }

  /**
   * Tells whether a path is the list of a commit's comments or statuses, which no commit has here.
   * A branch may have a name that ends in the same way, and comes first.
   */
  private static boolean isListOfNone(GitRepository git, String ref) {
    return NONE_OF_A_COMMIT.stream()
        .filter(ref::endsWith)
        .map(end -> ref.substring(0, ref.length() - end.length()))
        .anyMatch(commit -> git.resolve(commit).isPresent());
  }

  /** Lists the statuses of a commit by the address that pull requests name. */
  public Response statuses(Request request, RepositoryGrant grant) {
    if (contents.openNotEmpty(grant).resolve(request.parameter("ref")).isEmpty()) {
      throw ApiException.notFound();
    }
    return Response.ok(List.of());
  }

  /** Streams a tree entry by entry, so that even 100,000 entries take no memory. */
  public Response tree(Request request, RepositoryGrant grant) {
    GitRepository git = contents.openNotEmpty(grant);
    String sha =
        git.files().tree(request.parameter("tree_sha")).orElseThrow(ApiException::notFound);
    boolean recursive = request.query("recursive").isPresent();
    return Response.ok(new TreeJson(grant.repository(), urls).of(git.files(), sha, recursive));
  }
}
