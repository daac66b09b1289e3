// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.meta;

import dev.atrium.http.Urls;
import java.util.LinkedHashMap;
import java.util.Map;

/** GitHub's API root: of its URL templates, those that are answered here. */
final class RootJson {
  private static final String[][] TEMPLATES = {
    {"current_user_url", "/user"},
    {"organization_url", "/orgs/{org}"},
    {"organization_repositories_url", "/orgs/{org}/repos{?type,page,per_page,sort}"},
    {"organization_teams_url", "/orgs/{org}/teams"},
    {"rate_limit_url", "/rate_limit"},
    {"repository_url", "/repos/{owner}/{repo}"},
    {"current_user_repositories_url", "/user/repos{?type,page,per_page,sort}"},
    {"user_url", "/users/{user}"},
    {"user_organizations_url", "/user/orgs"},
    {"user_repositories_url", "/users/{user}/repos{?type,page,per_page,sort}"},
  };

  private RootJson() {}

  static Map<String, String> of(Urls urls) {
    Map<String, String> root = new LinkedHashMap<>();
    for (String[] template : TEMPLATES) {
      root.put(template[0], urls.api(template[1]));
    }
    return root;
  }
}
