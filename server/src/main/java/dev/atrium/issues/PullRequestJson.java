// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.db.Database;
import dev.atrium.directory.NodeIds;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import dev.atrium.issues.PullContent.Comparison;
import dev.atrium.repositories.RepositoryJson;
import java.util.List;
import java.util.Objects;

/** The builder of GitHub's pull-request-simple and pull-request. */
final class PullRequestJson {
  private final Database database;
  private final Urls urls;

  PullRequestJson(Database database, Urls urls) {
    this.database = database;
    this.urls = urls;
  }

  /** Builds the form that lists contain. */
  List<ObjectNode> list(RepositoryGrant grant, List<Issue> issues) {
    return database.read(handle -> {
      RepositoryFacts repository = grant.repository();
      People people = People.of(handle, grant, IssueJson.ids(issues), urls);
      Side side = new Side(RepositoryJson.item(handle, grant, urls));
      return issues.stream().map(issue -> simple(repository, issue, people, side)).toList();
    });
  }

  /** Builds the whole form, with a summary of the changes. Mergeability is never computed. */
  ObjectNode whole(RepositoryGrant grant, Issue issue, Comparison comparison) {
    return list(grant, List.of(issue))
        .getFirst()
        .put("merged", false)
        .putNull("mergeable")
        .putNull("rebaseable")
        .put("mergeable_state", "unknown")
        .putNull("merged_by")
        .put("comments", issue.comments())
        .put("review_comments", 0)
        .put("maintainer_can_modify", false)
        .put("commits", comparison.commits())
        .put("additions", comparison.changes().additions())
        .put("deletions", comparison.changes().deletions())
        .put("changed_files", comparison.changes().count());
  }

  private ObjectNode simple(RepositoryFacts repository, Issue issue, People people, Side side) {
    Issue.Proposal proposal = Objects.requireNonNull(issue.proposal());
    IssueUrls at = IssueUrls.of(repository, issue, urls);
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("id", issue.id())
            .put("node_id", NodeIds.of("PR", repository.id(), issue.id()));
    links(json, at, proposal);
    IssueJson.common(json, repository, issue, people, urls);
    json.putNull("merged_at")
        .putNull("merge_commit_sha")
        .putNull("auto_merge")
        .put("draft", proposal.draft());
    json.putArray("requested_reviewers");
    json.putArray("requested_teams");
    json.set("head", side.json(proposal.headRef(), proposal.headSha()));
    json.set("base", side.json(proposal.baseRef(), proposal.baseSha()));
    return json;
  }

  private static void links(ObjectNode json, IssueUrls at, Issue.Proposal proposal) {
    String comments = at.self() + "/comments";
    String statuses = at.repository() + "/statuses/" + proposal.headSha();
    String reviewComment = at.repository() + "/pulls/comments{/number}";
    json.put("url", at.pull())
        .put("html_url", at.html())
        .put("diff_url", at.html() + ".diff")
        .put("patch_url", at.html() + ".patch")
        .put("issue_url", at.self())
        .put("commits_url", at.pull() + "/commits")
        .put("review_comments_url", at.pull() + "/comments")
        .put("review_comment_url", reviewComment)
        .put("comments_url", comments)
        .put("statuses_url", statuses);
    ObjectNode links = json.putObject("_links");
    link(links, "self", at.pull());
    link(links, "html", at.html());
    link(links, "issue", at.self());
    link(links, "comments", comments);
    link(links, "review_comments", at.pull() + "/comments");
    link(links, "review_comment", reviewComment);
    link(links, "commits", at.pull() + "/commits");
    link(links, "statuses", statuses);
  }

  private static void link(ObjectNode links, String name, String href) {
    links.putObject(name).put("href", href);
  }

  /** The repository of a branch. It is the same for head and base. */
  private record Side(ObjectNode repository) {
    ObjectNode json(String ref, String sha) {
      ObjectNode json =
          Json.mapper()
              .createObjectNode()
              .put("label", repository.at("/owner/login").asText() + ":" + ref)
              .put("ref", ref)
              .put("sha", sha);
      json.set("user", repository.get("owner"));
      return json.set("repo", repository);
    }
  }
}
