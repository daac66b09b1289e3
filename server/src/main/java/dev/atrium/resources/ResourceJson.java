// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.atrium.http.Json;
import org.jspecify.annotations.Nullable;

/** GitHub's {@code copilot-space-resource}. */
public record ResourceJson(
    long id,
    String resourceType,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long copilotChatAttachmentId,
    @JsonRawValue String metadata,
    String createdAt,
    String updatedAt) {

  public static ResourceJson of(Resource resource) {
    return new ResourceJson(
        resource.id(),
        resource.type().wire(),
        resource.attachmentId(),
        resource.metadata(),
        Json.time(resource.createdAt()),
        Json.time(resource.updatedAt()));
  }
}
