// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.http.Urls;

/**
 * GitHub's {@code simple-user}: a user as other answers show it, or an organization in place of
 * one.
 */
public record SimpleUserJson(
    String login,
    long id,
    String nodeId,
    String avatarUrl,
    String gravatarId,
    String url,
    String htmlUrl,
    String followersUrl,
    String followingUrl,
    String gistsUrl,
    String starredUrl,
    String subscriptionsUrl,
    String organizationsUrl,
    String reposUrl,
    String eventsUrl,
    String receivedEventsUrl,
    String type,
    boolean siteAdmin) {

  public static SimpleUserJson of(Account account, Urls urls) {
    String url = urls.api("/users/" + account.login());
    return new SimpleUserJson(
        account.login(),
        account.id(),
        NodeIds.account(account),
        urls.html("/avatars/u/" + account.id()),
        "",
        url,
        urls.html("/" + account.login()),
        url + "/followers",
        url + "/following{/other_user}",
        url + "/gists{/gist_id}",
        url + "/starred{/owner}{/repo}",
        url + "/subscriptions",
        url + "/orgs",
        url + "/repos",
        url + "/events{/privacy}",
        url + "/received_events",
        account.kind().type(),
        account.siteAdmin());
  }
}
