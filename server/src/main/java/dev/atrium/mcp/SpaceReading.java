// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Access;
import dev.atrium.access.Grant;
import dev.atrium.access.Permission;
import dev.atrium.context.ContextRequest;
import dev.atrium.context.Document;
import dev.atrium.context.DocumentFilter;
import dev.atrium.context.Found;
import dev.atrium.context.SpaceContent;
import dev.atrium.context.SpaceContext;
import dev.atrium.context.TokenCounter;
import dev.atrium.error.ApiException;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.spaces.SpaceFinder;
import dev.atrium.spaces.SpaceFinder.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tools that read spaces. */
final class SpaceReading {
  private static final String NOT_SHOWN = "Sources you may not read are not shown.";
  private static final int SPACES = 100;
  private static final int DOCUMENTS = 500;

  private final Access access;
  private final SpaceLookup lookup;
  private final SpaceFinder finder;
  private final SpaceContext context;

  SpaceReading(Access access, SpaceLookup lookup, SpaceFinder finder, SpaceContext context) {
    this.access = access;
    this.lookup = lookup;
    this.finder = finder;
    this.context = context;
  }

  /** Reads a space after a decision on it, which is made again if the read took its time. */
  private ToolResult reading(
      Request request, String tool, Arguments arguments, Function<SpaceContent, ToolResult> read) {
    Grant grant = lookup.space(request, arguments, Permission.READ_RESOURCES, "read");
    return context.read(request, tool + arguments.json(), ToolResult.class, grant, read);
  }

  ToolResult list(Request request, Arguments arguments) {
    String query = arguments.text("query").orElse("").toLowerCase(Locale.ROOT);
    int from = arguments.number("cursor", 0, 0, 1_000_000);
    SpaceFinder.Found found = finder.all(request.authenticated());
    List<Entry> spaces =
        found.spaces().stream()
            .filter(entry ->
                (entry.space().name() + "\n" + entry.space().description())
                    .toLowerCase(Locale.ROOT)
                    .contains(query))
            .toList();
    if (spaces.isEmpty() && query.isEmpty()) {
      throw found.refused().map(ToolFailure::new).orElseGet(() -> SpaceLookup.nothing(request));
    }
    int end = Math.min(from + SPACES, spaces.size());
    Map<Entry, Optional<Grant>> page = new LinkedHashMap<>();
    spaces
        .subList(Math.min(from, end), end)
        .forEach(entry -> page.put(entry, grant(request, entry)));
    Optional<Integer> next = end < spaces.size() ? Optional.of(end) : Optional.empty();
    List<Object> grounds = new ArrayList<>(List.of(spaces));
    page.values().forEach(grant -> grounds.add(grant.map(Grant::grounds)));
    return request.decided(
        SpaceTools.LIST + arguments.json(),
        ToolResult.class,
        grounds,
        () -> listed(page, query, next, found.refused()));
  }

  private ToolResult listed(
      Map<Entry, Optional<Grant>> page,
      String query,
      Optional<Integer> next,
      Optional<String> refused) {
    StringBuilder text = new StringBuilder();
    ObjectNode data = Json.mapper().createObjectNode();
    ArrayNode list = data.putArray("spaces");
    page.forEach((entry, grant) -> {
      String line = line(entry, grant);
      text.append(line).append('\n');
      list.addObject()
          .put("owner", entry.login())
          .put("number", entry.space().number())
          .put("name", entry.space().name())
          .put("text", line);
    });
    if (page.isEmpty() && !query.isEmpty()) {
      text.append(
          "No space of yours has \"%s\" in its name or description. Leave out the query to see all.\n"
              .formatted(query));
    }
    next.ifPresent(cursor -> {
      text.append("next cursor: ").append(cursor).append('\n');
      data.put("next_cursor", Integer.toString(cursor));
    });
    refused.ifPresent(reason -> text.append(reason).append('\n'));
    data.put("note", NOT_SHOWN);
    return ToolResult.text(text.append(NOT_SHOWN).toString()).with(data);
  }

  /** Returns the grant to count what a space has; empty if the token may only see the space. */
  private Optional<Grant> grant(Request request, Entry entry) {
    try {
      return Optional.of(
          access.space(
              request.authenticated(),
              entry.owner(),
              entry.space().number(),
              Permission.READ_RESOURCES));
    } catch (ApiException e) {
      return Optional.empty(); // Or it has gone at this moment.
    }
  }

  private String line(Entry entry, Optional<Grant> grant) {
    String description = entry.space().description().strip();
    return "%s/%d \"%s\": %s%s"
        .formatted(
            entry.login(),
            entry.space().number(),
            entry.space().name(),
            description.isEmpty() ? "" : description + (description.endsWith(".") ? " " : ". "),
            grant.map(this::summary).orElse("This token may not read its sources."));
  }

  private String summary(Grant grant) {
    try (SpaceContent content = context.open(grant)) {
      return content.summary();
    }
  }

  ToolResult get(Request request, Arguments arguments) {
    ContextRequest asked =
        new ContextRequest(
            arguments.text("query"), SpaceTools.tokens(arguments), TokenCounter.O200K_BASE);
    return reading(
        request,
        SpaceTools.GET,
        arguments,
        content -> ToolResult.text(context.assemble(content, asked).text()));
  }

  ToolResult documents(Request request, Arguments arguments) {
    int from = arguments.number("cursor", 0, 0, 10_000_000);
    DocumentFilter filter =
        new DocumentFilter(
            Optional.empty(), Optional.empty(), arguments.text("path"), Optional.empty());
    return reading(
        request,
        SpaceTools.DOCUMENTS,
        arguments,
        content -> {
          List<Document> all = content.documents().filter(filter.predicate()).toList();
          StringBuilder text = new StringBuilder();
          all.stream()
              .skip(from)
              .limit(DOCUMENTS)
              .forEach(document -> text.append(DocumentLine.of(document)).append('\n'));
          if (all.isEmpty()) {
            text.append(
                content.size() == 0
                    ? "The space has no documents. Add some with %s.\n".formatted(SpaceTools.ADD)
                    : "No document of the space is at that path.\n");
          }
          if (all.size() > from + DOCUMENTS) {
            text.append("next cursor: ").append(from + DOCUMENTS).append('\n');
          }
          return ToolResult.text(text.append(NOT_SHOWN).toString());
        });
  }

  ToolResult search(Request request, Arguments arguments) {
    String query = arguments.required("query");
    int limit = arguments.number("limit", 10, 1, 50);
    boolean exact = arguments.flag("exact", false);
    DocumentFilter filter =
        new DocumentFilter(
            Optional.empty(),
            arguments.text("resource").filter(id -> id.matches("[0-9]{1,18}")).map(Long::valueOf),
            arguments.text("path"),
            arguments.text("language"));
    return reading(
        request,
        SpaceTools.SEARCH,
        arguments,
        content -> {
          Found found = context.search(content, query, filter, limit, exact);
          return FoundText.result(
              content, context.name(content), query, found, context.rendering(content), NOT_SHOWN);
        });
  }

  ToolResult read(Request request, Arguments arguments) {
    return reading(
        request,
        SpaceTools.READ,
        arguments,
        content -> new DocumentReading(context, content).read(arguments));
  }
}
