// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.agents;

import static dev.atrium.access.Permission.READ_AGENT_SETTINGS;
import static dev.atrium.access.Permission.SWITCH_AGENT;
import static dev.atrium.access.Permission.WRITE_AGENT_SETTINGS;

import dev.atrium.db.Subscriber;
import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import java.util.List;

/** The policy of an organization for coding agents. */
public final class AgentsWing extends Wing {

  public AgentsWing(Platform platform) {
    super(platform);
    AgentsApi api = new AgentsApi(platform.database(), platform.access(), platform.urls());
    // spotless:off: one line an operation, however long.
    RouteList docs = routes.under("copilot/copilot-coding-agent-management");
    String settings = "/orgs/{org}/copilot/coding-agent/permissions";
    String all = settings + "/repositories";
    String one = all + "/{repository_id}";
    docs.organization("GET " + settings, "copilot/get-copilot-coding-agent-permissions-organization", "get-copilot-coding-agent-permissions-for-an-organization", READ_AGENT_SETTINGS, api::get);
    docs.organization("PUT " + settings, "copilot/set-copilot-coding-agent-permissions-organization", "set-copilot-coding-agent-permissions-for-an-organization", WRITE_AGENT_SETTINGS, api::set);
    docs.organization("GET " + all, "copilot/list-copilot-coding-agent-selected-repositories-for-organization", "list-repositories-enabled-for-copilot-coding-agent-in-an-organization", READ_AGENT_SETTINGS, api::list);
    docs.organization("PUT " + all, "copilot/set-copilot-coding-agent-selected-repositories-for-organization", "set-selected-repositories-for-copilot-coding-agent-in-an-organization", WRITE_AGENT_SETTINGS, api::select);
    docs.organization("PUT " + one, "copilot/enable-copilot-coding-agent-for-repository-in-organization", "enable-a-repository-for-copilot-coding-agent-in-an-organization", SWITCH_AGENT, api::enable);
    docs.organization("DELETE " + one, "copilot/disable-copilot-coding-agent-for-repository-in-organization", "disable-a-repository-for-copilot-coding-agent-in-an-organization", SWITCH_AGENT, api::disable);
    // spotless:on
  }

  @Override
  public List<Subscriber> subscribers() {
    return List.of(Agents::repositoryTransferred);
  }
}
