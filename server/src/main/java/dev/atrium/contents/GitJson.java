// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.directory.NodeIds;
import dev.atrium.git.Branch;
import dev.atrium.git.Entry;
import dev.atrium.git.GitRef;
import dev.atrium.git.GitTag;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import dev.atrium.repositories.CommitJson;
import java.util.Map;

/** GitHub's git-ref, git-tag, tag and blob. */
record GitJson(RepositoryFacts repository, Urls urls) {

  ObjectNode ref(GitRef ref) {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("ref", ref.name())
            .put("node_id", NodeIds.named("REF", repository.id(), ref.name()))
            .put("url", api("/git/" + Urls.encodePath(ref.name())));
    json.set("object", object(ref.type(), ref.sha()));
    return json;
  }

  ObjectNode tag(GitTag tag) {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("node_id", NodeIds.named("TA", repository.id(), tag.sha()))
            .put("sha", tag.sha())
            .put("url", api("/git/tags/" + tag.sha()));
    json.set("tagger", CommitJson.identity(tag.tagger()));
    json.set("object", object(tag.targetType(), tag.targetSha()));
    json.put("tag", tag.name()).put("message", tag.message());
    json.set("verification", CommitJson.unsigned());
    return json;
  }

  /** Builds a tag of a list, with the commit that it leads to. */
  ObjectNode listed(Branch tag) {
    String ref = "/refs/tags/" + Urls.encodePath(tag.name());
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("name", tag.name())
            .put("zipball_url", api("/zipball" + ref))
            .put("tarball_url", api("/tarball" + ref));
    json.putObject("commit")
        .put("sha", tag.commitSha())
        .put("url", api("/commits/" + tag.commitSha()));
    return json.put("node_id", NodeIds.named("REF", repository.id(), "refs/tags/" + tag.name()));
  }

  /** Returns the fields of a blob that are texts, without its content. */
  Map<String, String> blob(Entry file) {
    return Map.of(
        "sha", file.sha(),
        "node_id", NodeIds.named("B", repository.id(), file.sha()),
        "url", api("/git/blobs/" + file.sha()),
        "encoding", "base64");
  }

  private ObjectNode object(String type, String sha) {
    return Json.mapper()
        .createObjectNode()
        .put("sha", sha)
        .put("type", type)
        .put("url", api("/git/" + type + "s/" + sha));
  }

  private String api(String rest) {
    return urls.api("/repos/" + repository.fullName() + rest);
  }
}
