// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads no more of a message than the bridge must know, token by token: it can be large. */
final class Reading {
  static final JsonFactory JSON = new JsonFactory();
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  private Reading() {}

  /** What the bridge reads a field of an object for. */
  interface Field {
    /** Takes the field at whose value the parser stands, and leaves the parser at its end. */
    void take(String name) throws IOException;
  }

  /**
   * Reads a line of the client.
   *
   * @throws IOException if it is no JSON
   */
  static Line line(byte[] bytes) throws IOException {
    try (JsonParser parser = JSON.createParser(bytes)) {
      List<Line.Message> messages = new ArrayList<>();
      boolean batch = parser.nextToken() == JsonToken.START_ARRAY;
      if (batch) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          messages.add(message(parser));
        }
      } else {
        messages.add(message(parser));
      }
      if (parser.nextToken() != null) {
        throw new IOException("there is more than one value on the line");
      }
      return new Line(batch, messages);
    }
  }

  private static Line.Message message(JsonParser parser) throws IOException {
    Map<String, String> found = new HashMap<>();
    Map<String, String> texts = new HashMap<>();
    fields(
        parser,
        name -> {
          switch (name) {
            case "id" -> found.put("id", json(parser));
            case "method" -> found.put("method", text(parser));
            case "params" -> params(parser, found, texts);
            default -> {
              found.put(name.equals("result") || name.equals("error") ? "reply" : "", "");
              parser.skipChildren();
            }
          }
        });
    return new Line.Message(
        found.getOrDefault("id", ""),
        found.getOrDefault("method", ""),
        found.getOrDefault("version", ""),
        texts,
        found.getOrDefault("cancels", ""),
        found.containsKey("reply") && !found.containsKey("method"));
  }

  private static void params(
      JsonParser parser, Map<String, String> found, Map<String, String> texts) throws IOException {
    fields(
        parser,
        name -> {
          switch (name) {
            case "requestId" -> found.put("cancels", json(parser));
            case "name", "uri" -> {
              if (parser.currentToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
              }
              parser.skipChildren();
            }
            case "_meta" -> meta(parser, found);
            default -> parser.skipChildren();
          }
        });
  }

  private static void meta(JsonParser parser, Map<String, String> found) throws IOException {
    fields(
        parser,
        name -> {
          if (name.equals(VERSION)) {
            found.put("version", text(parser));
          } else {
            parser.skipChildren();
          }
        });
  }

  /** Gives the fields of the object at which the parser stands. Skips any other value. */
  static void fields(JsonParser parser, Field field) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      field.take(name);
    }
  }

  static String text(JsonParser parser) throws IOException {
    String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    parser.skipChildren();
    return text;
  }

  /** Returns the JSON of a text or a number, and of nothing else but null. */
  static String json(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    String json =
        switch (token) {
          case VALUE_STRING -> quoted(parser.getText());
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getText();
          default -> "null";
        };
    parser.skipChildren();
    return json;
  }

  /** Returns the JSON of a text. */
  static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
