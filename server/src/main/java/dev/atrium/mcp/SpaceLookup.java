// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Access;
import dev.atrium.access.AccessTable;
import dev.atrium.access.Grant;
import dev.atrium.access.OwnerRef;
import dev.atrium.access.Permission;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.access.Rule;
import dev.atrium.directory.Account;
import dev.atrium.directory.Users;
import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.http.Texts;
import dev.atrium.spaces.SpaceFinder;
import dev.atrium.spaces.SpaceFinder.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the space that a model names, with a grant for it. A space that is not there and one that
 * the caller may not see fail with the same words.
 */
final class SpaceLookup {
  /** The spaces that a failure names. */
  private static final int MOST_NAMED = 20;

  private final Access access;
  private final AccessTable table;
  private final SpaceFinder finder;
  private final Users users;

  SpaceLookup(Access access, AccessTable table, SpaceFinder finder, Users users) {
    this.access = access;
    this.table = table;
    this.finder = finder;
    this.users = users;
  }

  /** Returns the owner that a login names, whether or not there is one. */
  OwnerRef owner(String login) {
    return new OwnerRef.ByLogin(
        users.find(login).map(Account::isOrganization).orElse(false), login);
  }

  /**
   * Finds the space of the arguments {@code owner} and {@code name}.
   *
   * @param doing what the caller wants to do, as in "may not read"
   * @throws ToolFailure if there is none, or the caller may not do it
   */
  Grant space(Request request, Arguments arguments, Permission permission, String doing) {
    String login = arguments.required("owner");
    String name = arguments.required("name").strip();
    OwnerRef owner = owner(login);
    requireToken(request, permission, owner, "%s %s/%s".formatted(doing, login, name));
    Optional<Long> number =
        Texts.integer(name)
            .filter(found -> found > 0)
            .or(() -> numbered(request, owner, login, name));
    if (number.isPresent()) {
      try {
        return access.space(request.authenticated(), owner, number.get(), permission);
      } catch (ApiException e) {
        if (e.code() != ErrorCode.NOT_FOUND) {
          throw e;
        }
        request.refused(e);
      }
    }
    throw none(request, owner, login, name);
  }

  /**
   * Puts the id of a repository into metadata that names it: a model knows {@code acme/pay}.
   *
   * @throws ApiException 404 if there is none that the caller may read
   */
  void nameRepository(Request request, ObjectNode metadata) {
    String name = metadata.path("repository").asText("");
    if (name.matches("[^/]+/[^/]+") && !metadata.has("repository_id")) {
      int slash = name.indexOf('/');
      long id =
          access
              .repositories()
              .require(
                  request.caller(),
                  name.substring(0, slash),
                  name.substring(slash + 1),
                  RepositoryNeed.READ)
              .repository()
              .id();
      metadata.put("repository_id", id).remove("repository");
    }
  }

  /** Requires a token that may do something at all, and names what it needs. */
  void requireToken(Request request, Permission permission, OwnerRef owner, String doing) {
    Rule rule = table.of(permission);
    if (!rule.takes(request.caller(), owner.organization())) {
      List<String> scopes = rule.scopes(owner.organization());
      String other =
          rule.permission().isEmpty() || rule.permission().equals(Rule.NEVER)
              ? ""
              : " (other tokens: %s: %s)".formatted(rule.permission(), rule.level());
      try {
        rule.check(request.caller(), owner.organization());
      } catch (ApiException e) {
        request.refused(e);
      }
      throw new ToolFailure(
          "This token may not %s. It needs the scope %s%s."
              .formatted(doing, String.join(" and ", scopes), other));
    }
  }

  private Optional<Long> numbered(Request request, OwnerRef owner, String login, String name) {
    List<Entry> named =
        visible(request, owner).stream()
            .filter(entry -> entry.space().name().equalsIgnoreCase(name))
            .toList();
    if (named.size() > 1) {
      throw new ToolFailure(
          "%d spaces of %s are called \"%s\": %s. Call again with name = %s."
              .formatted(
                  named.size(),
                  login,
                  name,
                  named.stream()
                      .map(entry ->
                          "%d (updated %s)"
                              .formatted(
                                  entry.space().number(),
                                  Json.time(entry.space().updatedAt()).substring(0, 10)))
                      .collect(Collectors.joining(", ")),
                  named.stream()
                      .map(entry -> "\"%d\"".formatted(entry.space().number()))
                      .collect(Collectors.joining(" or "))));
    }
    return named.stream().findFirst().map(entry -> entry.space().number());
  }

  private List<Entry> visible(Request request, OwnerRef owner) {
    try {
      return finder.of(request.authenticated(), owner);
    } catch (ApiException e) {
      request.refused(e);
      return List.of();
    }
  }

  private ToolFailure none(Request request, OwnerRef owner, String login, String name) {
    List<Entry> there = visible(request, owner);
    if (there.isEmpty() && finder.all(request.authenticated()).spaces().isEmpty()) {
      return nothing(request);
    }
    String yours =
        there.stream()
            .limit(MOST_NAMED)
            .map(entry -> "%d \"%s\"".formatted(entry.space().number(), entry.space().name()))
            .collect(Collectors.joining(", "));
    return new ToolFailure(
        "No space \"%s\" of %s that you can see.%s Call %s for all."
            .formatted(
                name,
                login,
                yours.isEmpty() ? "" : " Yours there: " + yours + ".",
                SpaceTools.LIST));
  }

  /** Returns the failure of a caller who sees no space at all. */
  static ToolFailure nothing(Request request) {
    return new ToolFailure(
        "You can see no space. Signed in as %s. Create one with %s, or ask an owner to share one."
            .formatted(request.caller().login(), SpaceTools.CREATE));
  }
}
