// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;

/** One message of JSON-RPC 2.0 that a client sent. */
sealed interface Message {
  /** The largest length of an id, which the answer repeats. */
  int MOST_ID = 256;

  /**
   * Reads a message.
   *
   * @throws RpcException if it is not one
   */
  static Message of(JsonNode body) {
    if (!(body instanceof ObjectNode message)) {
      throw invalid("a message is a JSON object.");
    }
    if (!message.path("jsonrpc").asText().equals("2.0")) {
      throw invalid("\"jsonrpc\" must be \"2.0\".");
    }
    JsonNode method = message.path("method");
    if (method.isMissingNode() && (message.has("result") || message.has("error"))) {
      return new Reply();
    }
    if (!method.isTextual()) {
      throw invalid("\"method\" must be a text.");
    }
    JsonNode params = message.path("params");
    if (!params.isObject() && !params.isMissingNode()) {
      throw invalid("\"params\" must be an object.");
    }
    if (!message.has("id")) {
      return new Notification();
    }
    if (id(message).isNull()) {
      throw invalid("\"id\" must be a text of at most " + MOST_ID + " characters or an integer.");
    }
    return new Call(
        id(message),
        method.textValue(),
        params instanceof ObjectNode object ? object : Json.mapper().createObjectNode());
  }

  /** Returns the id that an answer repeats, or JSON's null if there is none that is valid. */
  static JsonNode id(JsonNode body) {
    JsonNode id = body.path("id");
    boolean valid = id.isTextual() ? id.textValue().length() <= MOST_ID : id.isIntegralNumber();
    return valid ? id : Json.mapper().nullNode();
  }

  private static RpcException invalid(String why) {
    return RpcException.badRequest(RpcException.INVALID_REQUEST, "Invalid Request: " + why);
  }

  /**
   * A request, which is answered.
   *
   * @param params empty if none were sent
   */
  record Call(JsonNode id, String method, ObjectNode params) implements Message {}

  /** A notification, which is taken and not answered: none means anything to this server. */
  record Notification() implements Message {}

  /** An answer to a request of a server's. This one sends none. */
  record Reply() implements Message {}
}
