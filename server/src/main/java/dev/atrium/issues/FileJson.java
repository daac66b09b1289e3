// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.git.FileChange;
import dev.atrium.http.Urls;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's diff-entry: a file that a pull request changes.
 *
 * @param patch absent for binary files and very large changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileJson(
    String sha,
    String filename,
    String status,
    int additions,
    int deletions,
    int changes,
    String blobUrl,
    String rawUrl,
    String contentsUrl,
    @Nullable String patch,
    @Nullable String previousFilename) {

  /**
   * @param commit the head commit of the pull request
   */
  static FileJson of(RepositoryFacts repository, String commit, FileChange file, Urls urls) {
    String page = urls.html("/" + repository.fullName());
    String path = Urls.encodePath(file.path());
    return new FileJson(
        file.sha(),
        file.path(),
        file.status(),
        file.additions(),
        file.deletions(),
        file.additions() + file.deletions(),
        page + "/blob/" + commit + "/" + path,
        urls.html("/raw/" + repository.fullName() + "/" + commit + "/" + path),
        urls.api("/repos/" + repository.fullName() + "/contents/" + path + "?ref=" + commit),
        file.patch(),
        file.previousPath());
  }
}
