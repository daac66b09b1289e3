// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.git.Entry;
import dev.atrium.git.GitFiles;
import dev.atrium.http.Body;
import dev.atrium.http.Urls;
import java.io.IOException;

/** GitHub's {@code git-tree}, which is written while it is read. */
record TreeJson(RepositoryFacts repository, Urls urls) {
  /** The maximum number of entries in the answer, as on GitHub. */
  private static final int MOST_ENTRIES = 100_000;

  /** Returns the tree with this id. */
  Body.Stream of(GitFiles files, String sha, boolean recursive) {
    String version = "%s-%s-%s".formatted(sha, recursive, repository.fullName());
    return Body.Stream.json(
        version,
        json -> {
          json.writeStartObject();
          json.writeStringField("sha", sha);
          json.writeStringField("url", api("trees/" + sha));
          json.writeArrayFieldStart("tree");
          boolean truncated =
              files.entries(sha, recursive, MOST_ENTRIES, entry -> write(json, entry));
          json.writeEndArray();
          json.writeBooleanField("truncated", truncated);
          json.writeEndObject();
        });
  }

  private void write(JsonGenerator json, Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", entry.path());
    json.writeStringField("mode", entry.mode());
    json.writeStringField("type", entry.type().object());
    json.writeStringField("sha", entry.sha());
    switch (entry.type()) {
      case FILE, SYMLINK -> {
        json.writeNumberField("size", entry.size());
        json.writeStringField("url", api("blobs/" + entry.sha()));
      }
      case DIR -> json.writeStringField("url", api("trees/" + entry.sha()));
      case SUBMODULE -> {
        // A submodule has no URL here: its content is in another repository.
      }
    }
    json.writeEndObject();
  }

  private String api(String rest) {
    return urls.api("/repos/" + repository.fullName() + "/git/" + rest);
  }
}
