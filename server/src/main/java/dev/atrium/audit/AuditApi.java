// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.access.Access;
import dev.atrium.access.OwnerGrant;
import dev.atrium.access.TokenAccess;
import dev.atrium.access.VisibleEntries;
import dev.atrium.audit.AuditEntry.Place;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Page;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.work.OneAtATime;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * The endpoints {@code GET /orgs/{org}/audit-log}, and the log of the whole site for site admins.
 */
public final class AuditApi {
  private final Database database;
  private final Access access;
  private final RefusedAccess refusals;
  private final AuditCursors cursors;
  private final Urls urls;
  private final OneAtATime searches;

  /**
   * @param searches the turns of searches, each of which may look at every entry of a log
   * @param secret 32 bytes, shared by all servers of an installation
   */
  public AuditApi(
      Database database,
      Access access,
      RefusedAccess refusals,
      OneAtATime searches,
      byte[] secret,
      Urls urls) {
    this.searches = searches;
    this.database = database;
    this.access = access;
    this.refusals = refusals;
    this.cursors = new AuditCursors(secret);
    this.urls = urls;
  }

  /** Answers an organization's log, for its owners. */
  public Response ofOrganization(Request request) {
    OwnerGrant grant = access.owners().auditLog(request.authenticated(), request.parameter("org"));
    long id = grant.owner().id();
    BiFunction<Handle, Asked, List<AuditEntry>> read =
        (handle, asked) -> {
          access.owners().readingAuditLog(handle, grant);
          return AuditStore.list(
              handle, id, VisibleEntries.of(grant), asked.query(), asked.page().limit());
        };
    return request.decided(grant.grounds(), () -> answer(request, id, read));
  }

  /**
   * Answers the log of the whole site, for site admins. Only here are entries visible that belong
   * to no organization, or to one that is gone.
   */
  public Response ofSite(Request request) {
    TokenAccess.requireSiteAdmin(request.caller());
    BiFunction<Handle, Asked, List<AuditEntry>> read =
        (handle, asked) ->
            AuditStore.list(
                handle, null, VisibleEntries.all(), asked.query(), asked.page().limit());
    return request.decided(request.caller(), () -> answer(request, 0, read));
  }

  private Response answer(
      Request request, long log, BiFunction<Handle, Asked, List<AuditEntry>> read) {
    Asked asked = Asked.of(request, cursors, log);
    refusals.flush(); // Makes all earlier refusals visible in this answer.
    List<AuditEntry> found =
        searches.runIf(asked.searches(), () -> database.read(handle -> read.apply(handle, asked)));
    List<AuditEntry> page = new ArrayList<>(asked.page().cut(found));
    if (asked.backwards()) {
      Collections.reverse(page);
    }
    AuditJson json = new AuditJson(cursors, log, !request.caller().kind().scoped());
    Response answer = Response.ok(page.stream().map(json::of).toList());
    List<String> links = links(request, asked, log, page, found.size() > page.size());
    return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
  }

  private List<String> links(
      Request request, Asked asked, long log, List<AuditEntry> page, boolean more) {
    List<String> links = new ArrayList<>();
    if (!page.isEmpty()) {
      if (asked.backwards() || more) {
        links.add(link(request, asked, "after", seal(log, page.getLast()), "next"));
      }
      if (asked.backwards() ? more : !asked.isFirst()) {
        links.add(link(request, asked, "before", seal(log, page.getFirst()), "prev"));
      }
    }
    return links;
  }

  private String seal(long log, AuditEntry entry) {
    return cursors.seal(log, entry.place());
  }

  private String link(Request request, Asked asked, String parameter, String cursor, String rel) {
    return "<%s?%s&%s=%s>; rel=\"%s\""
        .formatted(urls.api(request.path()), asked.parameters(), parameter, cursor, rel);
  }

  /**
   * The parsed parameters of a request.
   *
   * @param searches whether there is a phrase to search for
   * @param backwards whether the page ends before a place in the log, and so is read in reverse
   * @param parameters the query parameters that the links to other pages repeat
   */
  private record Asked(
      AuditQuery query, Page page, boolean searches, boolean backwards, String parameters) {

    static Asked of(Request request, AuditCursors cursors, long log) {
      String phrase = request.query("phrase").orElse("");
      String include = oneOf(request, "include", List.of("web", "git", "all"));
      String order = oneOf(request, "order", List.of("desc", "asc"));
      Page page = Page.of(request);
      Optional<Place> after = place(request, cursors, log, "after");
      Optional<Place> before = place(request, cursors, log, "before");
      boolean backwards = after.isEmpty() && before.isPresent();
      Optional<Place> from = backwards ? before : after;
      AuditQuery query =
          new AuditQuery(
              AuditSearch.parse(phrase),
              include,
              from,
              order.equals("desc") != backwards,
              from.isPresent() ? 0 : page.offset());
      String parameters = "per_page=%d&include=%s&order=%s".formatted(page.size(), include, order);
      return new Asked(
          query,
          page,
          !phrase.isBlank(),
          backwards,
          phrase.isEmpty()
              ? parameters
              : parameters + "&phrase=" + URLEncoder.encode(phrase, StandardCharsets.UTF_8));
    }

    boolean isFirst() {
      return query.from().isEmpty() && query.offset() == 0;
    }

    private static Optional<Place> place(
        Request request, AuditCursors cursors, long log, String parameter) {
      return request
          .query(parameter)
          .filter(cursor -> !cursor.isEmpty())
          .map(cursor -> cursors.open(log, cursor, parameter));
    }

    private static String oneOf(Request request, String parameter, List<String> values) {
      String value = request.query(parameter).orElse(values.getFirst());
      if (!values.contains(value)) {
        throw ApiException.invalid(
            FieldError.invalid(
                AuditSearch.RESOURCE,
                parameter,
                parameter + " must be one of " + String.join(", ", values)));
      }
      return value;
    }
  }
}
