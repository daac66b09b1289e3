// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;

/** The builder of GitHub's {@code org-membership}. */
final class MembershipJson {
  private MembershipJson() {}

  static ObjectNode of(Membership membership, Urls urls) {
    String organizationUrl = urls.api("/orgs/" + membership.organization().login());
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("url", organizationUrl + "/memberships/" + membership.user().login())
            .put("state", "active")
            .put("role", membership.role())
            .put("direct_membership", true)
            .put("organization_url", organizationUrl);
    json.putArray("enterprise_teams_providing_indirect_membership");
    json.set("organization", OrganizationJson.simple(membership.organization(), urls));
    json.set("user", Json.mapper().valueToTree(SimpleUserJson.of(membership.user(), urls)));
    return json;
  }
}
