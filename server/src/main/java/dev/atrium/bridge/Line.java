// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of the client: one message, or several. */
record Line(boolean isBatch, List<Message> messages) {
  /** The methods that a header repeats a parameter of. */
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  /**
   * What must be known of a message to pass it on.
   *
   * @param id the JSON of the id; empty if there is none
   * @param version the revision that it names itself, as only those without a handshake do
   * @param texts the texts among the parameters
   * @param cancels the JSON of the id of the request that it cancels; empty if none
   * @param isReply whether it answers a request of the server
   */
  record Message(
      String id,
      String method,
      String version,
      Map<String, String> texts,
      String cancels,
      boolean isReply) {
    boolean isRequest() {
      return !id.isEmpty() && !isReply;
    }
  }

  /** Returns the ids that must be answered, as JSON. */
  List<String> ids() {
    return messages.stream().filter(Message::isRequest).map(Message::id).toList();
  }

  /** Returns the message, if there is only one. */
  Optional<Message> single() {
    return isBatch ? Optional.empty() : messages.stream().findFirst();
  }

  boolean isInitialize() {
    return single().map(message -> message.method().equals("initialize")).orElse(false);
  }

  /** Returns the JSON of the id of the request that it cancels, if it does. */
  Optional<String> cancels() {
    return single()
        .filter(message -> message.method().equals("notifications/cancelled"))
        .map(Message::cancels)
        .filter(id -> !id.isEmpty());
  }

  /**
   * Returns the headers that the line's revision asks for. A message that names its revision gets
   * all from itself; others get what the handshake agreed on.
   *
   * @param agreed the revision of the handshake; empty before it
   */
  Map<String, String> headers(String agreed) {
    Optional<Message> own = single().filter(message -> !message.version().isEmpty());
    if (own.isEmpty()) {
      return agreed.isEmpty() || isInitialize() ? Map.of() : Map.of("MCP-Protocol-Version", agreed);
    }
    Message message = own.get();
    String version = encoded(message.version());
    String method = encoded(message.method());
    String name = message.texts().get(NAMED.getOrDefault(message.method(), ""));
    return name == null
        ? Map.of("MCP-Protocol-Version", version, "Mcp-Method", method)
        : Map.of("MCP-Protocol-Version", version, "Mcp-Method", method, "Mcp-Name", encoded(name));
  }

  /** Writes a text as the value of a header: as it is, or in Base64 where it could not stay so. */
  static String encoded(String text) {
    boolean plain =
        text.matches("[\\x20-\\x7e]+") && text.equals(text.strip()) && !text.startsWith("=?");
    return plain
        ? text
        : "=?base64?"
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }
}
