// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Access;
import dev.atrium.access.Authenticated;
import dev.atrium.access.Grant;
import dev.atrium.access.OwnerGrant;
import dev.atrium.access.OwnerRef;
import dev.atrium.access.Role;
import dev.atrium.db.Database;
import dev.atrium.error.FieldError;
import dev.atrium.http.Body;
import dev.atrium.http.Cursors;
import dev.atrium.http.Fields;
import dev.atrium.http.Page;
import dev.atrium.http.PatchField;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.resources.ResourceChanges;
import dev.atrium.resources.Resources;
import dev.atrium.resources.ResourcesApi;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The endpoints for spaces of organizations and of users. */
public final class SpacesApi {
  private static final String RESOURCE = "CopilotSpace";

  /** Counts the spaces that a page leaves out because of the token's selection. */
  private static final String LEFT_OUT = "X-Atrium-Spaces-Left-Out";

  private final Spaces spaces;
  private final SpaceLists lists;
  private final int mostChanges;
  private final Access access;
  private final Cursors cursors;
  private final Urls urls;

  public SpacesApi(
      Database database,
      Access access,
      Resources resources,
      ResourceChanges changes,
      int mostChanges,
      Cursors cursors,
      Urls urls,
      Clock clock) {
    SpaceJson json = new SpaceJson(urls);
    this.spaces = new Spaces(database, access, resources, changes, json, clock);
    this.lists = new SpaceLists(database, json);
    this.mostChanges = mostChanges;
    this.access = access;
    this.cursors = cursors;
    this.urls = urls;
  }

  public Response list(Request request, OwnerRef owner) {
    OwnerGrant grant = access.owners().list(request.authenticated(), owner);
    return request.decided(grant.grounds(), () -> list(request, grant));
  }

  private Response list(Request request, OwnerGrant grant) {
    int size = Page.size(request);
    long ownerId = grant.owner().id();
    Optional<Long> before =
        request.query("before").map(cursor -> cursors.read(ownerId, cursor, "before"));
    Optional<Long> after =
        request.query("after").map(cursor -> cursors.read(ownerId, cursor, "after"));
    SpaceLists.Listed listed = lists.list(grant, before, after, size);
    Response page = Response.ok(Map.of("spaces", listed.spaces()));
    Response answer =
        listed.leftOut().isPresent()
            ? page.with(LEFT_OUT, Integer.toString(listed.leftOut().getAsInt()))
            : page;
    List<String> links = links(request, ownerId, size, listed);
    return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
  }

  private List<String> links(Request request, long ownerId, int size, SpaceLists.Listed listed) {
    List<String> links = new ArrayList<>();
    if (!listed.numbers().isEmpty()) {
      String base = "<" + urls.api(request.path()) + "?per_page=" + size;
      if (listed.earlier()) {
        links.add(
            base
                + "&before="
                + cursors.make(ownerId, listed.numbers().getFirst())
                + ">; rel=\"prev\"");
      }
      if (listed.later()) {
        links.add(
            base
                + "&after="
                + cursors.make(ownerId, listed.numbers().getLast())
                + ">; rel=\"next\"");
      }
    }
    return links;
  }

  public Response create(Request request, OwnerRef owner) {
    return Response.created(create(request.authenticated(), owner, () -> request.fields(RESOURCE)));
  }

  /**
   * Creates a space from the fields of a body that was read elsewhere.
   *
   * @return its number and its page
   */
  public Made create(Authenticated authenticated, OwnerRef owner, ObjectNode body) {
    SpaceJson.Brief made = create(authenticated, owner, () -> new Fields(body, RESOURCE)).space();
    return new Made(made.number(), made.name(), made.htmlUrl());
  }

  private SpaceJson.Whole create(
      Authenticated authenticated, OwnerRef owner, Supplier<Fields> body) {
    OwnerGrant grant = access.owners().create(authenticated, owner);
    Fields fields = body.get();
    fields.require("name");
    return spaces.create(grant, read(fields, grant.owner().isOrganization()));
  }

  /** A space that was created. */
  public record Made(long number, String name, String htmlUrl) {}

  public Response get(Request request, Grant grant) {
    return Response.ok(spaces.get(grant));
  }

  public Response update(Request request, Grant grant) {
    return Response.ok(
        spaces.update(grant, read(request.fields(RESOURCE), grant.owner().isOrganization())));
  }

  public Response delete(Request request, Grant grant) {
    spaces.delete(grant);
    return Response.noContent();
  }

  /** Answers the plain HTML page that {@code html_url} points to (behaviour §1). */
  public Response page(Request request, Grant grant) {
    SpaceJson.Whole space = spaces.read(grant);
    return Response.ok(
        Body.rendered("text/html; charset=utf-8", out -> SpacePage.write(space, out)));
  }

  private SpaceFields read(Fields fields, boolean organization) {
    PatchField<String> name = fields.text("name", 10_000).map(String::strip);
    String given = name.value();
    if (name.present()
        && (given == null || given.isEmpty() || given.codePointCount(0, given.length()) > 255)) {
      fields.fault(FieldError.invalid(RESOURCE, "name", "name must have 1 to 255 characters"));
    }
    List<String> roles =
        organization
            ? List.of("reader", "writer", "admin", "no_access")
            : List.of("reader", "no_access");
    return new SpaceFields(
        name,
        fields.text("description", 1024),
        fields.text("general_instructions", 4000),
        fields.oneOf("base_role", roles).map(role -> Role.of(role).orElse(Role.NO_ACCESS)),
        ResourcesApi.changes(fields, mostChanges),
        fields.errors());
  }
}
