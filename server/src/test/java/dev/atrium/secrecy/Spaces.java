// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.resource;
import static dev.atrium.testing.Resources.wholeRepository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the spaces and teams of a {@link World}, with a canary in every field. */
final class Spaces {
  private static final String ORGANIZATION = "/orgs/acme/copilot-spaces";
  private static final String USER = "/users/keeper/copilot-spaces";

  private final World world;
  private final Client owner;
  private final Client keeper;

  Spaces(World world, Client owner, Client keeper) {
    this.world = world;
    this.owner = owner;
    this.keeper = keeper;
  }

  private String canary(Secret secret) {
    return world.canaries.next(secret);
  }

  /** A team with a member and access to both repositories. */
  Thing team(Secret secret, String privacy, Thing hidden, Thing published) {
    JsonNode team =
        owner
            .post(
                "/orgs/acme/teams",
                json("name", canary(secret), "description", canary(secret), "privacy", privacy))
            .expect(201)
            .json();
    String path = "/orgs/acme/teams/" + team.get("slug").asText();
    owner.put(path + "/memberships/confidant", "{}").expect(200);
    for (Thing repository : List.of(hidden, published)) {
      owner.put(path + "/repos/acme/" + repository.get("repo"), "{}").expect(204);
    }
    world.withdrawal(secret, () -> owner.delete(path).expect(204));
    Map<String, String> names = new LinkedHashMap<>();
    names.put("team_slug", team.get("slug").asText());
    names.put("team_id", team.get("id").asText());
    names.put("actor_type", "Team");
    names.put("actor_identifier", team.get("slug").asText());
    return new Thing(names, secret);
  }

  /**
   * A space of the organization, shared with both teams.
   *
   * @param more a resource of it besides
   */
  Thing ofOrganization(
      Secret secret,
      String base,
      @Nullable Thing source,
      @Nullable Map<String, @Nullable Object> more) {
    Thing space = make(owner, ORGANIZATION, secret, base, source, more);
    Samples acme = new Samples(owner, "/orgs/acme");
    acme.share(path(ORGANIZATION, space), "User", "confidant", "reader");
    owner
        .get("/orgs/acme/teams")
        .expect(200)
        .json()
        .forEach(team ->
            acme.share(path(ORGANIZATION, space), "Team", team.get("slug").asText(), "reader"));
    world.withdrawal(secret, () -> owner.delete(path(ORGANIZATION, space)).expect(204));
    return space;
  }

  Thing ofUser(Secret secret, String base, @Nullable Thing source) {
    Thing space = make(keeper, USER, secret, base, source, null);
    new Samples(keeper, "/users/keeper").share(path(USER, space), "User", "confidant", "reader");
    world.withdrawal(secret, () -> keeper.delete(path(USER, space)).expect(204));
    return space;
  }

  /** One that everybody sees, but for the source that is hidden. */
  Thing open(Thing hidden, Thing published) {
    Thing space =
        space(
            keeper,
            USER,
            null,
            json(
                "name",
                "open",
                "base_role",
                "reader",
                "resources_attributes",
                List.of(file(hidden), file(published))));
    new Samples(keeper, "/users/keeper").share(path(USER, space), "User", "confidant", "reader");
    return space;
  }

  /** One that is no more. */
  Thing deleted(Thing source) {
    Thing space = make(owner, ORGANIZATION, Secret.DELETED, "admin", source, null);
    owner.delete(path(ORGANIZATION, space)).expect(204);
    return space;
  }

  private Thing make(
      Client by,
      String all,
      Secret secret,
      String base,
      @Nullable Thing source,
      @Nullable Map<String, @Nullable Object> more) {
    Map<String, ?> head =
        object(
            "name",
            canary(secret),
            "description",
            canary(secret),
            "general_instructions",
            canary(secret),
            "base_role",
            base);
    List<Object> resources = new ArrayList<>();
    resources.add(note(canary(secret), canary(secret)));
    if (source != null) {
      resources.addAll(
          List.of(repository(source), file(source), issue(source, 1), issue(source, 2)));
    }
    if (more != null) {
      resources.add(more);
    }
    return space(by, all, secret, json(head, "resources_attributes", resources));
  }

  private static Thing space(Client by, String all, @Nullable Secret secret, String body) {
    JsonNode made = by.post(all, body).expect(201).json();
    Map<String, String> names = new LinkedHashMap<>();
    names.put("space_number", made.get("number").asText());
    names.put("space_resource_id", made.at("/resources_attributes/0/id").asText());
    names.put("space_of", all.equals(USER) ? "user" : "organization");
    names.put("document_id", document(made.get("resources_attributes")));
    return new Thing(names, secret);
  }

  /** The last file of a space, or its first note. */
  private static String document(JsonNode resources) {
    String id = resources.path(0).path("id").asText();
    for (JsonNode resource : resources) {
      if (resource.path("resource_type").asText().equals("github_file")) {
        id = resource.path("id").asText() + "/" + resource.at("/metadata/file_path").asText();
      }
    }
    return id;
  }

  private static String path(String all, Thing space) {
    return all + "/" + space.get("space_number");
  }

  private static long id(Thing repository) {
    return Long.parseLong(repository.get("repository_id"));
  }

  private static Map<String, ?> repository(Thing of) {
    return wholeRepository(id(of));
  }

  private static Map<String, ?> file(Thing of) {
    return Resources.file(id(of), of.get("path"));
  }

  private static Map<String, ?> issue(Thing of, int number) {
    return resource(
        number == 1 ? "github_issue" : "github_pull_request",
        "repository_id",
        id(of),
        "number",
        number);
  }
}
