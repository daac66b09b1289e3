// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/** A document as {@code api/atrium-openapi.json} has it. What does not apply is null. */
record DocumentJson(
    String id,
    long resourceId,
    String kind,
    String title,
    @Nullable String repository,
    @Nullable String ref,
    @Nullable String commit,
    @Nullable String path,
    @Nullable String language,
    @Nullable Long bytes,
    @Nullable Integer lines,
    @Nullable Integer tokens,
    @Nullable String encoding,
    String state,
    @Nullable String reason,
    @Nullable String htmlUrl,
    String apiUrl,
    @JsonInclude(Include.NON_NULL) @Nullable Integer startLine,
    @JsonInclude(Include.NON_NULL) @Nullable Integer endLine,
    @JsonInclude(Include.NON_NULL) @Nullable String text) {}
