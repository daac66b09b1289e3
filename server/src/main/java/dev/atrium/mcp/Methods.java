// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.mcp.Revision.META;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.mcp.Message.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The methods of the protocol. A method whose feature this server lacks does not exist. */
final class Methods {
  private static final int MINUTE_MILLIS = 60_000;

  /**
   * The results that a client may keep, each with the milliseconds for which it may. What a caller
   * may read can change at any time.
   */
  private static final Map<String, Integer> KEPT =
      Map.of(
          "server/discover", MINUTE_MILLIS,
          "tools/list", MINUTE_MILLIS,
          "prompts/list", MINUTE_MILLIS,
          "resources/list", 0,
          "resources/templates/list", MINUTE_MILLIS,
          "resources/read", 0);

  private final Features features;
  private final String version;
  private final Map<String, Method> older = new HashMap<>();
  private final Map<String, Method> current = new HashMap<>();

  /**
   * @param version the version of this server
   */
  Methods(Features features, String version) {
    this.features = features;
    this.version = version;
    Calls calls = new Calls(features);
    older.put("initialize", (request, params) -> initialize(params));
    older.put("ping", (request, params) -> Json.mapper().createObjectNode());
    current.put("server/discover", (request, params) -> discover());
    both("tools/list", this::tools);
    both("tools/call", calls::call);
    if (!features.resources().isEmpty()) {
      both("resources/list", (request, params) -> resources(params, "resources", false));
      both(
          "resources/templates/list",
          (request, params) -> resources(params, "resourceTemplates", true));
      older.put(
          "resources/read",
          (request, params) -> calls.read(request, params, RpcException.RESOURCE_NOT_FOUND));
      current.put(
          "resources/read",
          (request, params) -> calls.read(request, params, RpcException.INVALID_PARAMS));
    }
    if (!features.prompts().isEmpty()) {
      both(
          "prompts/list",
          (request, params) -> list(params, "prompts", features.prompts().stream(), Prompt::json));
      both("prompts/get", calls::prompt);
    }
  }

  private void both(String name, Method method) {
    older.put(name, method);
    current.put(name, method);
  }

  /**
   * Answers a call.
   *
   * @throws RpcException if there is no such method, its parameters are wrong, or it failed
   */
  ObjectNode answer(Request request, Call call, Revision revision) {
    boolean stateless = revision == Revision.STATELESS;
    Method method = (stateless ? current : older).get(call.method());
    if (method == null) {
      throw new RpcException(
          stateless ? 404 : 200, RpcException.METHOD_NOT_FOUND, "Method not found", null);
    }
    ObjectNode result = method.answer(request, call.params());
    if (stateless) {
      result.put("resultType", "complete");
      Integer kept = KEPT.get(call.method());
      if (kept != null) {
        result.put("ttlMs", kept).put("cacheScope", "private");
      }
      result.withObject("/_meta").set(META + "serverInfo", serverInfo());
    }
    return result;
  }

  private ObjectNode initialize(ObjectNode params) {
    String asked = params.path("protocolVersion").asText();
    List<String> served = Revision.OLDER;
    ObjectNode result = about();
    result.put("protocolVersion", served.contains(asked) ? asked : served.getLast());
    return result.set("serverInfo", serverInfo());
  }

  private ObjectNode discover() {
    ObjectNode result = about();
    result.putArray("supportedVersions").add(Revision.CURRENT);
    return result;
  }

  /** Returns what both eras tell a client first. */
  private ObjectNode about() {
    ObjectNode result = Json.mapper().createObjectNode();
    ObjectNode capabilities = result.putObject("capabilities");
    capabilities.putObject("tools");
    if (!features.resources().isEmpty()) {
      capabilities.putObject("resources");
    }
    if (!features.prompts().isEmpty()) {
      capabilities.putObject("prompts");
    }
    return features.instructions().isEmpty()
        ? result
        : result.put("instructions", features.instructions());
  }

  private ObjectNode serverInfo() {
    return Json.mapper()
        .createObjectNode()
        .put("name", "atrium")
        .put("title", "Atrium")
        .put("version", version);
  }

  private ObjectNode tools(Request request, ObjectNode params) {
    Selection selection = Selection.of(request);
    return list(params, "tools", features.tools().stream().filter(selection::has), Tool::json);
  }

  private ObjectNode resources(ObjectNode params, String field, boolean templates) {
    Stream<Resource> some =
        features.resources().stream().filter(each -> each.isTemplate() == templates);
    return list(params, field, some, Resource::json);
  }

  /** Returns a list, which is always one page. */
  private static <T> ObjectNode list(
      ObjectNode params, String field, Stream<T> entries, Function<T, ObjectNode> json) {
    JsonNode cursor = params.path("cursor");
    if (!cursor.isMissingNode() && !cursor.isNull()) {
      throw RpcException.of(
          RpcException.INVALID_PARAMS, "Invalid params: this list has one page and no cursors.");
    }
    ObjectNode result = Json.mapper().createObjectNode();
    result.putArray(field).addAll(entries.map(json).toList());
    return result;
  }

  /** Answers calls of one method. */
  private interface Method {
    ObjectNode answer(Request request, ObjectNode params);
  }
}
