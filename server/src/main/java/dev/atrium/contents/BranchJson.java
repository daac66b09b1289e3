// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.git.Branch;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;

/** GitHub's short-branch and branch-with-protection. */
record BranchJson(RepositoryFacts repository, Urls urls) {

  ObjectNode item(Branch branch) {
    ObjectNode json = Json.mapper().createObjectNode().put("name", branch.name());
    json.putObject("commit")
        .put("sha", branch.commitSha())
        .put("url", api("/commits/" + branch.commitSha()));
    return json.put("protected", false);
  }

  /**
   * Builds a single branch.
   *
   * @param tip the JSON of the commit that the branch points to
   */
  ObjectNode full(Branch branch, ObjectNode tip) {
    String path = "/branches/" + Urls.encodePath(branch.name());
    ObjectNode json = Json.mapper().createObjectNode().put("name", branch.name());
    json.set("commit", tip);
    json.putObject("_links")
        .put("self", api(path))
        .put(
            "html",
            urls.html("/" + repository.fullName() + "/tree/" + Urls.encodePath(branch.name())));
    json.put("protected", false);
    ObjectNode checks =
        json.putObject("protection")
            .put("enabled", false)
            .putObject("required_status_checks")
            .put("enforcement_level", "off");
    checks.putArray("contexts");
    checks.putArray("checks");
    return json.put("protection_url", api(path + "/protection"));
  }

  private String api(String rest) {
    return urls.api("/repos/" + repository.fullName() + rest);
  }
}
