// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Urls;
import java.util.List;

/** The URLs that the JSON of a repository has. */
final class RepositoryLinks {
  /** The fields that end in {@code _url}, each with the path behind the repository's URL. */
  private static final List<String> LINKS =
      List.of(
          "archive {archive_format}{/ref}",
          "assignees {/user}",
          "blobs git/blobs{/sha}",
          "branches {/branch}",
          "collaborators {/collaborator}",
          "comments {/number}",
          "commits {/sha}",
          "compare /{base}...{head}",
          "contents /{+path}",
          "contributors",
          "deployments",
          "downloads",
          "events",
          "forks",
          "git_commits git/commits{/sha}",
          "git_refs git/refs{/sha}",
          "git_tags git/tags{/sha}",
          "hooks",
          "issue_comment issues/comments{/number}",
          "issue_events issues/events{/number}",
          "issues {/number}",
          "keys {/key_id}",
          "labels {/name}",
          "languages",
          "merges",
          "milestones {/number}",
          "notifications {?since,all,participating}",
          "pulls {/number}",
          "releases {/id}",
          "stargazers",
          "statuses statuses/{sha}",
          "subscribers",
          "subscription",
          "tags",
          "teams",
          "trees git/trees{/sha}");

  private RepositoryLinks() {}

  static void add(ObjectNode json, Repository repository, Urls urls) {
    String name = repository.fullName();
    String url = urls.api("/repos/" + name);
    json.put("url", url);
    for (String link : LINKS) {
      String[] parts = link.split(" ", 2);
      String rest = parts.length == 1 ? "" : parts[1];
      // A path of its own replaces the field's name; a template continues it.
      boolean template = rest.startsWith("{") || rest.startsWith("/");
      String path = rest.isEmpty() || template ? segment(parts[0]) + rest : rest;
      json.put(parts[0] + "_url", url + "/" + path);
    }
    String host = urls.publicUrl().replaceFirst("^[a-z]+://", "");
    json.put("git_url", "git://" + host + "/" + name + ".git")
        .put("ssh_url", "git@" + host.replaceFirst(":[0-9]+$", "") + ":" + name + ".git")
        .put("clone_url", urls.html("/" + name + ".git"))
        .put("svn_url", urls.html("/" + name))
        .putNull("mirror_url");
  }

  private static String segment(String field) {
    return field.equals("archive") ? "" : field;
  }
}
