// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a token, or a site admin, is not told by a log that they may read. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets all of them before each test.
class AuditSecrecyTest extends ServerTest {
  private static int made;

  private Client owner;
  private String org;
  private Samples hideout;
  private Samples octocats;
  private String log;

  @Override
  protected void prepare() {
    owner = server.user("octocat");
    octocats = new Samples(owner, "/users/octocat");
  }

  @BeforeEach
  void anOrganizationOfItsOwn() {
    org = "hideout" + made++;
    log = "/orgs/" + org + "/audit-log?include=all&per_page=100";
    server.organization(org, "octocat");
    hideout = new Samples(owner, "/orgs/" + org);
  }

  private String space(String name, long repository) {
    return hideout.space(name, "resources_attributes", List.of(wholeRepository(repository)));
  }

  private List<Client> tokens(Object... selection) {
    Map<String, ?> permissions = object("organization_administration", "read", "metadata", "read");
    return List.of(
        server.fineGrained("octocat", org, permissions, selection),
        server.installation(org, permissions, selection));
  }

  @Test
  void ofATransfer_eachOwnerIsToldItsOwnSide() {
    String beta = "beta" + made++;
    server.organization(beta, "octocat");
    long id = hideout.privateRepository("secret");
    long kept = hideout.privateRepository("kept");
    long team = new Samples(owner, "/orgs/" + beta).team("hush", "privacy", "secret");
    owner
        .post(
            "/repos/" + org + "/secret/transfer",
            json("new_owner", beta, "new_name", "theirs", "team_ids", List.of(team)))
        .expect(202);
    String phrase = "&phrase=action:repo.transfer";
    JsonNode ours = owner.get(log + phrase).expect(200).json();
    assertThat(ours).hasSize(1);
    assertThat(ours.at("/0/repo").asText()).isEqualTo(org + "/secret");
    assertThat(ours.at("/0/data/repository_id").asLong()).isEqualTo(id);
    assertThat(ours.toString()).doesNotContain("team_ids", "theirs");
    JsonNode theirs = owner.get("/orgs/" + beta + "/audit-log?include=all" + phrase).json();
    assertThat(theirs.at("/0/repo").asText()).isEqualTo(beta + "/theirs");
    assertThat(theirs.at("/0/data/team_ids/0").asLong()).isEqualTo(team);
    assertThat(theirs.toString()).doesNotContain("secret\"");
    for (Client narrow :
        tokens("repository_selection", "selected", "repository_ids", List.of(kept))) {
      assertThat(narrow.get(log + phrase).expect(200).json()).isEmpty();
    }
  }

  @Test
  void aTokenOfSomeRepositories_isToldNothingOfOthers_norOfSpacesThatNameThem() {
    long granted = hideout.privateRepository("granted");
    long other = hideout.privateRepository("concealed-code");
    String shown = space("shown-space", granted);
    String hidden = space("concealed-space", other);
    List<Client> some =
        tokens("repository_selection", "selected", "repository_ids", List.of(granted));
    for (Client token : some) {
      assertThat(token.get(log).expect(200).text())
          .contains("shown-space", org + "/granted")
          .doesNotContain("concealed");
      assertThat(token.get(log + "&phrase=concealed").expect(200).json()).isEmpty();
      assertThat(token.get(log + "&phrase=space:2").expect(200).json()).isEmpty();
      assertThat(token.get(log + "&phrase=repo:" + org + "/concealed-code").json()).isEmpty();
    }
    owner.delete(hidden).expect(204);
    owner.delete(shown).expect(204);
    owner.delete("/repos/" + org + "/concealed-code").expect(204);
    for (Client token : some) {
      assertThat(token.get(log).expect(200).text()).doesNotContain("concealed");
    }
    assertThat(owner.get(log).expect(200).text()).contains("concealed-space", "concealed-code");
  }

  @Test
  void aTokenOfAllRepositories_isToldNothingOfSpacesThatNameOthersOwn() {
    long mine = octocats.privateRepository("burrow" + made);
    space("concealed-space", mine);
    long own = hideout.privateRepository("gone");
    space("shown-space", own);
    owner.delete("/repos/" + org + "/gone").expect(204);
    for (Client token : tokens("repository_selection", "all")) {
      assertThat(token.get(log).expect(200).text())
          .contains("shown-space", "repo.destroy", org + "/gone")
          .doesNotContain("concealed-space", "burrow");
    }
  }

  @Test
  void howManyRefusalsWereLeftOut_isToldToSiteAdminsOnly() {
    space("shown", hideout.privateRepository("code"));
    Client mallory = server.user("mallory" + made);
    for (int i = 0; i < 120; i++) {
      mallory.get("/orgs/" + org + "/copilot-spaces/1");
      if (i == 110) {
        owner
            .get(log)
            .expect(200); // Reading writes what waits: the rest is counted by the next entry.
      }
    }
    server.user("trudy" + made).get("/orgs/" + org + "/copilot-spaces/1");
    assertThat(owner.get(log + "&phrase=action:access").expect(200).text())
        .contains("access.refused", "trudy" + made)
        .doesNotContain("left_out");
    assertThat(server.admin().get("/admin/audit-log?phrase=action:access").expect(200).text())
        .contains("left_out");
  }

  @Test
  void siteLog_namesNoSpaceAndNoUsersPrivateRepository_andFindsNoneByIt() {
    long mine = octocats.privateRepository("den" + made);
    space("lair" + made, mine);
    Client admin = server.admin();
    String all = "/admin/audit-log?include=all&per_page=100";
    assertThat(admin.get(all).expect(200).text())
        .contains("repo.create", "copilot_space.create")
        .doesNotContain("den" + made, "lair" + made);
    for (String phrase : List.of("den" + made, "lair" + made, "repo:octocat/den" + made)) {
      assertThat(admin.get(all + "&phrase=" + phrase).expect(200).json()).isEmpty();
    }
    owner.patch("/repos/octocat/den" + made, json("name", "hole" + made)).expect(200);
    assertThat(admin.get(all + "&phrase=action:repo.rename").expect(200).text())
        .contains("repo.rename")
        .doesNotContain("den" + made, "hole" + made);
    hideout.privateRepository("known" + made);
    assertThat(admin.get(all + "&phrase=known" + made).json()).isNotEmpty();
  }
}
