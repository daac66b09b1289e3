// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The reader of the {@code permissions} in a body: a map from names to read, write or admin. */
public final class PermissionFields {
  private static final Set<String> LEVELS = Set.of("read", "write", "admin");
  private static final int MOST = 100;
  private static final int LONGEST = 100;

  /**
   * GitHub's names of permissions. Those for features that Atrium lacks are included, so that an
   * app registration made for GitHub is accepted.
   */
  static final Set<String> NAMES =
      Set.of(
          "actions",
          "administration",
          "artifact_metadata",
          "attestations",
          "checks",
          "code_quality",
          "codespaces",
          "contents",
          "dependabot_secrets",
          "deployments",
          "discussions",
          "email_addresses",
          "enterprise_administration",
          "enterprise_custom_properties",
          "enterprise_organization_installation_repositories",
          "enterprise_organization_installations",
          "environments",
          "followers",
          "git_ssh_keys",
          "gpg_keys",
          "interaction_limits",
          "issues",
          "members",
          "merge_queues",
          "metadata",
          "organization_administration",
          "organization_announcement_banners",
          "organization_copilot_agent_settings",
          "organization_copilot_seat_management",
          "organization_copilot_spaces",
          "organization_custom_org_roles",
          "organization_custom_properties",
          "organization_custom_roles",
          "organization_events",
          "organization_hooks",
          "organization_packages",
          "organization_personal_access_token_requests",
          "organization_personal_access_tokens",
          "organization_plan",
          "organization_projects",
          "organization_secrets",
          "organization_self_hosted_runners",
          "organization_user_blocking",
          "packages",
          "pages",
          "profile",
          "pull_requests",
          "repository_custom_properties",
          "repository_hooks",
          "repository_projects",
          "secret_scanning_alerts",
          "secrets",
          "security_events",
          "single_file",
          "starring",
          "statuses",
          "vulnerability_alerts",
          "workflows");

  private PermissionFields() {}

  /** Returns the permissions that were sent, by name; notes faults on the fields. */
  public static Map<String, String> read(Fields fields) {
    return read(fields, Set.of());
  }

  /**
   * Returns the permissions that were sent, by name.
   *
   * @param ours names that are taken besides GitHub's
   */
  static Map<String, String> read(Fields fields, Set<String> ours) {
    Map<String, String> permissions = new TreeMap<>();
    ObjectNode sent = fields.object("permissions", MOST).value();
    if (sent != null) {
      for (Map.Entry<String, JsonNode> entry : sent.properties()) {
        if (!NAMES.contains(entry.getKey()) && !ours.contains(entry.getKey())) {
          fields.fault(
              FieldError.invalid(
                  fields.resource(),
                  "permissions",
                  "%s is not a permission; contents, issues and organization_copilot_spaces are some"
                      .formatted(
                          entry.getKey().length() > LONGEST
                              ? "A name of so many characters"
                              : entry.getKey())));
        } else if (LEVELS.contains(entry.getValue().asText())) {
          permissions.put(entry.getKey(), entry.getValue().asText());
        } else {
          fields.fault(
              FieldError.invalid(
                  fields.resource(),
                  "permissions",
                  entry.getKey() + " must be read, write or admin"));
        }
      }
    }
    return permissions;
  }
}
