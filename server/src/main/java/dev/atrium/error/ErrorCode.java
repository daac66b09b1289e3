// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.error;

/**
 * The closed set of reasons to refuse a request, each with its status and GitHub's message
 * (behaviour §8).
 */
public enum ErrorCode {
  PROBLEMS_PARSING_JSON(400, "Problems parsing JSON"),
  BODY_NOT_AN_OBJECT(400, "Body should be a JSON object"),
  BAD_REQUEST(400, "Bad Request"),
  UNSUPPORTED_API_VERSION(400, "The requested API version is not supported"),
  REQUIRES_AUTHENTICATION(401, "Requires authentication"),
  BAD_CREDENTIALS(401, "Bad credentials"),
  FORBIDDEN(403, "Forbidden"),
  NOT_FOUND(404, "Not Found"),
  NOT_ACCEPTABLE(406, "Not Acceptable"),
  CONFLICT(409, "Conflict"),
  PAYLOAD_TOO_LARGE(413, "Payload Too Large"),
  URI_TOO_LONG(414, "URI Too Long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
  RANGE_NOT_SATISFIABLE(416, "Range Not Satisfiable"),
  VALIDATION_FAILED(422, "Validation Failed"),
  HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
  INTERNAL_ERROR(500, "Server Error"),
  UNAVAILABLE(503, "Service Unavailable");

  private final int status;
  private final String message;

  ErrorCode(int status, String message) {
    this.status = status;
    this.message = message;
  }

  public int status() {
    return status;
  }

  /** Returns the default message, for code that has nothing more precise to say. */
  public String message() {
    return message;
  }
}
