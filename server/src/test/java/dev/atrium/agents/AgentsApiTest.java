// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.agents;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An organization's settings of the coding agent (behaviour §7). */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class AgentsApiTest extends ServerTest {
  private static int made;

  private Client octocat;
  private String org;
  private Samples acme;
  private String settings;
  private String all;
  private long first;
  private long second;
  private long foreign;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    foreign = new Samples(octocat, "/users/octocat").privateRepository("mine");
  }

  @BeforeEach
  void anOrganizationOfItsOwn() {
    org = "acme" + made++;
    server.organization(org, "octocat");
    acme = new Samples(octocat, "/orgs/" + org);
    settings = "/orgs/" + org + "/copilot/coding-agent/permissions";
    all = settings + "/repositories";
    first = acme.privateRepository("one");
    second = acme.privateRepository("two");
  }

  private static Answer hold(String operation, int status, Answer answer) {
    answer.expect(status);
    JsonNode body = answer.text().isEmpty() ? null : answer.json();
    assertThat(GitHubSchema.faults("copilot/" + operation, status, body))
        .as(answer.request())
        .isEmpty();
    return answer;
  }

  private void policy(String policy) {
    hold(
        "set-copilot-coding-agent-permissions-organization",
        204,
        octocat.put(settings, json("enabled_repositories", policy)));
  }

  private Answer select(int status, String ids) {
    return hold(
        "set-copilot-coding-agent-selected-repositories-for-organization",
        status,
        octocat.put(all, "{\"selected_repository_ids\":[" + ids + "]}"));
  }

  private Answer list(int status) {
    return hold(
        "list-copilot-coding-agent-selected-repositories-for-organization",
        status,
        octocat.get(all));
  }

  @Test
  void allSix_areAnsweredAsDescribed() {
    String get = "get-copilot-coding-agent-permissions-organization";
    assertThat(hold(get, 200, octocat.get(settings)).text())
        .isEqualTo("{\"enabled_repositories\":\"all\"}");
    list(409);
    select(409, "");
    String enable = "enable-copilot-coding-agent-for-repository-in-organization";
    String disable = "disable-copilot-coding-agent-for-repository-in-organization";
    hold(enable, 409, octocat.put(all + "/" + first, null));
    hold(disable, 409, octocat.delete(all + "/" + first));
    policy("selected");
    assertThat(hold(get, 200, octocat.get(settings)).json("selected_repositories_url").asText())
        .endsWith(all);
    assertThat(list(200).json("total_count").asLong()).isZero();
    select(204, first + "," + second + "," + first);
    assertThat(list(200).json("repositories").findValuesAsText("full_name"))
        .containsExactly(org + "/one", org + "/two");
    hold(disable, 204, octocat.delete(all + "/" + first));
    hold(disable, 404, octocat.delete(all + "/" + foreign));
    hold(enable, 204, octocat.put(all + "/" + first, null));
    hold(enable, 204, octocat.put(all + "/" + first, null));
    hold(enable, 404, octocat.put(all + "/" + foreign, null));
    hold(enable, 404, octocat.put(all + "/4711", null));
    assertThat(list(200).json("total_count").asLong()).isEqualTo(2);
    Answer page = octocat.get(all + "?per_page=1").expect(200);
    assertThat(page.json("total_count").asLong()).isEqualTo(2);
    assertThat(page.json("repositories").size()).isEqualTo(1);
    assertThat(page.header("Link").orElseThrow()).contains("rel=\"next\"");
  }

  @Test
  void aSelectionWithAnIdOfAnotherChangesNothing() {
    policy("selected");
    select(204, String.valueOf(first));
    Answer refused = select(422, second + "," + foreign);
    assertThat(refused.json("errors/0/field").asText()).isEqualTo("selected_repository_ids");
    assertThat(refused.json("errors/0/index").asInt()).isEqualTo(1);
    assertThat(list(200).json("repositories").findValuesAsText("full_name"))
        .containsExactly(org + "/one");
    hold(
        "set-copilot-coding-agent-permissions-organization",
        422,
        octocat.put(settings, "{\"enabled_repositories\":\"some\"}"));
  }

  @Test
  void theSelectionOutlivesOtherPolicies_butNotItsRepositories() {
    policy("selected");
    select(204, first + "," + second);
    policy("none");
    list(409);
    policy("all");
    policy("selected");
    octocat.delete("/repos/" + org + "/two").expect(204);
    assertThat(list(200).json("repositories").findValuesAsText("full_name"))
        .containsExactly(org + "/one");
  }

  @Test
  void onlyOwnersWithAdminOrg_mayReadAndChangeThem() {
    Client monalisa = server.user("monalisa");
    monalisa.get(settings).expect(403);
    acme.member("monalisa");
    monalisa.get(settings).expect(403);
    monalisa.put(settings, "{\"enabled_repositories\":\"none\"}").expect(403);
    server.token("octocat", "write:org", "repo").get(settings).expect(403);
    octocat.anonymous().get(settings).expect(401);
    octocat.get("/orgs/nowhere/copilot/coding-agent/permissions").expect(404);
  }
}
