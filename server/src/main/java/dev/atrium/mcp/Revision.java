// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.mcp.Message.Call;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two ways to speak the protocol. Which one a request speaks is in its body: a stateless one
 * says with every request what the others settle by a handshake. The headers must agree with it.
 */
enum Revision {
  /** 2025-03-26 to 2025-11-25: {@code initialize} first. */
  HANDSHAKE,
  /** 2026-07-28: no handshake, and {@code server/discover} for whoever wants to know. */
  STATELESS;

  static final String CURRENT = "2026-07-28";

  /** The only revision with several messages in one request. */
  static final String WITH_BATCHES = "2025-03-26";

  /** Those with a handshake, the newest last. */
  static final List<String> OLDER = List.of(WITH_BATCHES, "2025-06-18", "2025-11-25");

  static final String META = "io.modelcontextprotocol/";
  static final String VERSION_HEADER = "MCP-Protocol-Version";
  private static final String VERSION = META + "protocolVersion";
  private static final String CAPABILITIES = META + "clientCapabilities";

  /** The methods that a header repeats a parameter of, for whoever routes requests by headers. */
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  private static final String ENCODED = "=?base64?";

  /**
   * Decides which one a call speaks.
   *
   * @throws RpcException if it is not complete, its headers say something else, or its revision is
   *     not served
   */
  static Revision of(Request request, Call call) {
    String header = header(request, VERSION_HEADER).orElse("");
    JsonNode meta = call.params().path("_meta");
    // As a text, since every later revision will look like this one.
    boolean headerIsStateless = header.compareTo(CURRENT) >= 0;
    boolean complete = meta.path(VERSION).isTextual() && meta.path(CAPABILITIES).isObject();
    if (call.method().equals("initialize") && !complete) {
      if (headerIsStateless) {
        throw mismatch("initialize belongs to older revisions than " + header + ".");
      }
      return HANDSHAKE;
    }
    if (!isClaimed(call) && !headerIsStateless) {
      checkOlder(header);
      return HANDSHAKE;
    }
    if (!complete) {
      throw RpcException.badRequest(
          RpcException.INVALID_PARAMS,
          "Invalid params: _meta must have %s, a text, and %s, an object."
              .formatted(VERSION, CAPABILITIES));
    }
    checkVersion(header, meta.path(VERSION).textValue());
    checkHeaders(request, call);
    return STATELESS;
  }

  /** Tells whether a call says of itself that it is stateless. */
  static boolean isClaimed(Call call) {
    return call.params().path("_meta").has(VERSION);
  }

  private static void checkOlder(String header) {
    if (!header.isEmpty() && !OLDER.contains(header)) {
      throw RpcException.badRequest(
          RpcException.REFUSED,
          "Unsupported protocol version in %s. Supported: %s, %s."
              .formatted(VERSION_HEADER, String.join(", ", OLDER), CURRENT));
    }
  }

  private static void checkVersion(String header, String version) {
    if (!header.isEmpty() && !header.equals(version)) {
      throw mismatch("%s is not the protocolVersion of _meta.".formatted(VERSION_HEADER));
    }
    if (!version.equals(CURRENT)) {
      var data = Json.mapper().createObjectNode().put("requested", version);
      data.putArray("supported").add(CURRENT);
      throw new RpcException(
          400, RpcException.UNSUPPORTED_VERSION, "Unsupported protocol version", data);
    }
    if (header.isEmpty()) {
      throw mismatch("the header %s is missing.".formatted(VERSION_HEADER));
    }
  }

  private static void checkHeaders(Request request, Call call) {
    if (!header(request, "Mcp-Method").equals(Optional.of(call.method()))) {
      throw mismatch("Mcp-Method must be the method of the body.");
    }
    JsonNode name = call.params().path(NAMED.getOrDefault(call.method(), ""));
    if (name.isTextual()
        && !header(request, "Mcp-Name")
            .flatMap(Revision::decoded)
            .equals(Optional.of(name.textValue()))) {
      throw mismatch("Mcp-Name must be params.%s of the body.".formatted(NAMED.get(call.method())));
    }
  }

  private static Optional<String> header(Request request, String name) {
    return request.header(name).map(String::strip);
  }

  /** Decodes a header whose value is no ASCII. Returns empty if it is not well-formed. */
  private static Optional<String> decoded(String value) {
    if (!value.startsWith(ENCODED) || !value.endsWith("?=")) {
      return Optional.of(value);
    }
    String encoded =
        value.substring(ENCODED.length(), Math.max(ENCODED.length(), value.length() - 2));
    if (encoded.length() % 4 != 0) {
      return Optional.empty(); // Java would take it without its padding.
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static RpcException mismatch(String why) {
    return RpcException.badRequest(
        RpcException.HEADER_MISMATCH, "The headers do not match the body: " + why);
  }
}
