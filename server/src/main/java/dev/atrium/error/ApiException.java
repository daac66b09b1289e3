// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.error;

import java.util.List;

/**
 * A refusal of a request, with the error that the caller receives. Any layer throws it, and the
 * dispatcher turns it into an answer. It carries no stack trace.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The seconds to wait if the server cannot serve now, and nothing more precise is known. */
  private static final int PAUSE = 5;

  private final ErrorCode code;
  private final transient List<FieldError> errors;
  private final String documentation;
  private final long retryAfter;
  private final boolean hidden;

  private ApiException(ErrorCode code, String message, List<FieldError> errors) {
    this(code, message, errors, "", code == ErrorCode.UNAVAILABLE ? PAUSE : 0, false);
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

  /** Returns 404. What does not exist and what the caller may not see get the same answer. */
  public static ApiException notFound() {
    return of(ErrorCode.NOT_FOUND);
  }

  /** Returns the same 404 for something that exists. Only the audit log records the difference. */
  public static ApiException hidden() {
    return new ApiException(
        ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.message(), List.of(), "", 0, true);
  }

  /**
   * Returns 403 for something that the caller may see but not act on. The message says what is
   * lacking.
   */
  public static ApiException forbidden(String message) {
    return of(ErrorCode.FORBIDDEN, message);
  }

  /**
   * Returns 403 for a caller who exceeded a limit.
   *
   * @param documentation a documentation page; empty for that of the operation
   * @param retryAfter seconds to wait
   */
  public static ApiException limited(String message, String documentation, long retryAfter) {
    return new ApiException(
        ErrorCode.FORBIDDEN, message, List.of(), documentation, retryAfter, false);
  }

  public static ApiException conflict(String message) {
    return of(ErrorCode.CONFLICT, message);
  }

  /**
   * Returns 503 for something that a later attempt may achieve.
   *
   * @param retryAfter seconds to wait
   */
  public static ApiException unavailable(String message, long retryAfter) {
    return new ApiException(ErrorCode.UNAVAILABLE, message, List.of(), "", retryAfter, false);
  }

  /** Returns 422 for a body with these faults. */
  public static ApiException invalid(List<FieldError> errors) {
    return new ApiException(
        ErrorCode.VALIDATION_FAILED, ErrorCode.VALIDATION_FAILED.message(), errors);
  }

  public static ApiException invalid(FieldError error) {
    return invalid(List.of(error));
  }

  /** Returns 422 with a sentence that GitHub has for this case instead of a list of faults. */
  public static ApiException unprocessable(String message) {
    return of(ErrorCode.VALIDATION_FAILED, message);
  }

  public ErrorCode code() {
    return code;
  }

  /** Tells whether a failure is one that passes, and that the log has already for all requests. */
  public static boolean isPassing(Throwable e) {
    return e instanceof ApiException api && api.code == ErrorCode.UNAVAILABLE;
  }

  /** Tells whether access was refused, in contrast to a faulty request or a missing object. */
  public boolean refusal() {
    return hidden || code.status() == 401 || code.status() == 403;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** Returns the documentation page; empty for that of the operation. */
  public String documentation() {
    return documentation;
  }

  /** Returns the seconds to wait before another attempt; 0 if waiting does not help. */
  public long retryAfter() {
    return retryAfter;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
