// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import org.jspecify.annotations.Nullable;

/**
 * An organization that owns a space, with all fields that the reference's examples show. Clients
 * tell it from a user by {@code hooks_url} and {@code type} (behaviour §4).
 */
public record OwnerJson(
    String login,
    long id,
    String nodeId,
    String url,
    String reposUrl,
    String eventsUrl,
    String hooksUrl,
    String issuesUrl,
    String membersUrl,
    String publicMembersUrl,
    String avatarUrl,
    @Nullable String description,
    String gravatarId,
    @Nullable String name,
    @Nullable String company,
    @Nullable String blog,
    @Nullable String location,
    @Nullable String email,
    @Nullable String twitterUsername,
    String htmlUrl,
    String createdAt,
    String updatedAt,
    String type) {

  /**
   * Returns the wire form of a space's owner: an {@code OwnerJson} for an organization, else a
   * {@code simple-user}.
   */
  public static Object of(Account owner, Urls urls) {
    return owner.isOrganization() ? organization(owner, urls) : SimpleUserJson.of(owner, urls);
  }

  private static OwnerJson organization(Account owner, Urls urls) {
    String url = urls.api("/orgs/" + owner.login());
    return new OwnerJson(
        owner.login(),
        owner.id(),
        NodeIds.account(owner),
        url,
        url + "/repos",
        url + "/events",
        url + "/hooks",
        url + "/issues",
        url + "/members{/member}",
        url + "/public_members{/member}",
        urls.html("/avatars/u/" + owner.id()),
        owner.description(),
        "",
        owner.name(),
        owner.company(),
        owner.blog(),
        owner.location(),
        owner.email(),
        owner.twitterUsername(),
        urls.html("/" + owner.login()),
        Json.time(owner.createdAt()),
        Json.time(owner.updatedAt()),
        owner.kind().type());
  }
}
