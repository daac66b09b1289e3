// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.lifecycle;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repositories that get another owner, and who comes to them then. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
class TransfersTest extends SharingTest {
  private String beta;
  private String login;
  private Client insider;
  private Samples others;
  private String code;
  private long id;

  /** Beside the first organization, a second one of the same owner, with a member of its own. */
  @BeforeEach
  void aSecondOrganization() {
    beta = "beta-" + acme;
    login = "insider-" + acme;
    insider = server.user(login);
    server.organization(beta, owning);
    others = new Samples(owner, "/orgs/" + beta);
    others.member(login);
    code = "/repos/" + acme + "/code";
    id = samples.privateRepository("code");
  }

  private static Answer transfer(Client by, String repository, String to, Object... more) {
    return by.post(repository + "/transfer", json(object("new_owner", to), more));
  }

  private String there(String name) {
    return "/repos/" + beta + "/" + name;
  }

  @Test
  void transfer_answersAsDescribed_withTheFormerOwner() {
    owner.put(code + "/contents/a", "{\"message\":\"m\",\"content\":\"YQ==\"}").expect(201);
    Answer answer = transfer(owner, code, beta.toUpperCase(Locale.ROOT)).expect(202);
    assertThat(GitHubSchema.faults("repos/transfer", 202, answer.json())).isEmpty();
    assertThat(answer.json("owner/login").asText()).isEqualTo(acme);
    assertThat(answer.json("id").asLong()).isEqualTo(id);
    Answer now = owner.get(there("code")).expect(200);
    assertThat(now.json("id").asLong()).isEqualTo(id);
    assertThat(now.json("owner/login").asText()).isEqualTo(beta);
    owner.get(there("code") + "/contents/a").expect(200);
    assertThat(owner.get(code + "/contents/a").expect(301).header("Location").orElseThrow())
        .endsWith("/repositories/" + id + "/contents/a");
    transfer(owner, code, acme).expect(307);
    person.get(code).expect(404);
    samples.privateRepository("code");
    assertThat(owner.get(code).expect(200).json("id").asLong()).isNotEqualTo(id);
  }

  @Test
  void transfer_byNumber_toAnotherName_endsWhatRedirectedFromThere() {
    others.repository("former");
    owner.patch(there("former"), "{\"name\":\"latter\"}").expect(200);
    owner.get(there("former")).expect(301);
    transfer(owner, "/repositories/" + id, beta, "new_name", "For mer").expect(202);
    owner.get(there("For-mer")).expect(200);
    owner.get(there("former")).expect(301);
    transfer(owner, "/repositories/" + id, acme, "new_name", "back").expect(202);
    transfer(owner, "/repositories/" + id, beta, "new_name", "former").expect(202);
    assertThat(owner.get(there("former")).expect(200).json("id").asLong()).isEqualTo(id);
  }

  @Test
  void transfer_byWhoMayNot_isRefusedBeforeTheBodyIsRead() {
    person.post(code + "/transfer", "no JSON").expect(404);
    owner.put(code + "/collaborators/" + member, "{\"permission\":\"maintain\"}").expect(201);
    person.post(code + "/transfer", "no JSON").expect(403);
    owner.post(code + "/transfer", "no JSON").expect(400);
    owner.put(code + "/collaborators/" + member, "{\"permission\":\"admin\"}").expect(204);
    transfer(person, code, beta).expect(403);
    transfer(person, code, login).expect(403);
    owner.patch("/orgs/" + beta, "{\"members_can_create_repositories\":false}").expect(200);
    owner.put(code + "/collaborators/" + login, "{\"permission\":\"admin\"}").expect(201);
    transfer(insider, code, beta).expect(403);
    transfer(server.token(owning, "public_repo"), code, beta).expect(404);
    transfer(server.token(owning, "read:org"), code, beta).expect(403);
    assertThat(owner.get(code).expect(200).json("owner/login").asText()).isEqualTo(acme);
    owner.patch("/orgs/" + beta, "{\"members_can_create_repositories\":true}").expect(200);
    transfer(insider, code, beta).expect(202);
  }

  @Test
  void transfer_withFaults_is422_andChangesNothing() {
    others.privateRepository("taken");
    long foreign = samples.team("foreign");
    Object[][] refused = {
      {"nobody-here", "new_owner"},
      {"ghost", "new_owner"},
      {acme, "new_owner"},
      {beta, "new_name", "new_name", "TAKEN"},
      {beta, "new_name", "new_name", ".."},
      {beta, "team_ids", "team_ids", List.of(foreign)},
      {owning, "team_ids", "team_ids", List.of(foreign)},
      {beta, "team_ids", "team_ids", "core"},
    };
    for (Object[] each : refused) {
      String to = each[0].toString();
      Object[] more = Arrays.copyOfRange(each, 2, each.length);
      Answer answer = transfer(owner, code, to, more).expect(422);
      assertThat(answer.json("errors/0/field").asText()).as(to).isEqualTo(each[1]);
    }
    assertThat(owner.post(code + "/transfer", "{}").expect(422).json("errors/0/code").asText())
        .isEqualTo("missing_field");
    assertThat(owner.get(code).expect(200).json("owner/login").asText()).isEqualTo(acme);
  }

