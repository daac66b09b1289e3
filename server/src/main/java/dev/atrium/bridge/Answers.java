// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads what the bridge must know of the server's answers. All else is passed on as it is. */
final class Answers {
  private Answers() {}

  /** An error that the server answered; empty and 0 where it says nothing. */
  record Told(String id, int code, String message) {}

  /** Reads the revision of an answer to {@code initialize}; empty if it has none. */
  static String agreed(byte[] answer) {
    StringBuilder version = new StringBuilder();
    try (JsonParser parser = Reading.JSON.createParser(answer)) {
      parser.nextToken();
      Reading.fields(
          parser,
          name -> {
            if (name.equals("result")) {
              Reading.fields(
                  parser,
                  field -> {
                    version.append(field.equals("protocolVersion") ? Reading.text(parser) : "");
                    parser.skipChildren();
                  });
            } else {
              parser.skipChildren();
            }
          });
    } catch (IOException e) {
      return ""; // The client will say so.
    }
    return version.toString();
  }

  /** Reads an error that the server answered, as far as it is one. */
  static Told told(byte[] answer) {
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = Reading.JSON.createParser(answer)) {
      parser.nextToken();
      Reading.fields(
          parser,
          name -> {
            switch (name) {
              case "id" -> found.put("id", Reading.json(parser));
              case "error" ->
                  Reading.fields(
                      parser,
                      field -> {
                        found.put(
                            field, field.equals("code") ? parser.getText() : Reading.text(parser));
                        parser.skipChildren();
                      });
              case "message" -> found.put("message", Reading.text(parser));
              default -> parser.skipChildren();
            }
          });
    } catch (IOException e) {
      // Whatever this is, such as the page of a proxy, there is no more to say of it.
    }
    String code = found.getOrDefault("code", "");
    return new Told(
        found.getOrDefault("id", "").replaceFirst("^null$", ""),
        code.matches("-?[0-9]{1,9}") ? Integer.parseInt(code) : 0,
        found.getOrDefault("message", ""));
  }
}
