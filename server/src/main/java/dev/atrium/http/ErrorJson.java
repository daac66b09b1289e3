// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atrium.error.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of every refusal (behaviour §8): GitHub's basic-error and validation-error in one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrorJson(
    String message, @Nullable List<FieldError> errors, String documentationUrl, String status) {}
