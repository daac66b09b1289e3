// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.ApiException;
import dev.atrium.http.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tools, resources and prompts that the official conformance suite calls, and a few more. */
final class Fixtures {
  /** A picture of one red pixel. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

  /** A sound of no samples. */
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

  /** A schema with what a server could lose of it on the way. */
  private static final String SCHEMA =
      """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "$defs": {
          "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}}
          }
        },
        "properties": {
          "name": {"type": "string"},
          "address": {"$ref": "#/$defs/address"},
          "contactMethod": {"type": "string", "enum": ["phone", "email"]},
          "phone": {"type": "string"},
          "email": {"type": "string"}
        },
        "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
        "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
        "then": {"required": ["phone"]},
        "else": {"required": ["email"]},
        "additionalProperties": false
      }
      """;

  private Fixtures() {}

  static Features all() {
    return new Features(tools(), resources(), prompts(), "Call test_echo first.");
  }

  private static List<Tool> tools() {
    return List.of(
        answering("test_simple_text", Content.text("This is a simple text response for testing.")),
        answering("test_image_content", media("image", PNG, "image/png")),
        answering("test_audio_content", media("audio", WAV, "audio/wav")),
        answering(
            "test_embedded_resource",
            Content.embedded(
                ResourceContent.text(
                    "test://embedded-resource",
                    "text/plain",
                    "This is an embedded resource content."))),
        answering(
            "test_multiple_content_types",
            Content.text("Multiple content types test:"),
            media("image", PNG, "image/png"),
            Content.embedded(
                ResourceContent.text(
                    "test://mixed-content-resource",
                    "application/json",
                    "{\"test\":\"data\",\"value\":123}"))),
        Tool.reading(
            "test_error_handling",
            "Fail",
            "Fails.",
            Input.none(),
            (request, arguments) -> {
              throw new ToolFailure("This tool intentionally returns an error for testing");
            }),
        answering("test_logging_tool", Content.text("Nothing is logged to clients.")),
        answering("test_streaming_elicitation", Content.text("Nobody is asked.")),
        Tool.reading(
            "json_schema_2020_12_tool",
            "Schema",
            "Tool with JSON Schema 2020-12 features",
            Input.of((ObjectNode) Json.read(SCHEMA)),
            (request, arguments) -> ToolResult.text("Valid")),
        echo(),
        Tool.adding(
                "test_write",
                "Write",
                "Writes.",
                Input.none(),
                (request, arguments) -> ToolResult.text("Written"))
            .withMeta(Json.mapper().createObjectNode().put("example.com/size", 5)),
        Tool.reading(
            "test_forbidden",
            "Refuse",
            "Refuses.",
            Input.none(),
            (request, arguments) -> {
              throw ApiException.forbidden("You may not.");
            }),
        Tool.reading(
            "test_broken",
            "Break",
            "Breaks.",
            Input.none(),
            (request, arguments) -> {
              throw new IllegalStateException("The secret of our making");
            }));
  }

  private static Tool echo() {
    return Tool.reading(
        "test_echo",
        "Echo",
        "Says what it was given.",
        Input.none()
            .required("name", "string", "A name.")
            .optional("limit", "integer", "1 to 50; 10 if not given.")
            .alias("space", "name"),
        (request, arguments) ->
            ToolResult.text(
                    "%s: %s, %d"
                        .formatted(
                            request.caller().login(),
                            arguments.required("name"),
                            arguments.number("limit", 10, 1, 50)))
                .with(arguments.json()));
  }

  private static Tool answering(String name, ObjectNode... content) {
    return Tool.reading(
        name,
        name,
        "Answers always the same.",
        Input.none(),
        (request, arguments) -> new ToolResult(List.of(content), null, false));
  }

  private static ObjectNode media(String type, String data, String mimeType) {
    return Json.mapper()
        .createObjectNode()
        .put("type", type)
        .put("data", data)
        .put("mimeType", mimeType);
  }

  private static List<Resource> resources() {
    return List.of(
        resource(
            "test://static-text",
            "text/plain",
            (request, uri, variables) ->
                ResourceContent.text(
                    uri, "text/plain", "This is the content of the static text resource.")),
        resource(
            "test://static-binary",
            "image/png",
            (request, uri, variables) -> new ResourceContent(uri, "image/png", PNG, true)),
        resource(
            "test://template/{id}/data",
            "application/json",
            (request, uri, variables) ->
                ResourceContent.text(
                    uri,
                    "application/json",
                    Json.writeText(
                        Map.of(
                            "id",
                            String.valueOf(variables.get("id")),
                            "templateTest",
                            true,
                            "data",
                            "Data for ID: " + variables.get("id"))))),
        resource(
            "test://hidden",
            "",
            (request, uri, variables) -> {
              throw ApiException.hidden();
            }),
        resource(
            "test://refused",
            "",
            (request, uri, variables) -> {
              throw ApiException.forbidden("You may not read this.");
            }));
  }

  private static Resource resource(String uri, String mimeType, Resource.Read read) {
    return new Resource(uri, uri, "A resource", "What a test reads.", mimeType, read);
  }

  private static List<Prompt> prompts() {
    Prompt.Argument first = new Prompt.Argument("arg1", "First test argument", true);
    Prompt.Argument second = new Prompt.Argument("arg2", "Second test argument", true);
    Prompt.Argument uri = new Prompt.Argument("resourceUri", "What to embed", true);
    return List.of(
        prompt(
            "test_simple_prompt",
            List.of(),
            arguments -> List.of(Content.text("This is a simple prompt for testing."))),
        prompt(
            "test_prompt_with_arguments",
            List.of(first, second),
            arguments ->
                List.of(
                    Content.text(
                        "Prompt with arguments: arg1='%s', arg2='%s'"
                            .formatted(arguments.required("arg1"), arguments.required("arg2"))))),
        prompt(
            "test_prompt_with_embedded_resource",
            List.of(uri),
            arguments ->
                List.of(
                    Content.embedded(
                        ResourceContent.text(
                            arguments.required("resourceUri"),
                            "text/plain",
                            "Embedded resource content for testing.")),
                    Content.text("Please process the embedded resource above."))),
        prompt(
            "test_prompt_with_image",
            List.of(),
            arguments ->
                List.of(
                    media("image", PNG, "image/png"),
                    Content.text("Please analyze the image above."))));
  }

  private static Prompt prompt(
      String name, List<Prompt.Argument> arguments, Function<Arguments, List<ObjectNode>> content) {
    return new Prompt(name, name, "A prompt.", arguments, (request, given) -> content.apply(given));
  }
}
