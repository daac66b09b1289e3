// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import dev.atrium.error.DecideAgain;
import dev.atrium.error.ErrorCode;
import dev.atrium.error.ReferenceGone;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.work.Full;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls tools, reads resources, gets prompts. What goes wrong in there is told as the protocol
 * wants it: to the model what it can act on, to nobody what is our fault.
 */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  private final Features features;

  Calls(Features features) {
    this.features = features;
  }

  /** Calls the tool that is named. What it cannot do is in its result. */
  ObjectNode call(Request request, ObjectNode params) {
    Tool tool = named("tool", params, features.tools().stream(), Tool::name);
    Selection selection = Selection.of(request);
    if (!selection.has(tool)) {
      throw RpcException.of(
          RpcException.INVALID_PARAMS,
          selection.readOnly() && !tool.hints().readOnly()
              ? "The tool \"%s\" writes, and this connection only reads.".formatted(tool.name())
              : "The tool \"%s\" is not among those of X-MCP-Tools.".formatted(tool.name()));
    }
    Arguments arguments = new Arguments(arguments(params), tool.input().aliases());
    try {
      return guarded(request, tool.name(), () -> tool.call().call(request, arguments)).json();
    } catch (ToolFailure e) {
      return ToolResult.failure(e.getMessage()).json();
    } catch (ApiException e) {
      request.refused(e);
      return ToolResult.failure(e.getMessage()).json();
    }
  }

  /** Gets the prompt that is named. */
  ObjectNode prompt(Request request, ObjectNode params) {
    Prompt prompt = named("prompt", params, features.prompts().stream(), Prompt::name);
    Arguments arguments = new Arguments(arguments(params), Map.of());
    try {
      prompt.arguments().stream()
          .filter(Prompt.Argument::required)
          .forEach(argument -> arguments.required(argument.name()));
      ObjectNode result = Json.mapper().createObjectNode().put("description", prompt.description());
      var messages = result.putArray("messages");
      guarded(request, prompt.name(), () -> prompt.get().get(request, arguments))
          .forEach(content -> messages.addObject().put("role", "user").set("content", content));
      return result;
    } catch (ToolFailure e) {
      throw RpcException.of(RpcException.INVALID_PARAMS, e.getMessage());
    } catch (ApiException e) {
      throw RpcException.of(RpcException.REFUSED, e.getMessage());
    }
  }

  /**
   * Reads the resource at an address.
   *
   * @param notFound the code of the error if there is none
   */
  ObjectNode read(Request request, ObjectNode params, int notFound) {
    String uri = params.path("uri").asText();
    for (Resource resource : features.resources()) {
      Optional<Map<String, String>> variables = resource.match(uri);
      if (variables.isPresent()) {
        try {
          ObjectNode result = Json.mapper().createObjectNode();
          result
              .putArray("contents")
              .add(
                  guarded(
                          request,
                          resource.name(),
                          () -> resource.read().read(request, uri, variables.get()))
                      .json());
          return result;
        } catch (ApiException e) {
          if (e.code() != ErrorCode.NOT_FOUND) {
            throw RpcException.of(RpcException.REFUSED, e.getMessage());
          }
        }
      }
    }
    throw new RpcException(
        200, notFound, "Resource not found", Json.mapper().createObjectNode().put("uri", uri));
  }

  private static <T> T named(
      String what, ObjectNode params, Stream<T> all, Function<T, String> name) {
    String wanted = params.path("name").asText();
    return all.filter(each -> name.apply(each).equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            RpcException.of(
                RpcException.INVALID_PARAMS, "Unknown %s: \"%s\"".formatted(what, wanted)));
  }

  private static ObjectNode arguments(ObjectNode params) {
    JsonNode arguments = params.path("arguments");
    if (arguments instanceof ObjectNode object) {
      return object;
    }
    if (arguments.isMissingNode() || arguments.isNull()) {
      return Json.mapper().createObjectNode();
    }
    throw RpcException.of(
        RpcException.INVALID_PARAMS, "Invalid params: \"arguments\" must be an object.");
  }

  /** Runs work. What nobody foresaw is logged, and told without its details. */
  private static <T> T guarded(Request request, String name, Supplier<T> work) {
    try {
      return work.get();
    } catch (ApiException | ToolFailure | RpcException e) {
      throw e;
    } catch (Full | DecideAgain | ReferenceGone e) {
      throw e; // The dispatcher has the request decided again.
    } catch (RuntimeException e) {
      LOG.error("request_id={} {} failed", request.id(), name, e);
      throw RpcException.of(
          RpcException.INTERNAL_ERROR, "Internal error. Request ID: " + request.id());
    }
  }
}
