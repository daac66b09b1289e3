// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.demo;

import java.util.List;
import java.util.Map;

/** The spaces of the sample organization: some for each role that members have by default. */
final class DemoSpaces {
  private DemoSpaces() {}

  /** Creates the space that the demo searches. It comes first, so that it is indexed first. */
  static void createPayments(ApiClient octocat, long payments) {
    space(
        octocat,
        "Payments",
        "Answer from the sources, and name the file and the line.",
        "reader",
        List.of(
            resource("repository", Map.of("repository_id", payments)),
            resource(
                "free_text",
                Map.of(
                    "name",
                    "Glossary",
                    "text",
                    "Chargeback: a payment that the bank took back. It is no refund.\n"))));
  }

  static void create(ApiClient octocat, long atrium, long handbook, long issue, long pull) {
    space(
        octocat,
        "Atrium for newcomers",
        "Answer from the sources, and name the file.",
        "reader",
        List.of(
            resource("repository", Map.of("repository_id", atrium)),
            resource("github_file", Map.of("repository_id", atrium, "file_path", "README.md")),
            resource(
                "free_text", Map.of("name", "House rules", "text", "Be brief. Quote paths."))));
    space(
        octocat,
        "Work in progress",
        "Help with what is open.",
        "writer",
        List.of(
            resource("github_issue", Map.of("repository_id", atrium, "number", issue)),
            resource("github_pull_request", Map.of("repository_id", atrium, "number", pull))));
    space(
        octocat,
        "Owners only",
        "Plans that are not shared yet.",
        "no_access",
        List.of(resource("repository", Map.of("repository_id", handbook))));
  }

  private static void space(
      ApiClient octocat,
      String name,
      String instructions,
      String baseRole,
      List<Map<String, Object>> resources) {
    octocat.call(
        "POST",
        "/orgs/acme/copilot-spaces",
        Map.of(
            "name", name,
            "general_instructions", instructions,
            "base_role", baseRole,
            "resources_attributes", resources));
  }

  private static Map<String, Object> resource(String type, Map<String, Object> metadata) {
    return Map.of("resource_type", type, "metadata", metadata);
  }
}
