// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a resource in its normal form: numeric strings become numbers, and fields that
 * the type does not have are left out (behaviour §4, §5).
 *
 * @param repositoryId null for notes and uploads
 * @param filePath the path of a file or a folder; empty for anything else, and so is {@code sha}
 * @param ref the branch, tag or commit of a repository or a file; empty for the default branch
 * @param number of an issue or pull request, else 0
 */
record Metadata(
    ResourceType type,
    @Nullable Long repositoryId,
    String filePath,
    String ref,
    String sha,
    long number,
    @Nullable Long attachmentId,
    ObjectNode json) {

  static final String RESOURCE = "CopilotSpaceResource";

  /** The largest number of fields; those that the type does not have are ignored. */
  static final int MOST_FIELDS = 100;

  private static final int MAX_TEXT_BYTES = 1024 * 1024;
  private static final int MAX_PATH = 4096;

  /**
   * Reads metadata. If it adds faults to the list, the result must not be used.
   *
   * @param sent the object in the body; for a change, already merged over the stored one
   */
  static Metadata read(ResourceType type, ObjectNode sent, List<FieldError> faults) {
    Fields fields = new Fields(sent, RESOURCE);
    ObjectNode json = Json.mapper().createObjectNode();
    Long repositoryId = type.namesRepository() ? number(fields, json, "repository_id", true) : null;
    Metadata metadata =
        switch (type) {
          case REPOSITORY -> repository(fields, json, repositoryId);
          case GITHUB_FILE -> file(fields, json, repositoryId);
          case FREE_TEXT -> note(fields, json);
          case GITHUB_ISSUE, GITHUB_PULL_REQUEST -> {
            Long number = number(fields, json, "number", true);
            yield new Metadata(
                type, repositoryId, "", "", "", number == null ? 0 : number, null, json);
          }
          case MEDIA_CONTENT, UPLOADED_TEXT_FILE -> upload(type, fields, json);
        };
    faults.addAll(fields.errors());
    return metadata;
  }

  private static Metadata repository(Fields fields, ObjectNode json, @Nullable Long repositoryId) {
    String ref = text(fields, json, "ref", 255, false);
    SourcePatterns.read(fields, json);
    return new Metadata(ResourceType.REPOSITORY, repositoryId, "", ref, "", 0, null, json);
  }

  private static Metadata file(Fields fields, ObjectNode json, @Nullable Long repositoryId) {
    String path = text(fields, json, "file_path", MAX_PATH, true);
    String sha = text(fields, json, "sha", 255, false);
    String ref = text(fields, json, "ref", 255, false);
    SourcePatterns.read(fields, json);
    return new Metadata(ResourceType.GITHUB_FILE, repositoryId, path, ref, sha, 0, null, json);
  }

  private static Metadata note(Fields fields, ObjectNode json) {
    text(fields, json, "name", 255, true);
    // The text of a note may be empty, but not absent.
    fields.require("text");
    String text = fields.text("text", MAX_TEXT_BYTES).value();
    if (text != null) {
      if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
        fields.fault(FieldError.invalid(RESOURCE, "text", "text is too long (maximum is 1 MiB)"));
      }
      json.put("text", text);
    }
    return new Metadata(ResourceType.FREE_TEXT, null, "", "", "", 0, null, json);
  }

  private static Metadata upload(ResourceType type, Fields fields, ObjectNode json) {
    text(fields, json, "name", 255, true);
    Long attachment = number(fields, json, "copilot_chat_attachment_id", true);
    if (type == ResourceType.MEDIA_CONTENT) {
      text(fields, json, "media_type", 255, true);
      text(fields, json, "url", 2048, false);
      number(fields, json, "height", false);
      number(fields, json, "width", false);
    }
    return new Metadata(type, null, "", "", "", 0, attachment, json);
  }

  private static String text(
      Fields fields, ObjectNode json, String field, int most, boolean required) {
    if (required) {
      fields.require(field);
    }
    String sent = fields.text(field, most).value();
    if (required && sent != null && sent.isBlank()) {
      fields.fault(FieldError.invalid(RESOURCE, field, field + " must not be blank"));
    }
    String text = Objects.requireNonNullElse(sent, "");
    if (!text.isEmpty()) {
      json.put(field, text);
    }
    return text;
  }

  private static @Nullable Long number(
      Fields fields, ObjectNode json, String field, boolean required) {
    if (required) {
      fields.require(field);
    }
    Long number = fields.integer(field).value();
    if (number != null) {
      json.put(field, number);
    }
    return number;
  }

  /**
   * Reads the requested change merged over the stored metadata.
   *
   * @throws ApiException 422 if the merged metadata has faults
   */
  static Metadata merged(ResourceType type, String stored, ObjectNode sent) {
    List<FieldError> faults = new ArrayList<>();
    Metadata metadata = read(type, over(stored, sent), faults);
    if (!faults.isEmpty()) {
      throw ApiException.invalid(faults);
    }
    return metadata;
  }

  /**
   * Returns the repository id that was sent, whatever the type; empty if it is absent or not a
   * number.
   */
  static Optional<Long> repositoryId(ObjectNode sent) {
    return Optional.ofNullable(new Fields(sent, RESOURCE).integer("repository_id").value());
  }

  /**
   * Merges the requested change over the stored metadata: absent keys keep their value, null
   * removes one.
   */
  static ObjectNode over(String stored, ObjectNode sent) {
    ObjectNode merged = (ObjectNode) Json.read(stored);
    List<String> cleared = new ArrayList<>();
    merged.setAll(sent);
    merged
        .properties()
        .forEach(entry -> {
          if (entry.getValue().isNull()) {
            cleared.add(entry.getKey());
          }
        });
    merged.remove(cleared);
    return merged;
  }
}
