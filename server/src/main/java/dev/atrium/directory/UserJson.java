// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;

/**
 * The builder of GitHub's {@code public-user} and {@code private-user}. Fields that Atrium does not
 * use have GitHub's neutral value.
 */
final class UserJson {
  private UserJson() {}

  /** Returns an account as everyone sees it. */
  static ObjectNode pub(Account account, long publicRepositories, Urls urls) {
    ObjectNode json = Json.mapper().valueToTree(SimpleUserJson.of(account, urls));
    return json.put("name", account.name())
        .put("company", account.company())
        .put("blog", account.blog())
        .put("location", account.location())
        .put("email", account.email())
        .putNull("hireable")
        .putNull("bio")
        .put("twitter_username", account.twitterUsername())
        .put("public_repos", publicRepositories)
        .put("public_gists", 0)
        .put("followers", 0)
        .put("following", 0)
        .put("created_at", Json.time(account.createdAt()))
        .put("updated_at", Json.time(account.updatedAt()));
  }

  /** Returns an account as the users themselves see it. */
  static ObjectNode own(Account account, long publicRepositories, Urls urls) {
    return pub(account, publicRepositories, urls)
        .put("private_gists", 0)
        .put("total_private_repos", 0)
        .put("owned_private_repos", 0)
        .put("disk_usage", 0)
        .put("collaborators", 0)
        .put("two_factor_authentication", false);
  }
}
