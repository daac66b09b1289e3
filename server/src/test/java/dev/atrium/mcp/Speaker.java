// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks both eras of the protocol to an endpoint. */
record Speaker(Client client, String path) {
  private static final String META = "io.modelcontextprotocol/";

  Speaker(Client client) {
    this(client, "/mcp");
  }

  Speaker at(String other) {
    return new Speaker(client, other);
  }

  /** Sends a body as it is. */
  Answer send(String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(Arrays.asList(headers));
    return client.post(path, body, all.toArray(new String[0]));
  }

  /** Calls a method of a revision with a handshake. */
  Answer older(String method, Map<String, ?> params, String... headers) {
    return send(call(method, params), headers);
  }

  /** Calls a method of the stateless revision, with all that it needs. */
  Answer current(String method, Map<String, ?> params, String... headers) {
    Object name = params.containsKey("uri") ? params.get("uri") : params.get("name");
    List<String> all =
        new ArrayList<>(List.of("MCP-Protocol-Version", Revision.CURRENT, "Mcp-Method", method));
    if (name != null) {
      all.addAll(List.of("Mcp-Name", name.toString()));
    }
    all.addAll(Arrays.asList(headers));
    return send(call(method, object(params, "_meta", meta())), all.toArray(new String[0]));
  }

  /** Calls a tool by the stateless revision. */
  Answer tool(String name, Map<String, ?> arguments, String... headers) {
    return current("tools/call", object("name", name, "arguments", arguments), headers);
  }

  static String call(String method, Map<String, ?> params) {
    return json("jsonrpc", "2.0", "id", 7, "method", method, "params", params);
  }

  static Map<String, @Nullable Object> meta() {
    return object(
        META + "protocolVersion", Revision.CURRENT, META + "clientCapabilities", Map.of());
  }
}
