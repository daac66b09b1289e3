// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.collaborators;

import dev.atrium.access.Grant;
import dev.atrium.access.Role;
import dev.atrium.error.ApiException;
import dev.atrium.http.Fields;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;
import java.util.Map;

/** The endpoints for a space's collaborators. */
public final class SpaceCollaboratorsApi {
  private static final int LONGEST = 255;

  private final SpaceCollaborators collaborators;
  private final Urls urls;

  public SpaceCollaboratorsApi(SpaceCollaborators collaborators, Urls urls) {
    this.collaborators = collaborators;
    this.urls = urls;
  }

  public Response list(Request request, Grant grant) {
    return Response.ok(
        Map.of(
            "collaborators",
            collaborators.list(grant).stream().map(each -> each.json(urls)).toList()));
  }

  public Response add(Request request, Grant grant) {
    Fields fields = request.fields(SpaceCollaborators.RESOURCE);
    List.of("actor_type", "actor_identifier", "role").forEach(fields::require);
    String type = fields.oneOf("actor_type", List.of("User", "Team")).or("");
    String identifier = fields.text("actor_identifier", LONGEST).or("");
    String role = fields.oneOf("role", List.of("reader", "writer", "admin")).or("");
    fields.check();
    return Response.created(
        collaborators.add(grant, type, identifier, Role.of(role).orElseThrow()).json(urls));
  }

  public Response update(Request request, Grant grant) {
    Role role;
    try {
      role = role(request);
    } catch (ApiException fault) {
      // 404 takes precedence over the body's faults.
      collaborators.find(grant, type(request), identifier(request));
      throw fault;
    }
    return collaborators
        .update(grant, type(request), identifier(request), role)
        .map(changed -> Response.ok(changed.json(urls)))
        .orElseGet(Response::noContent);
  }

  private static Role role(Request request) {
    Fields fields = request.fields(SpaceCollaborators.RESOURCE);
    fields.require("role");
    String role = fields.oneOf("role", List.of("reader", "writer", "admin", "no_access")).or("");
    fields.check();
    return Role.of(role).orElseThrow();
  }

  public Response remove(Request request, Grant grant) {
    collaborators.remove(grant, type(request), identifier(request));
    return Response.noContent();
  }

  private static String type(Request request) {
    return request.parameter("actor_type");
  }

  private static String identifier(Request request) {
    return request.parameter("actor_identifier");
  }
}
