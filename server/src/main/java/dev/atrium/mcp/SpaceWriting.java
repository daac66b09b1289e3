// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Grant;
import dev.atrium.access.OwnerRef;
import dev.atrium.access.Permission;
import dev.atrium.context.SpaceContext;
import dev.atrium.error.ApiException;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.resources.Resource;
import dev.atrium.resources.Resources;
import dev.atrium.resources.ResourcesApi;
import dev.atrium.spaces.SpacesApi;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The tools that create spaces and add to them. */
final class SpaceWriting {
  private final SpaceLookup lookup;
  private final SpacesApi spaces;
  private final ResourcesApi resources;
  private final SpaceContext context;

  SpaceWriting(SpaceLookup lookup, SpacesApi spaces, ResourcesApi resources, SpaceContext context) {
    this.lookup = lookup;
    this.spaces = spaces;
    this.resources = resources;
    this.context = context;
  }

  ToolResult create(Request request, Arguments arguments) {
    String login = arguments.required("owner");
    ObjectNode body = Json.mapper().createObjectNode().put("name", arguments.required("name"));
    for (String field : List.of("description", "general_instructions", "base_role")) {
      arguments.text(field).ifPresent(value -> body.put(field, value));
    }
    OwnerRef owner = lookup.owner(login);
    lookup.requireToken(request, Permission.CREATE_SPACE, owner, "create spaces of " + login);
    SpacesApi.Made made = told(() -> spaces.create(request.authenticated(), owner, body));
    return ToolResult.text(
        "Created %s/%d \"%s\" %s".formatted(login, made.number(), made.name(), made.htmlUrl()));
  }

  ToolResult add(Request request, Arguments arguments) {
    ObjectNode body =
        Json.mapper().createObjectNode().put("resource_type", arguments.required("resource_type"));
    ObjectNode metadata =
        arguments
            .object("metadata")
            .orElseThrow(
                () -> new ToolFailure("The argument \"metadata\" is missing. Call again with it."));
    lookup.nameRepository(request, metadata);
    body.set("metadata", metadata);
    Grant grant = lookup.space(request, arguments, Permission.WRITE_RESOURCES, "add resources to");
    Resources.Created created = told(() -> resources.create(grant, body));
    Resource resource = created.resource();
    SpaceContext.Added added = context.added(grant, resource);
    return ToolResult.text(
        "%s %s%s to %s as resource %d.%s"
            .formatted(
                created.isNew() ? "Added" : "Already there:",
                resource.type().wire(),
                added.title().isEmpty() ? "" : " " + added.title(),
                added.space(),
                resource.id(),
                added.documents() == 0
                    ? ""
                    : " Indexing: %,d of %,d documents."
                        .formatted(added.indexed(), added.documents())));
  }

  /** Tells the faults of fields, which a model can mend. */
  private static <T> T told(Supplier<T> write) {
    try {
      return write.get();
    } catch (ApiException e) {
      if (e.errors().isEmpty()) {
        throw e;
      }
      throw new ToolFailure(
          e.errors().stream()
              .map(fault ->
                  Objects.requireNonNullElse(
                      fault.message(), fault.field() + " is " + fault.code()))
              .collect(Collectors.joining(". ", "", ".")));
    }
  }
}