  @Test
  void transfer_leavesTheSource_toWhoMayReadItOfTheNewOwner() {
    owner.patch(org, "{\"default_repository_permission\":\"read\"}").expect(200);
    samples.attach(space, wholeRepository(id));
    owner.put(space, "{\"base_role\":\"reader\"}").expect(200);
    samples.member(login);
    samples.grantNothing();
    owner.put(code + "/collaborators/" + member, "{\"permission\":\"pull\"}").expect(201);
    assertThat(sources(person, space)).isEqualTo(1);
    assertThat(sources(insider, space)).isZero();
    server.ageSpaces();
    transfer(owner, code, beta).expect(202);
    assertThat(owner.get(spaces).json("spaces/0/updated_at").asText()).doesNotStartWith("1970");
    assertThat(sources(owner, space)).isEqualTo(1);
    assertThat(sources(insider, space)).isEqualTo(1);
    assertThat(sources(person, space)).as("a collaborator stays one").isEqualTo(1);
  }

  @Test
  void transfer_endsWhatComesOfMembershipAndTeamsOfTheFormerOwner() {
    long core = others.team("core", "privacy", "closed");
    others.grantNothing();
    others.teamMember("core", login);
    samples.team("readers");
    samples.teamMember("readers", member);
    owner.put(org + "/teams/readers/repos/" + acme + "/code", null).expect(204);
    person.get(code).expect(200);
    transfer(owner, code, beta, "team_ids", List.of(core)).expect(202);
    person.get(there("code")).expect(404);
    person.get(code).expect(404);
    assertThat(insider.get(there("code")).expect(200).json("permissions/push").asBoolean())
        .isFalse();
    transfer(owner, there("code"), acme).expect(202);
    person.get(code).expect(404);
    insider.get(code).expect(404);
    assertThat(owner.get(org + "/teams/readers/repos").json()).isEmpty();
  }

  @Test
  void transfer_givesTeamsThatTheCallerSeesOnly() {
    long hidden = others.team("hidden");
    String own = "/repos/" + login + "/own";
    new Samples(insider, "/users/" + login).privateRepository("own");
    transfer(insider, own, beta, "team_ids", List.of(hidden)).expect(422);
    others.teamMember("hidden", login);
    transfer(insider, own, beta, "team_ids", List.of(hidden)).expect(202);
    owner.get("/orgs/" + beta + "/teams/hidden/repos/" + beta + "/own").expect(204);
  }

  @Test
  void transfer_endsTheSelectionOfTokensAndOfTheAgent_forGood() {
    String agent = org + "/copilot/coding-agent/permissions";
    owner.put(agent, "{\"enabled_repositories\":\"selected\"}").expect(204);
    owner.put(agent + "/repositories/" + id, null).expect(204);
    samples.attach(space, wholeRepository(id));
    Client narrow =
        fineGrained(owning, "repository_selection", "selected", "repository_ids", List.of(id));
    assertThat(sees(narrow, space)).isTrue();
    transfer(owner, code, beta).expect(202);
    assertThat(sees(narrow, space)).isFalse();
    transfer(owner, there("code"), acme).expect(202);
    assertThat(sees(narrow, space)).isFalse();
    assertThat(owner.get(agent + "/repositories").expect(200).json("total_count").asLong())
        .isZero();
  }

  @Test
  void transfer_toAUser_isForThemself_andForSiteAdmins() {
    transfer(owner, code, owning).expect(202);
    String own = "/repos/" + owning + "/code";
    owner.put(own + "/collaborators/" + member, null).expect(201);
    transfer(owner, own, member).expect(403);
    transfer(server.token("admin", "repo"), own, member).expect(404);
    transfer(server.admin(), own, member).expect(202);
    String theirs = "/repos/" + member + "/code";
    assertThat(person.get(theirs).expect(200).json("permissions/admin").asBoolean()).isTrue();
    assertThat(person.get(theirs + "/collaborators").expect(200).json()).hasSize(1);
    owner.get(theirs).expect(404);
    owner.get(own).expect(404);
  }

  @Test
  void transfer_byATokenOfOneOwner_isRefused() {
    Client narrow = server.fineGrained(owning, acme, object("administration", "write"));
    transfer(narrow, code, beta).expect(403);
    transfer(narrow, code, owning).expect(403);
    owner.get(code).expect(200);
  }
}
