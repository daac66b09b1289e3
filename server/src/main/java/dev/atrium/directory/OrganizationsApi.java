// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Caller;
import dev.atrium.access.OrganizationRole;
import dev.atrium.access.TokenAccess;
import dev.atrium.http.Fields;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.PatchField;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The endpoints {@code /orgs/{org}}, {@code /organizations/{id}}, {@code /user/orgs} and {@code
 * /admin/organizations}.
 */
public final class OrganizationsApi {
  private static final String RESOURCE = "Organization";

  private final Organizations organizations;
  private final Users users;
  private final Urls urls;

  public OrganizationsApi(Organizations organizations, Users users, Urls urls) {
    this.organizations = organizations;
    this.users = users;
    this.urls = urls;
  }

  /** Creates an organization; for site admins only. */
  public Response create(Request request) {
    TokenAccess.requireSiteAdmin(request.caller());
    Fields fields = request.fields(RESOURCE);
    fields.require("login");
    fields.require("admin");
    PatchField<String> login = fields.text("login", 255);
    PatchField<String> admin = fields.text("admin", 255);
    PatchField<String> profileName = fields.text("profile_name", 255);
    fields.check();
    Account made =
        organizations.create(login.or(""), admin.or(""), Optional.ofNullable(profileName.value()));
    return Response.created(OrganizationJson.simple(made, urls));
  }

  /** Renames an organization; for site admins only. */
  public Response rename(Request request) {
    TokenAccess.requireSiteAdmin(request.caller());
    Account organization = organizations.get(request.parameter("org"));
    Fields fields = request.fields(RESOURCE);
    fields.require("login");
    PatchField<String> login = fields.text("login", 255);
    fields.check();
    organizations.rename(organization, login.or(""));
    return Response.json(202, AdminApi.renaming(urls.api("/organizations/" + organization.id())));
  }

  public Response byLogin(Request request) {
    return answer(request, organizations.get(request.parameter("org")));
  }

  public Response byId(Request request) {
    return answer(request, organizations.get(request.number("organization_id")));
  }

  public Response update(Request request) {
    Account organization = organizations.administered(request.caller(), request.parameter("org"));
    OrganizationChange change = OrganizationChange.of(request.fields(RESOURCE));
    return Response.ok(
        owned(request, organizations.update(request.caller(), organization, change)));
  }

  public Response delete(Request request) {
    Account organization = organizations.administered(request.caller(), request.parameter("org"));
    organizations.delete(request.caller(), organization);
    return Response.json(202, Map.of());
  }

  /** Lists what no organization has here: events. */
  public Response none(Request request) {
    organizations.get(request.parameter("org"));
    return Response.ok(List.of());
  }

  /** Lists webhooks, which only owners may know of. There are none. */
  public Response hooks(Request request) {
    organizations.administered(request.caller(), request.parameter("org"));
    return Response.ok(List.of());
  }

  public Response ofCaller(Request request) {
    Page page = Page.of(request);
    Paged<Account> found = organizations.of(request.caller(), page);
    return page.answer(request, urls, found, account -> OrganizationJson.simple(account, urls));
  }

  private Response answer(Request request, Account organization) {
    boolean owner =
        mayAdminister(request.caller())
            && organizations.role(request.caller(), organization) == OrganizationRole.OWNER;
    return Response.ok(owner ? owned(request, organization) : full(organization));
  }

  /**
   * Returns whether the token could administer organizations. The operation accepts any token, but
   * shows an owner's fields only to those that could change them.
   */
  private static boolean mayAdminister(Caller caller) {
    return caller.kind().scoped()
        ? caller.hasScope("admin:org")
        : caller.hasPermission("members", "write");
  }

  private ObjectNode full(Account organization) {
    return OrganizationJson.full(organization, users.publicRepositories(organization), urls);
  }

  private ObjectNode owned(Request request, Account organization) {
    return OrganizationJson.owned(
        organization,
        users.publicRepositories(organization),
        organizations.privateRepositories(request.caller(), organization),
        urls);
  }
}
