// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One fault of a request's body, as GitHub lists it in {@code errors}.
 *
 * @param resource the type that the field belongs to, such as {@code CopilotSpace}
 * @param field the field's name in the request
 * @param code one of missing, missing_field, invalid, already_exists, unprocessable, custom
 * @param message advice on how to correct it
 * @param index the position in an array of the body, counted from 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
    String resource, String field, String code, @Nullable String message, @Nullable Integer index) {

  /** The order by index; faults of the body itself come first. */
  public static final Comparator<FieldError> BY_INDEX =
      Comparator.comparing(FieldError::index, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Returns the fault of a required field that is absent. */
  public static FieldError missingField(String resource, String field) {
    return new FieldError(resource, field, "missing_field", field + " is missing", null);
  }

  /** Returns the fault of a reference to something that does not exist for this caller. */
  public static FieldError missing(String resource, String field, String message) {
    return new FieldError(resource, field, "missing", message, null);
  }

  /** Returns the fault of a value whose form is not the one that the reference requires. */
  public static FieldError invalid(String resource, String field, String message) {
    return new FieldError(resource, field, "invalid", message, null);
  }

  /** Returns the fault of a value that must be unique and is taken. */
  public static FieldError alreadyExists(String resource, String field, String message) {
    return new FieldError(resource, field, "already_exists", message, null);
  }

  /** Returns the fault of a well-formed value that still cannot be processed. */
  public static FieldError unprocessable(String resource, String field, String message) {
    return new FieldError(resource, field, "unprocessable", message, null);
  }

  /** Returns this fault for one element of an array, by its position. */
  public FieldError at(int place) {
    return new FieldError(resource, field, code, message, place);
  }
}
