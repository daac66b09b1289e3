// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.db.Database;
import dev.atrium.directory.NodeIds;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import dev.atrium.work.AnswerMemory;
import dev.atrium.work.Pieces;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The builder of GitHub's issue. */
final class IssueJson {
  /** The issues that are built at once. Each may have a hundred labels. */
  private static final int FEW = 10;

  private final Database database;
  private final Urls urls;

  IssueJson(Database database, Urls urls) {
    this.database = database;
    this.urls = urls;
  }

  ObjectNode one(RepositoryGrant grant, Issue issue) {
    return list(grant, List.of(issue)).getFirst();
  }

  List<ObjectNode> list(RepositoryGrant grant, List<Issue> issues) {
    RepositoryFacts repository = grant.repository();
    People people = database.read(handle -> People.of(handle, grant, ids(issues), urls));
    List<ObjectNode> all = new ArrayList<>();
    for (Issue issue : issues) {
      all.add(json(repository, issue, people));
      if (all.size() % FEW == 0) {
        Pieces.letOthersRun(all.size() / FEW);
      }
    }
    return all;
  }

  /** Returns the ids of all users that the issues show. */
  static List<Long> ids(List<Issue> issues) {
    return issues.stream()
        .flatMap(issue ->
            Stream.of(
                    Stream.of(issue.authorId()),
                    issue.assigneeIds().stream(),
                    Stream.ofNullable(issue.closedById()))
                .flatMap(Function.identity()))
        .toList();
  }

  private ObjectNode json(RepositoryFacts repository, Issue issue, People people) {
    IssueUrls at = IssueUrls.of(repository, issue, urls);
    String prefix = issue.proposal() == null ? "I" : "PR";
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("id", issue.id())
            .put("node_id", NodeIds.of(prefix, repository.id(), issue.id()))
            .put("url", at.self())
            .put("repository_url", at.repository())
            .put("labels_url", at.self() + "/labels{/name}")
            .put("comments_url", at.self() + "/comments")
            .put("events_url", at.self() + "/events")
            .put("html_url", at.html());
    common(json, repository, issue, people, urls);
    json.put("state_reason", issue.stateReason())
        .put("comments", issue.comments())
        .putPOJO("reactions", ReactionsJson.none(at.self()))
        .putPOJO("closed_by", issue.closedById() == null ? null : people.user(issue.closedById()))
        .putNull("type")
        .putNull("performed_via_github_app");
    Issue.Proposal proposal = issue.proposal();
    if (proposal != null) {
      json.put("draft", proposal.draft());
      json.putObject("pull_request")
          .put("url", at.pull())
          .put("html_url", at.html())
          .put("diff_url", at.html() + ".diff")
          .put("patch_url", at.html() + ".patch")
          .putNull("merged_at");
    }
    return json;
  }

  /** Adds the fields that issues and pull requests share. */
  static void common(
      ObjectNode json, RepositoryFacts repository, Issue issue, People people, Urls urls) {
    AnswerMemory.countObjects(issue.labels().size());
    List<SimpleUserJson> assignees = issue.assigneeIds().stream().map(people::user).toList();
    json.put("number", issue.number())
        .put("state", issue.state().wire())
        .put("title", issue.title())
        .put("body", issue.body())
        .putPOJO("user", people.user(issue.authorId()))
        .putPOJO(
            "labels",
            issue.labels().stream().map(name -> LabelJson.of(repository, name, urls)).toList())
        .putPOJO("assignee", assignees.isEmpty() ? null : assignees.getFirst())
        .putPOJO("assignees", assignees)
        .putNull("milestone")
        .put("locked", false)
        .putNull("active_lock_reason")
        .put("author_association", people.association(issue.authorId()))
        .put("created_at", Json.time(issue.createdAt()))
        .put("updated_at", Json.time(issue.updatedAt()))
        .put("closed_at", time(issue.closedAt()));
  }

  private static @Nullable String time(@Nullable Long seconds) {
    return seconds == null ? null : Json.time(seconds);
  }
}
