// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.VisibleRepositories.Affiliation;
import dev.atrium.access.VisibleRepositories.Sort;
import dev.atrium.access.VisibleRepositories.Wanted;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Request;
import dev.atrium.http.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parser of the query parameters of repository lists. */
final class RepositoryLists {
  private static final List<String> SORTS = List.of("created", "updated", "pushed", "full_name");
  private static final List<String> VISIBILITIES = List.of("all", "public", "private");

  private RepositoryLists() {}

  /** Reads the parameters of {@code GET /user/repos}. */
  static Wanted ofCaller(Request request) {
    Optional<String> type =
        oneOf(request, "type", List.of("all", "owner", "public", "private", "member"));
    Optional<String> visibility = oneOf(request, "visibility", VISIBILITIES);
    Optional<String> affiliation = request.query("affiliation");
    if (type.isPresent() && (visibility.isPresent() || affiliation.isPresent())) {
      throw invalid("type", "If you specify visibility or affiliation, you cannot specify type.");
    }
    Set<Affiliation> affiliations =
        switch (type.orElse("all")) {
          case "owner" -> Set.of(Affiliation.OWNER);
          case "member" -> Set.of(Affiliation.COLLABORATOR, Affiliation.ORGANIZATION_MEMBER);
          default ->
              affiliation
                  .map(RepositoryLists::affiliations)
                  .orElse(EnumSet.allOf(Affiliation.class));
        };
    return wanted(request, 0, visibility.or(() -> type), affiliations, "full_name")
        .updated(time(request, "since"), time(request, "before"));
  }

  /** Reads the parameters of {@code GET /orgs/{org}/repos}. */
  static Wanted ofOrganization(Request request, long organizationId) {
    Optional<String> type =
        oneOf(request, "type", List.of("all", "public", "private", "forks", "sources", "member"));
    return wanted(request, organizationId, type, Set.of(), "created");
  }

  /**
   * Reads the parameters of {@code GET /users/{username}/repos}, which lists public repositories.
   * Those that the user is a member of are not told to others.
   */
  static Wanted ofUser(Request request, long userId) {
    oneOf(request, "type", List.of("all", "owner", "member"));
    return wanted(request, userId, Optional.of("public"), Set.of(), "full_name");
  }

  /** Returns the query for everything that an app's installation reaches. */
  static Wanted ofInstallation(long ownerId) {
    return new Wanted(ownerId, null, null, null, Set.of(), Sort.FULL_NAME, true);
  }

  private static Wanted wanted(
      Request request,
      long ownerId,
      Optional<String> visibility,
      Set<Affiliation> affiliations,
      String defaultSort) {
    String sort = oneOf(request, "sort", SORTS).orElse(defaultSort);
    boolean ascending =
        oneOf(request, "direction", List.of("asc", "desc"))
            .map("asc"::equals)
            .orElse(sort.equals("full_name"));
    return new Wanted(
        ownerId,
        isPrivate(visibility.orElse("all")),
        null,
        null,
        affiliations,
        Sort.valueOf(sort.toUpperCase(Locale.ROOT)),
        ascending);
  }

  private static @Nullable Long time(Request request, String name) {
    return Times.query(request, RepositoryName.RESOURCE, name)
        .map(Instant::getEpochSecond)
        .orElse(null);
  }

  private static @Nullable Boolean isPrivate(String visibility) {
    return switch (visibility) {
      case "public" -> false;
      case "private" -> true;
      default -> null;
    };
  }

  private static Set<Affiliation> affiliations(String list) {
    Set<Affiliation> affiliations = EnumSet.noneOf(Affiliation.class);
    for (String name : list.split(",", -1)) {
      affiliations.add(
          Arrays.stream(Affiliation.values())
              .filter(affiliation -> affiliation.name().equalsIgnoreCase(name.strip()))
              .findFirst()
              .orElseThrow(() ->
                  invalid(
                      "affiliation",
                      "affiliation must be a list of owner, collaborator, organization_member")));
    }
    return affiliations;
  }

  static Optional<String> oneOf(Request request, String name, List<String> values) {
    Optional<String> value = request.query(name);
    if (value.isPresent() && !values.contains(value.get())) {
      throw invalid(name, name + " must be one of " + String.join(", ", values));
    }
    return value;
  }

  private static ApiException invalid(String name, String message) {
    return ApiException.invalid(FieldError.invalid(RepositoryName.RESOURCE, name, message));
  }
}
