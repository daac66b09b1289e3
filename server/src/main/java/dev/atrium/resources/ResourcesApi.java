// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Grant;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.resources.Resources.Created;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The endpoints for a space's resources, and the reader of {@code resources_attributes}. */
public final class ResourcesApi {
  private final Resources resources;

  public ResourcesApi(Resources resources) {
    this.resources = resources;
  }

  public Response list(Request request, Grant grant) {
    return Response.ok(
        Map.of("resources", resources.list(grant).stream().map(ResourceJson::of).toList()));
  }

  public Response get(Request request, Grant grant) {
    return Response.ok(ResourceJson.of(resources.get(grant, id(request))));
  }

  public Response create(Request request, Grant grant) {
    Created created = create(grant, request.object());
    return Response.json(created.isNew() ? 201 : 200, ResourceJson.of(created.resource()));
  }

  /** Attaches the source of a body that was read elsewhere. */
  public Created create(Grant grant, ObjectNode body) {
    Fields fields = new Fields(body, Metadata.RESOURCE);
    fields.require("resource_type");
    fields.require("metadata");
    String type = fields.oneOf("resource_type", ResourceType.CREATABLE).or("");
    ObjectNode sent =
        fields.object("metadata", Metadata.MOST_FIELDS).or(Json.mapper().createObjectNode());
    Optional<Metadata> metadata =
        ResourceType.of(type).map(known -> Metadata.read(known, sent, fields.errors()));
    fields.check();
    return resources.create(grant, metadata.orElseThrow());
  }

  public Response update(Request request, Grant grant) {
    long id = id(request);
    ObjectNode sent;
    try {
      sent = metadata(request);
    } catch (ApiException fault) {
      resources.get(grant, id); // 404 takes precedence over the body's faults.
      throw fault;
    }
    return Response.ok(ResourceJson.of(resources.update(grant, id, sent)));
  }

  private static ObjectNode metadata(Request request) {
    Fields fields = request.fields(Metadata.RESOURCE);
    ObjectNode sent =
        fields.object("metadata", Metadata.MOST_FIELDS).or(Json.mapper().createObjectNode());
    fields.check();
    return sent;
  }

  public Response delete(Request request, Grant grant) {
    resources.delete(grant, id(request));
    return Response.noContent();
  }

  private static long id(Request request) {
    return request.number("space_resource_id");
  }

  /**
   * Reads {@code resources_attributes}; notes each fault with its index in the array, and leaves
   * out elements that have one. No resource may be named twice: each change of a long note costs
   * the write its whole length.
   *
   * @param space the body of a space
   * @param most the largest number of changes
   */
  public static List<ResourceChange> changes(Fields space, int most) {
    List<ResourceChange> changes = new ArrayList<>();
    List<ObjectNode> elements = space.objects("resources_attributes", most).or(List.of());
    Set<Long> named = new HashSet<>();
    for (int index = 0; index < elements.size(); index++) {
      Fields fields = new Fields(elements.get(index), Metadata.RESOURCE);
      List<FieldError> faults = fields.errors();
      Optional<ResourceChange> change = change(fields, named, index, faults);
      if (faults.isEmpty()) {
        change.ifPresent(changes::add);
      }
      for (FieldError fault : faults) {
        space.fault(fault.at(index));
      }
    }
    return changes;
  }

  private static Optional<ResourceChange> change(
      Fields fields, Set<Long> named, int index, List<FieldError> faults) {
    Long id = fields.integer("id").value();
    if (id != null && !named.add(id)) {
      fields.fault(ResourceFaults.namedTwice(id));
    }
    boolean destroy = fields.bool("_destroy").or(false);
    ObjectNode metadata =
        fields.object("metadata", Metadata.MOST_FIELDS).or(Json.mapper().createObjectNode());
    if (id != null) {
      return Optional.of(
          destroy
              ? new ResourceChange.Remove(index, id)
              : new ResourceChange.Update(index, id, metadata));
    }
    fields.require("resource_type");
    fields.require("metadata");
    String type = fields.oneOf("resource_type", ResourceType.ALL).or("");
    return ResourceType.of(type)
        .map(known -> new ResourceChange.Add(index, Metadata.read(known, metadata, faults)));
  }
}
