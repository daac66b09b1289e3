// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.OrganizationRole;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;

/** The endpoints {@code /orgs/{org}/members…} and {@code /orgs/{org}/memberships…}. */
public final class MembershipsApi {
  private final Organizations organizations;
  private final Memberships memberships;
  private final Urls urls;

  public MembershipsApi(Organizations organizations, Memberships memberships, Urls urls) {
    this.organizations = organizations;
    this.memberships = memberships;
    this.urls = urls;
  }

  /**
   * Lists the members. As on GitHub, only owners may filter by second factor. Nobody has a second
   * factor here, so {@code 2fa_disabled} matches everybody and {@code 2fa_insecure} nobody.
   */
  public Response list(Request request) {
    Account organization = organization(request);
    Page page = Page.of(request);
    String role = oneOf(request, "role", List.of("all", "admin", "member"));
    String filter = oneOf(request, "filter", List.of("all", "2fa_disabled", "2fa_insecure"));
    if (!filter.equals("all")
        && organizations.role(request.caller(), organization) != OrganizationRole.OWNER) {
      throw ApiException.invalid(
          FieldError.invalid(
              "OrganizationMember", "filter", "Only owners can filter by second factor."));
    }
    Paged<Account> found =
        filter.equals("2fa_insecure")
            ? new Paged<>(List.of(), 0)
            : memberships.members(request.caller(), organization, role, page);
    return page.answer(request, urls, found, account -> SimpleUserJson.of(account, urls));
  }

  /**
   * Answers 204 for a member, else 404. An outsider is redirected to the public members, of whom
   * there are none.
   */
  public Response check(Request request) {
    Account organization = organization(request);
    String login = request.parameter("username");
    if (organizations.role(request.caller(), organization) == OrganizationRole.OUTSIDER) {
      String path =
          "/orgs/%s/public_members/%s".formatted(organization.login(), Urls.encodePath(login));
      return new Response(302, null, List.of()).with("Location", urls.api(path));
    }
    if (!memberships.isMember(organization, login)) {
      throw ApiException.notFound();
    }
    return Response.noContent();
  }

  public Response get(Request request) {
    Account organization = organization(request);
    return answer(memberships.get(request.caller(), organization, request.parameter("username")));
  }

  public Response put(Request request) {
    Account organization = organization(request);
    memberships.requireOwner(request.caller(), organization);
    Fields fields = request.fields("OrganizationMembership");
    String role =
        fields.oneOf("role", List.of(Membership.OWNER, Membership.MEMBER)).or(Membership.MEMBER);
    fields.check();
    return answer(
        memberships.put(request.caller(), organization, request.parameter("username"), role));
  }

  public Response remove(Request request) {
    memberships.remove(request.caller(), organization(request), request.parameter("username"));
    return Response.noContent();
  }

  private Response answer(Membership membership) {
    return Response.ok(MembershipJson.of(membership, urls));
  }

  private Account organization(Request request) {
    return organizations.get(request.parameter("org"));
  }

  /** Reads a query parameter with a fixed set of values, the first of which is the default. */
  static String oneOf(Request request, String name, List<String> values) {
    String value = request.query(name).orElse(values.getFirst());
    if (!values.contains(value)) {
      throw ApiException.invalid(
          FieldError.invalid("Query", name, name + " must be one of " + String.join(", ", values)));
    }
    return value;
  }
}
