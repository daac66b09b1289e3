// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.http.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What a resource names, read from its metadata.
 *
 * @param repositoryId 0 for notes and uploads
 * @param path a file or a folder; empty for anything else
 * @param ref a branch, a tag or a commit; empty for the default branch
 * @param number of an issue or pull request, else 0
 * @param name of a note or an upload, else empty
 * @param text of a note, else empty
 */
public record SourceSpec(
    ResourceType type,
    long repositoryId,
    String path,
    String ref,
    List<String> include,
    List<String> exclude,
    long number,
    String name,
    String text) {
  public SourceSpec {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  public static SourceSpec of(Resource resource) {
    Long repositoryId = resource.repositoryId();
    return of(resource.type(), repositoryId == null ? 0 : repositoryId, resource.metadata());
  }

  static SourceSpec of(ResourceType type, long repositoryId, String metadata) {
    JsonNode json = Json.read(metadata);
    return new SourceSpec(
        type,
        repositoryId,
        json.path("file_path").asText(""),
        json.path("ref").asText(""),
        texts(json.path("include")),
        texts(json.path("exclude")),
        json.path("number").asLong(0),
        json.path("name").asText(""),
        json.path("text").asText(""));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** Tells whether it names files of a repository. */
  public boolean isOfFiles() {
    return type == ResourceType.REPOSITORY || type == ResourceType.GITHUB_FILE;
  }
}
