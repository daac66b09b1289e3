// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import org.jspecify.annotations.Nullable;

/**
 * The builder of GitHub's {@code organization-simple}, {@code organization-full} and {@code
 * team-organization}. Fields that Atrium does not use have GitHub's neutral value.
 */
public final class OrganizationJson {
  private OrganizationJson() {}

  /** Returns an organization as lists and other answers show it. */
  public static ObjectNode simple(Account organization, Urls urls) {
    String url = urls.api("/orgs/" + organization.login());
    return Json.mapper()
        .createObjectNode()
        .put("login", organization.login())
        .put("id", organization.id())
        .put("node_id", NodeIds.account(organization))
        .put("url", url)
        .put("repos_url", url + "/repos")
        .put("events_url", url + "/events")
        .put("hooks_url", url + "/hooks")
        .put("issues_url", url + "/issues")
        .put("members_url", url + "/members{/member}")
        .put("public_members_url", url + "/public_members{/member}")
        .put("avatar_url", urls.html("/avatars/u/" + organization.id()))
        .put("description", organization.description());
  }

  /**
   * Returns an organization as everyone who is signed in sees it. Texts that were never set are
   * left out, since the schema allows no null for them.
   */
  static ObjectNode full(Account organization, long publicRepositories, Urls urls) {
    ObjectNode json = simple(organization, urls);
    profile(json, "name", organization.name());
    profile(json, "company", organization.company());
    profile(json, "blog", organization.blog());
    profile(json, "location", organization.location());
    profile(json, "email", organization.email());
    return json.put("twitter_username", organization.twitterUsername())
        .put("is_verified", false)
        .put("has_organization_projects", false)
        .put("has_repository_projects", false)
        .put("public_repos", publicRepositories)
        .put("public_gists", 0)
        .put("followers", 0)
        .put("following", 0)
        .put("html_url", urls.html("/" + organization.login()))
        .put("type", organization.kind().type())
        .put("created_at", Json.time(organization.createdAt()))
        .put("updated_at", Json.time(organization.updatedAt()))
        .putNull("archived_at");
  }

  /** Returns an organization as its owners see it, with further fields. */
  static ObjectNode owned(
      Account organization, long publicRepositories, long privateRepositories, Urls urls) {
    boolean create = organization.membersCanCreateRepositories();
    return full(organization, publicRepositories, urls)
        .put("billing_email", organization.billingEmail())
        .put("total_private_repos", privateRepositories)
        .put("owned_private_repos", privateRepositories)
        .put("private_gists", 0)
        .put("disk_usage", 0)
        .put("collaborators", 0)
        .put("default_repository_permission", organization.defaultRepositoryPermission())
        .put("members_can_create_repositories", create)
        .put("members_can_create_public_repositories", create)
        .put("members_can_create_private_repositories", create)
        .put("members_can_create_internal_repositories", false)
        .put("members_allowed_repository_creation_type", create ? "all" : "none")
        .put("members_can_create_pages", false)
        .put("members_can_create_teams", true)
        .put("members_can_fork_private_repositories", false)
        .put("two_factor_requirement_enabled", false)
        .put("web_commit_signoff_required", false);
  }

  private static void profile(ObjectNode json, String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      json.put(field, value);
    }
  }
}
