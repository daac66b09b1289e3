// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.error;

import java.util.List;

/**
 * A request is refused, with what the caller is told. Thrown anywhere, printed in one place. It
 * carries no stack trace.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<FieldError> errors;
  private final String documentation;
  private final long retryAfter;
  private final boolean hidden;

  private ApiException(ErrorCode code, String message, List<FieldError> errors) {
    this(code, message, errors, "", 0, false);
  }

  private ApiException(
      ErrorCode code,
      String message,
      List<FieldError> errors,
      String documentation,
      long retryAfter,
      boolean hidden) {
    super(message, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.documentation = documentation;
    this.retryAfter = retryAfter;
    this.hidden = hidden;
  }

  public static ApiException of(ErrorCode code) {
    return new ApiException(code, code.message(), List.of());
  }

  public static ApiException of(ErrorCode code, String message) {
    return new ApiException(code, message, List.of());
  }

  /** What is not there and what may not be seen are told alike. */
  public static ApiException notFound() {
    return of(ErrorCode.NOT_FOUND);
  }

  /** The very same answer, for what is there: only the audit log is told the difference. */
  public static ApiException hidden() {
    return new ApiException(
        ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.message(), List.of(), "", 0, true);
  }

  /** The caller sees it, but may not do this; the message says what is lacking. */
  public static ApiException forbidden(String message) {
    return of(ErrorCode.FORBIDDEN, message);
  }

  /**
   * Too much of something.
   *
   * @param documentation a page of its own; empty for that of the operation
   * @param retryAfter seconds to wait
   */
  public static ApiException limited(String message, String documentation, long retryAfter) {
    return new ApiException(
        ErrorCode.FORBIDDEN, message, List.of(), documentation, retryAfter, false);
  }

  public static ApiException conflict(String message) {
    return of(ErrorCode.CONFLICT, message);
  }

  /** The body is at fault, in each of these ways. */
  public static ApiException invalid(List<FieldError> errors) {
    return new ApiException(
        ErrorCode.VALIDATION_FAILED, ErrorCode.VALIDATION_FAILED.message(), errors);
  }

  public static ApiException invalid(FieldError error) {
    return invalid(List.of(error));
  }

  public ErrorCode code() {
    return code;
  }

  /** Whether access was refused, rather than something at fault or missing. */
  public boolean refusal() {
    return hidden || code.status() == 401 || code.status() == 403;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** A page of its own; empty for that of the operation. */
  public String documentation() {
    return documentation;
  }

  /** Seconds to wait before another try; 0 where waiting does not help. */
  public long retryAfter() {
    return retryAfter;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
