// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.Access;
import dev.atrium.access.OwnerGrant;
import dev.atrium.access.Permission;
import dev.atrium.db.Database;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.http.Page;
import dev.atrium.http.Paged;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.repositories.RepositoryAnswers;
import java.util.List;

/** The operations on an organization's coding-agent settings. */
public final class AgentsApi {
  private static final String RESOURCE = "CopilotCodingAgentPermissions";

  /** The largest number of repositories that one request selects; more are enabled one by one. */
  private static final int MOST_SELECTED = 1_000;

  private final Database database;
  private final Access access;
  private final Agents agents;
  private final Urls urls;

  public AgentsApi(Database database, Access access, Urls urls) {
    this.database = database;
    this.access = access;
    this.agents = new Agents(database, access);
    this.urls = urls;
  }

  public Response get(Request request) {
    OwnerGrant grant = grant(request, Permission.READ_AGENT_SETTINGS);
    Policy policy = agents.policy(grant);
    ObjectNode body = Json.mapper().createObjectNode().put("enabled_repositories", policy.wire());
    if (policy == Policy.SELECTED) {
      body.put(
          "selected_repositories_url",
          urls.api(
              "/orgs/" + grant.owner().login() + "/copilot/coding-agent/permissions/repositories"));
    }
    return Response.ok(body);
  }

  public Response set(Request request) {
    OwnerGrant grant = grant(request, Permission.WRITE_AGENT_SETTINGS);
    Fields fields = request.fields(RESOURCE);
    fields.require("enabled_repositories");
    String policy = fields.oneOf("enabled_repositories", Policy.WIRE).or("");
    fields.check();
    agents.setPolicy(grant, Policy.of(policy));
    return Response.noContent();
  }

  public Response list(Request request) {
    OwnerGrant grant = grant(request, Permission.READ_AGENT_SETTINGS);
    Page page = Page.of(request);
    return database.read(handle -> {
      List<Long> all = agents.selected(handle, grant);
      Paged<Long> rows = page.slice(all);
      ObjectNode body = Json.mapper().createObjectNode().put("total_count", all.size());
      body.putArray("repositories")
          .addAll(RepositoryAnswers.minimal(handle, request.caller(), rows.rows(), urls));
      return page.answer(request, urls, rows, body);
    });
  }

  public Response select(Request request) {
    OwnerGrant grant = grant(request, Permission.WRITE_AGENT_SETTINGS);
    agents.requireSelected(grant);
    Fields fields = request.fields(RESOURCE);
    fields.require("selected_repository_ids");
    List<Long> ids = fields.integers("selected_repository_ids", MOST_SELECTED).or(List.of());
    fields.check();
    agents.select(grant, ids);
    return Response.noContent();
  }

  public Response enable(Request request) {
    return enable(request, true);
  }

  public Response disable(Request request) {
    return enable(request, false);
  }

  private Response enable(Request request, boolean enabled) {
    OwnerGrant grant = grant(request, Permission.SWITCH_AGENT);
    agents.enable(grant, request.number("repository_id"), enabled);
    return Response.noContent();
  }

  private OwnerGrant grant(Request request, Permission permission) {
    return access
        .owners()
        .agentSettings(request.authenticated(), request.parameter("org"), permission);
  }
}
