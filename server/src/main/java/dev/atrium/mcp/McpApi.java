// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint. Every answer is whole and is JSON: there are no sessions, no streams and no
 * requests of the server's, so that any server of several can answer any request.
 */
final class McpApi {
  /** The most messages of one request. */
  static final int MOST_MESSAGES = 20;

  /** The types of an Accept header that are looked at. */
  private static final int MOST_TYPES = 32;

  private static final String JSON = "application/json";

  private final Methods methods;

  McpApi(Methods methods) {
    this.methods = methods;
  }

  /**
   * Answers a message, or several of the one revision that has that.
   *
   * @throws ApiException 406 if the client does not take JSON, 413 if the body is too large, 415 if
   *     it is not JSON in UTF-8
   */
  Response post(Request request) {
    checkTypes(request);
    try {
      JsonNode body = body(request);
      return body instanceof ArrayNode messages ? batch(request, messages) : one(request, body);
    } catch (RpcException e) {
      return Response.json(e.status(), error(Json.mapper().nullNode(), e));
    }
  }

  /** Refuses every other method: there is no stream to get and no session to delete. */
  Response refuse(Request request) {
    RpcException error =
        new RpcException(
            405, RpcException.REFUSED, "This endpoint takes POST only, and has no sessions.", null);
    return Response.json(error.status(), error(Json.mapper().nullNode(), error))
        .with("Allow", "POST");
  }

  private static void checkTypes(Request request) {
    if (types(request, "Content-Type", "").stream().noneMatch(JSON::equals)) {
      throw ApiException.of(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type must be application/json.");
    }
    if (types(request, "Accept", JSON).stream()
        .noneMatch(List.of(JSON, "application/*", "*/*")::contains)) {
      throw ApiException.of(
          ErrorCode.NOT_ACCEPTABLE,
          "Every answer is application/json: the Accept header must name it.");
    }
  }

  private static List<String> types(Request request, String header, String otherwise) {
    String all = request.header(header).orElse(otherwise).toLowerCase(Locale.ROOT);
    return Arrays.stream(all.split(",", MOST_TYPES))
        .map(type -> type.replaceFirst(";.*", "").strip())
        .toList();
  }

  private static JsonNode body(Request request) {
    try {
      return request.json();
    } catch (ApiException e) {
      if (e.code() != ErrorCode.PROBLEMS_PARSING_JSON) {
        throw e;
      }
      throw RpcException.badRequest(RpcException.PARSE_ERROR, "Parse error: " + e.getMessage());
    }
  }

  private Response one(Request request, JsonNode body) {
    int status = 200;
    ObjectNode answer;
    try {
      if (!(Message.of(body) instanceof Message.Call call)) {
        return new Response(202, null, List.of());
      }
      answer = result(call, methods.answer(request, call, Revision.of(request, call)));
    } catch (RpcException e) {
      status = e.status();
      answer = error(Message.id(body), e);
    }
    return Response.json(status, answer);
  }

  private Response batch(Request request, ArrayNode bodies) {
    Optional<String> version = request.header(Revision.VERSION_HEADER);
    if (!version.orElse(Revision.WITH_BATCHES).strip().equals(Revision.WITH_BATCHES)) {
      throw invalid("only revision %s has several messages.".formatted(Revision.WITH_BATCHES));
    }
    if (bodies.isEmpty() || bodies.size() > MOST_MESSAGES) {
      throw invalid("a request has 1 to %d messages.".formatted(MOST_MESSAGES));
    }
    // All are read before the first is answered: a request is served as a whole, or not at all.
    List<Message> messages = bodies.valueStream().map(Message::of).toList();
    if (messages.stream().anyMatch(McpApi::standsAlone)) {
      throw invalid("initialize and calls of revision %s come alone.".formatted(Revision.CURRENT));
    }
    ArrayNode answers = Json.mapper().createArrayNode();
    for (Message message : messages) {
      if (message instanceof Message.Call call) {
        answers.add(answered(request, call));
      }
    }
    return answers.isEmpty() ? new Response(202, null, List.of()) : Response.json(200, answers);
  }

  private static boolean standsAlone(Message message) {
    return message instanceof Message.Call call
        && (call.method().equals("initialize") || Revision.isClaimed(call));
  }

  private ObjectNode answered(Request request, Message.Call call) {
    try {
      return result(call, methods.answer(request, call, Revision.HANDSHAKE));
    } catch (RpcException e) {
      return error(call.id(), e);
    }
  }

  private static RpcException invalid(String why) {
    return RpcException.badRequest(RpcException.INVALID_REQUEST, "Invalid Request: " + why);
  }

  private static ObjectNode result(Message.Call call, ObjectNode result) {
    return answer(call.id()).set("result", result);
  }

  private static ObjectNode error(@Nullable JsonNode id, RpcException e) {
    return answer(id).set("error", e.json());
  }

  private static ObjectNode answer(@Nullable JsonNode id) {
    return Json.mapper().createObjectNode().put("jsonrpc", "2.0").set("id", id);
  }
}
