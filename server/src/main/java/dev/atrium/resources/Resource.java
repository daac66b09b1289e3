// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import org.jspecify.annotations.Nullable;

/**
 * One source of a space.
 *
 * @param repositoryId the repository that it is in; null for notes and uploads
 * @param metadata a JSON object, rendered as it is answered
 * @param createdAt seconds since 1970
 */
public record Resource(
    long id,
    long spaceId,
    ResourceType type,
    @Nullable Long repositoryId,
    @Nullable Long attachmentId,
    String metadata,
    long createdAt,
    long updatedAt) {}
