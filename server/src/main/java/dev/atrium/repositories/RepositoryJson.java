// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryRole;
import dev.atrium.directory.NodeIds;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.error.ApiException;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * GitHub's four representations of a repository; all of them include the fields of {@code
 * repository}. Fields that Atrium does not use have GitHub's neutral value.
 */
public final class RepositoryJson {
  private RepositoryJson() {}

  /**
   * Returns {@code minimal-repository}, for lists of an organization or a team, and for
   * invitations.
   */
  static ObjectNode minimal(RepositoryView view, Urls urls) {
    return item(view, urls)
        .put("role_name", view.role().roleName())
        .put("subscribers_count", 0)
        .put("network_count", 0);
  }

  /** Returns {@code team-repository}, with the team's role. */
  static ObjectNode team(RepositoryView view, Urls urls) {
    return minimal(view, urls);
  }

  /** Returns {@code full-repository}, for an answer of its own. */
  static ObjectNode full(RepositoryView view, Urls urls) {
    ObjectNode json = item(view, urls).put("subscribers_count", 0).put("network_count", 0);
    json.putNull("temp_clone_token");
    if (view.owner().isOrganization()) {
      json.set("organization", owner(view, urls));
    }
    return json.put("allow_squash_merge", true)
        .put("allow_merge_commit", true)
        .put("allow_rebase_merge", true)
        .put("allow_auto_merge", false)
        .put("allow_update_branch", false)
        .put("delete_branch_on_merge", false);
  }

  /** Returns {@code repository}, for lists of a user. */
  static ObjectNode item(RepositoryView view, Urls urls) {
    Repository repository = view.repository();
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("id", repository.id())
            .put("node_id", NodeIds.of("R", repository.id()))
            .put("name", repository.name())
            .put("full_name", repository.fullName())
            .put("private", repository.isPrivate());
    json.set("owner", owner(view, urls));
    json.put("html_url", urls.html("/" + repository.fullName()))
        .put("description", repository.description())
        .put("fork", false);
    RepositoryLinks.add(json, repository, urls);
    settings(json, view);
    json.set("permissions", permissions(view.role()));
    return json;
  }

  /**
   * Returns {@code repository} for use inside another answer, with the role of the caller's grant.
   */
  public static ObjectNode item(Handle handle, RepositoryGrant grant, Urls urls) {
    long id = grant.repository().id();
    return RepositoryView.of(handle, List.of(id), Map.of(id, grant.role())).stream()
        .findFirst()
        .map(view -> item(view, urls))
        .orElseThrow(ApiException::notFound);
  }

  static ObjectNode permissions(RepositoryRole role) {
    ObjectNode json = Json.mapper().createObjectNode();
    for (RepositoryRole each : List.of(RepositoryRole.values()).reversed()) {
      if (each != RepositoryRole.NONE) {
        json.put(each.permission(), role.atLeast(each));
      }
    }
    return json;
  }

  private static ObjectNode owner(RepositoryView view, Urls urls) {
    return Json.mapper().valueToTree(SimpleUserJson.of(view.owner(), urls));
  }

  private static void settings(ObjectNode json, RepositoryView view) {
    Repository repository = view.repository();
    long pushed = Objects.requireNonNullElse(repository.pushedAt(), repository.createdAt());
    json.put("homepage", repository.homepage())
        .putNull("language")
        .put("forks_count", 0)
        .put("forks", 0)
        .put("stargazers_count", 0)
        .put("watchers_count", 0)
        .put("watchers", 0)
        .put("size", repository.kilobytes())
        .put("default_branch", repository.defaultBranch())
        .put("open_issues_count", view.openIssues())
        .put("open_issues", view.openIssues())
        .put("is_template", false)
        .put("has_issues", true)
        .put("has_projects", false)
        .put("has_wiki", false)
        .put("has_pages", false)
        .put("has_downloads", false)
        .put("has_discussions", false)
        .put("archived", repository.archived())
        .put("disabled", false)
        .put("visibility", repository.visibility())
        .put("allow_forking", false)
        .put("web_commit_signoff_required", false)
        .putNull("license")
        .put("pushed_at", Json.time(pushed))
        .put("created_at", Json.time(repository.createdAt()))
        .put("updated_at", Json.time(repository.updatedAt()));
    repository.topics().forEach(json.putArray("topics")::add);
  }
}
