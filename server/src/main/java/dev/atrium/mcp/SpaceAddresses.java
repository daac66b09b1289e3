// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import dev.atrium.access.Grant;
import dev.atrium.access.Permission;
import dev.atrium.context.ContextRequest;
import dev.atrium.context.Document;
import dev.atrium.context.SpaceContext;
import dev.atrium.context.TokenCounter;
import dev.atrium.error.ApiException;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spaces and their documents as resources, for clients whose people attach them by hand. */
final class SpaceAddresses {
  private static final String SPACE = "atrium://spaces/{owner}/{number}";

  private SpaceAddresses() {}

  static List<Resource> of(SpaceLookup lookup, SpaceContext context) {
    return List.of(
        new Resource(
            SPACE + "/documents/{repository_owner}/{repository}/{+path}",
            "document",
            "A document of a space",
            "A file of a repository that is attached to a Copilot Space.",
            "text/plain",
            (request, uri, variables) -> document(lookup, context, request, uri, variables)),
        new Resource(
            SPACE,
            "space",
            "A space",
            "A Copilot Space: instructions, table of documents, and as many documents as fit.",
            "text/plain",
            (request, uri, variables) ->
                ResourceContent.text(
                    uri, "text/plain", space(lookup, context, request, variables))));
  }

  private static String space(
      SpaceLookup lookup, SpaceContext context, Request request, Map<String, String> variables) {
    Grant grant = grant(lookup, request, variables);
    ContextRequest asked =
        new ContextRequest(Optional.empty(), ContextRequest.STANDARD, TokenCounter.O200K_BASE);
    return context.read(
        request,
        "resource " + variables,
        String.class,
        grant,
        content -> context.assemble(content, asked).text());
  }

  private static ResourceContent document(
      SpaceLookup lookup,
      SpaceContext context,
      Request request,
      String uri,
      Map<String, String> variables) {
    Grant grant = grant(lookup, request, variables);
    String repository = variables.get("repository_owner") + "/" + variables.get("repository");
    String text =
        context.read(
            request,
            "resource " + variables,
            String.class,
            grant,
            content -> {
              Document document =
                  content
                      .documents()
                      .filter(each ->
                          each.path().equals(variables.get("path"))
                              && each.repository()
                                  .filter(of -> of.fullName().equalsIgnoreCase(repository))
                                  .isPresent())
                      .findFirst()
                      .orElseThrow(ApiException::notFound);
              return context.text(content, document).orElseThrow(ApiException::notFound);
            });
    return ResourceContent.text(uri, "text/plain", text);
  }

  private static Grant grant(SpaceLookup lookup, Request request, Map<String, String> variables) {
    var arguments = Json.mapper().createObjectNode();
    arguments.put("owner", variables.get("owner")).put("name", variables.get("number"));
    try {
      return lookup.space(
          request, new Arguments(arguments, Map.of()), Permission.READ_RESOURCES, "read");
    } catch (ToolFailure e) {
      throw ApiException.notFound();
    }
  }
}
