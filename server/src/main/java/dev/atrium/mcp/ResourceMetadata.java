// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static dev.atrium.access.Permission.CREATE_SPACE;
import static dev.atrium.access.Permission.GET_SPACE;
import static dev.atrium.access.Permission.LIST_SPACES;
import static dev.atrium.access.Permission.READ_RESOURCES;
import static dev.atrium.access.Permission.WRITE_RESOURCES;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.AccessTable;
import dev.atrium.access.Permission;
import dev.atrium.error.ApiException;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The documents of RFC 9728, one for each path of the endpoint: they tell a client where to get a
 * token for it, and which scopes to ask for.
 */
final class ResourceMetadata {
  private static final List<Permission> READS = List.of(LIST_SPACES, GET_SPACE, READ_RESOURCES);
  private static final List<Permission> WRITES = List.of(CREATE_SPACE, WRITE_RESOURCES);

  private final Urls urls;
  private final AccessTable table;
  private final Set<String> paths;

  /**
   * @param paths those of the endpoint
   */
  ResourceMetadata(Urls urls, AccessTable table, List<String> paths) {
    this.urls = urls;
    this.table = table;
    this.paths = Set.copyOf(paths);
  }

  /** Answers the document of {@code /mcp}, for clients that ask for the one of the server. */
  Response root(Request request) {
    return document("/mcp");
  }

  /**
   * Answers the document of the path that follows.
   *
   * @throws ApiException 404 if the endpoint has no such path
   */
  Response of(Request request) {
    String path = "/" + request.parameter("path");
    if (!paths.contains(path)) {
      throw ApiException.notFound();
    }
    return document(path);
  }

  private Response document(String path) {
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("resource", urls.html(path))
            .put("resource_name", "Atrium");
    document.putArray("authorization_servers").add(urls.publicUrl());
    document.putArray("bearer_methods_supported").add("header");
    scopes(path.endsWith("/readonly")).forEach(document.putArray("scopes_supported")::add);
    return Response.ok(document);
  }

  /** Returns the scopes that the access table asks for. */
  private Set<String> scopes(boolean readOnly) {
    Set<String> scopes = new TreeSet<>();
    Stream.concat(READS.stream(), readOnly ? Stream.empty() : WRITES.stream())
        .map(table::of)
        .forEach(rule -> {
          scopes.addAll(rule.scopes(true));
          scopes.addAll(rule.scopes(false));
        });
    return scopes;
  }
}
