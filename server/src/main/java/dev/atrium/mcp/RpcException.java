// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC error. It is for malformed requests and for names that do not exist; what a tool could
 * not do is a {@link ToolResult}. It carries no stack trace.
 */
final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL_ERROR = -32603;

  /** The code that JSON-RPC leaves to servers, for a refusal that has no code of its own. */
  static final int REFUSED = -32000;

  /** The code that revisions with a handshake have for a resource that is not there. */
  static final int RESOURCE_NOT_FOUND = -32002;

  static final int HEADER_MISMATCH = -32020;
  static final int UNSUPPORTED_VERSION = -32022;

  private final int status;
  private final int code;
  private final transient @Nullable ObjectNode data;

  /**
   * @param status the HTTP status of the answer
   * @param data what a client can read of the error, or null
   */
  RpcException(int status, int code, String message, @Nullable ObjectNode data) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.data = data;
  }

  /** Returns an error within an answer that HTTP calls a success. */
  static RpcException of(int code, String message) {
    return new RpcException(200, code, message, null);
  }

  /** Returns an error of a request that is not served at all. */
  static RpcException badRequest(int code, String message) {
    return new RpcException(400, code, message, null);
  }

  int status() {
    return status;
  }

  /** Returns the value of {@code error}. */
  ObjectNode json() {
    ObjectNode json =
        Json.mapper().createObjectNode().put("code", code).put("message", getMessage());
    return data == null ? json : json.set("data", data);
  }
}
