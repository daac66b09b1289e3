// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.atrium.directory.Account;
import dev.atrium.directory.OwnerJson;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.http.Json;
import dev.atrium.http.RenderedJson;
import dev.atrium.http.Urls;
import dev.atrium.resources.Resource;
import dev.atrium.resources.ResourceJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The builder of GitHub's {@code copilot-space}. */
final class SpaceJson {
  private final Urls urls;

  SpaceJson(Urls urls) {
    this.urls = urls;
  }

  /** Returns a space with its resources, as create, get and set answer it. */
  Whole whole(Handle handle, Space space, List<Resource> resources) {
    return new Whole(
        list(List.of(space), SpacePageStore.accounts(handle, List.of(space))).getFirst(),
        resources.stream().map(ResourceJson::of).toList());
  }

  /**
   * Returns spaces without their resources, as lists answer them.
   *
   * @param accounts their owners and creators by id
   */
  List<Brief> list(List<Space> spaces, Map<Long, Account> accounts) {
    // A page has one owner and few creators: each is rendered once.
    Map<Long, RenderedJson> owners = new HashMap<>();
    Map<Long, RenderedJson> creators = new HashMap<>();
    return spaces.stream()
        .map(space -> {
          Account owner = Objects.requireNonNull(accounts.get(space.ownerId()));
          Account creator = Objects.requireNonNull(accounts.get(space.creatorId()));
          return brief(
              space,
              owner,
              owners.computeIfAbsent(owner.id(), id -> RenderedJson.of(OwnerJson.of(owner, urls))),
              creators.computeIfAbsent(
                  creator.id(), id -> RenderedJson.of(SimpleUserJson.of(creator, urls))));
        })
        .toList();
  }

  private Brief brief(Space space, Account owner, RenderedJson owning, RenderedJson creating) {
    String path = (owner.isOrganization() ? "/organizations/" : "/user/") + owner.id();
    return new Brief(
        space.id(),
        space.number(),
        space.name(),
        space.description(),
        space.generalInstructions(),
        owning,
        creating,
        Json.time(space.createdAt()),
        Json.time(space.updatedAt()),
        urls.html("/copilot/spaces/" + owner.login() + "/" + space.number()),
        urls.api(path + "/copilot-spaces/" + space.number()),
        space.baseRole().wire());
  }

  record Brief(
      long id,
      long number,
      String name,
      @Nullable String description,
      @Nullable String generalInstructions,
      RenderedJson owner,
      RenderedJson creator,
      String createdAt,
      String updatedAt,
      String htmlUrl,
      String apiUrl,
      String baseRole) {
    /** Returns the length of the texts that people wrote, in characters. */
    int textLength() {
      return name.length() + length(description) + length(generalInstructions);
    }

    private static int length(@Nullable String text) {
      return text == null ? 0 : text.length();
    }
  }

  record Whole(@JsonUnwrapped Brief space, List<ResourceJson> resourcesAttributes) {}
}
