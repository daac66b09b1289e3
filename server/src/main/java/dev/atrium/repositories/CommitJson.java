// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.directory.Account;
import dev.atrium.directory.NodeIds;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.git.Changes;
import dev.atrium.git.Commit;
import dev.atrium.git.FileChange;
import dev.atrium.git.GitUser;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import java.util.Map;

/** GitHub's commit, for its own endpoints and inside other answers. */
public record CommitJson(RepositoryFacts repository, Urls urls) {

  /**
   * Builds a commit of a list.
   *
   * @param accounts the accounts of authors and committers, by e-mail address
   */
  public ObjectNode item(Commit commit, Map<String, Account> accounts) {
    ObjectNode json =
        head(commit).put("comments_url", api("/commits/" + commit.sha() + "/comments"));
    ObjectNode inner = json.putObject("commit");
    inner.set("author", identity(commit.author()));
    inner.set("committer", identity(commit.committer()));
    inner.put("message", commit.message());
    inner.set("tree", tree(commit));
    inner.put("url", api("/git/commits/" + commit.sha())).put("comment_count", 0);
    inner.set("verification", unsigned());
    json.set("author", account(commit.author(), accounts));
    json.set("committer", account(commit.committer(), accounts));
    json.set("parents", parents(commit, "/commits/"));
    return json;
  }

  /** Builds a single commit, with what it changes. */
  public ObjectNode full(Commit commit, Map<String, Account> accounts, Changes changes) {
    ObjectNode json = item(commit, accounts);
    json.putObject("stats")
        .put("total", changes.additions() + changes.deletions())
        .put("additions", changes.additions())
        .put("deletions", changes.deletions());
    ArrayNode files = json.putArray("files");
    changes.files().forEach(file -> files.add(change(file, commit.sha())));
    return json;
  }

  /** Builds the commit as git has it, without what it changes. */
  public ObjectNode plain(Commit commit) {
    ObjectNode json = head(commit).put("url", api("/git/commits/" + commit.sha()));
    json.set("author", identity(commit.author()));
    json.set("committer", identity(commit.committer()));
    json.put("message", commit.message());
    json.set("tree", tree(commit));
    json.set("parents", parents(commit, "/git/commits/"));
    json.set("verification", unsigned());
    return json;
  }

  /** Builds a {@code diff-entry}: the change of one file in a commit. */
  ObjectNode change(FileChange change, String commitSha) {
    String path = Urls.encodePath(change.path());
    String html = "/" + repository.fullName();
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("sha", change.sha())
            .put("filename", change.path())
            .put("status", change.status())
            .put("additions", change.additions())
            .put("deletions", change.deletions())
            .put("changes", change.additions() + change.deletions())
            .put("blob_url", urls.html(html + "/blob/" + commitSha + "/" + path))
            .put("raw_url", urls.html("/raw" + html + "/" + commitSha + "/" + path))
            .put("contents_url", api("/contents/" + path + "?ref=" + commitSha));
    if (change.patch() != null) {
      json.put("patch", change.patch());
    }
    if (change.previousPath() != null) {
      json.put("previous_filename", change.previousPath());
    }
    return json;
  }

  private ObjectNode head(Commit commit) {
    return Json.mapper()
        .createObjectNode()
        .put("sha", commit.sha())
        .put("node_id", NodeIds.named("C", repository.id(), commit.sha()))
        .put("url", api("/commits/" + commit.sha()))
        .put("html_url", urls.html("/" + repository.fullName() + "/commit/" + commit.sha()));
  }

  private ObjectNode tree(Commit commit) {
    return Json.mapper()
        .createObjectNode()
        .put("sha", commit.treeSha())
        .put("url", api("/git/trees/" + commit.treeSha()));
  }

  private ArrayNode parents(Commit commit, String path) {
    ArrayNode parents = Json.mapper().createArrayNode();
    for (String sha : commit.parents()) {
      parents
          .addObject()
          .put("sha", sha)
          .put("url", api(path + sha))
          .put("html_url", urls.html("/" + repository.fullName() + "/commit/" + sha));
    }
    return parents;
  }

  public static ObjectNode identity(GitUser who) {
    return Json.mapper()
        .createObjectNode()
        .put("name", who.name())
        .put("email", who.email())
        .put("date", Json.time(who.when().getEpochSecond()));
  }

  private JsonNode account(GitUser who, Map<String, Account> accounts) {
    Account account = accounts.get(who.email());
    return account == null
        ? Json.mapper().nullNode()
        : Json.mapper().valueToTree(SimpleUserJson.of(account, urls));
  }

  public static ObjectNode unsigned() {
    return Json.mapper()
        .createObjectNode()
        .put("verified", false)
        .put("reason", "unsigned")
        .putNull("signature")
        .putNull("payload")
        .putNull("verified_at");
  }

  private String api(String rest) {
    return urls.api("/repos/" + repository.fullName() + rest);
  }
}
