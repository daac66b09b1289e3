// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One fault of a body, as GitHub lists it in {@code errors}.
 *
 * @param resource what the field belongs to, as {@code CopilotSpace}
 * @param field the field as it is sent
 * @param code one of missing, missing_field, invalid, already_exists, unprocessable, custom
 * @param message what to do about it
 * @param index the place in an array of the body, counted from 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
    String resource, String field, String code, @Nullable String message, @Nullable Integer index) {

  /** A required field is absent. */
  public static FieldError missingField(String resource, String field) {
    return new FieldError(resource, field, "missing_field", field + " is missing", null);
  }

  /** What the field names does not exist for this caller. */
  public static FieldError missing(String resource, String field, String message) {
    return new FieldError(resource, field, "missing", message, null);
  }

  /** The field's value is not of the form that the reference asks for. */
  public static FieldError invalid(String resource, String field, String message) {
    return new FieldError(resource, field, "invalid", message, null);
  }

  /** Another one has the value that must be its own. */
  public static FieldError alreadyExists(String resource, String field, String message) {
    return new FieldError(resource, field, "already_exists", message, null);
  }

  /** Everything is well formed, and yet it cannot be done. */
  public static FieldError unprocessable(String resource, String field, String message) {
    return new FieldError(resource, field, "unprocessable", message, null);
  }

  /** The same fault, of the element at that place of an array. */
  public FieldError at(int place) {
    return new FieldError(resource, field, code, message, place);
  }
}
