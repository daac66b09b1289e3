// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code GET /orgs/{org}/audit-log}: who reads it, what of it, and in which order. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets all of them before each test.
class AuditApiTest extends ServerTest {
  private static int made;

  private Client owner;
  private Client member;
  private Client outsider;
  private String org;
  private Samples acme;
  private String log;

  @Override
  protected void prepare() {
    owner = server.user("octocat");
    member = server.user("hubot");
    outsider = server.user("mallory");
  }

  @BeforeEach
  void anOrganizationOfItsOwn() {
    org = "acme" + made++;
    log = "/orgs/" + org + "/audit-log";
    server.organization(org, "octocat");
    acme = new Samples(owner, "/orgs/" + org);
    acme.member("hubot");
  }

  private List<JsonNode> read(String query) {
    Answer answer = owner.get(log + query).expect(200);
    assertThat(GitHubSchema.faults("orgs/get-audit-log", 200, answer.json())).isEmpty();
    return answer.json().valueStream().toList();
  }

  private List<JsonNode> search(String phrase) {
    return read("?include=all&phrase=" + URLEncoder.encode(phrase, StandardCharsets.UTF_8));
  }

  private static List<String> actions(List<JsonNode> entries) {
    return entries.stream().map(entry -> entry.get("action").asText()).toList();
  }

  @Test
  void get_asAnOwner_tellsWhoSharedWhatWithWhomFromWhere() {
    String space = acme.by(member).space("Docs");
    acme.by(member).share(space, "User", "octocat", "writer");
    JsonNode entry = search("action:copilot_space.add_collaborator").getFirst();
    assertThat(entry.get("actor").asText()).isEqualTo("hubot");
    assertThat(entry.get("user").asText()).isEqualTo("octocat");
    assertThat(entry.get("org").asText()).isEqualTo(org);
    assertThat(entry.get("operation_type").asText()).isEqualTo("create");
    assertThat(entry.get("@timestamp")).isEqualTo(entry.get("created_at"));
    assertThat(entry.get("_document_id").asText()).hasSize(43);
    JsonNode data = entry.get("data");
    assertThat(data.get("role").asText()).isEqualTo("writer");
    assertThat(data.at("/copilot_space/number").asText()).isEqualTo("1");
    assertThat(data.at("/copilot_space/name").asText()).isEqualTo("Docs");
    assertThat(data.get("actor_ip").asText()).isEqualTo("127.0.0.1");
    assertThat(data.get("token_last_four").asText()).isEqualTo(tail(member));
    assertThat(search("token:" + tail(member))).contains(entry);
  }

  private static String tail(Client client) {
    String token = String.valueOf(client.token());
    return token.substring(token.length() - 4);
  }

  @Test
  void get_asAnybodyElse_isRefusedAlike() {
    member.get(log).expect(403);
    outsider.get(log).expect(403);
    server.admin().get(log).expect(403);
    owner.anonymous().get(log).expect(401);
    owner.get("/orgs/nobody/audit-log").expect(404);
    server.token("octocat", "repo", "user", "write:org").get(log).expect(403);
    assertThat(
            server
                .token("octocat", "read:audit_log")
                .get(log)
                .expect(200)
                .header("X-Accepted-OAuth-Scopes"))
        .contains("admin:org, audit_log, read:audit_log");
  }

  @Test
  void get_byOtherTokens_needsThePermissionOfThatOrganization() {
    assertThat(fineGrained(org, "organization_administration").get(log).status()).isEqualTo(200);
    assertThat(fineGrained(org, "members").get(log).status()).isEqualTo(403);
    assertThat(fineGrained("octocat", "organization_administration").get(log).status())
        .isEqualTo(403);
  }

  private Client fineGrained(String resourceOwner, String permission) {
    return server.fineGrained("octocat", resourceOwner, object(permission, "read"));
  }

  @Test
  void get_afterTheOwnerIsDemoted_isRefused() {
    owner.put("/orgs/" + org + "/memberships/hubot", "{\"role\":\"admin\"}").expect(200);
    member.get(log).expect(200);
    acme.member("hubot");
    member.get(log).expect(403);
  }

  @Test
  void get_tellsNothingOfOtherOwners() {
    server.organization("other" + org, "octocat");
    new Samples(owner, "/users/octocat").space("Mine");
    new Samples(owner, "/orgs/other" + org).space("Theirs");
    assertThat(search("action:copilot_space")).isEmpty();
    assertThat(actions(search("")))
        .containsExactly("org.add_member", "org.add_member", "org.create");
    JsonNode foreign = owner.get("/orgs/other" + org + "/audit-log").expect(200).json().get(0);
    owner.get(log + "?after=" + foreign.get("_document_id").asText()).expect(422);
  }

  @Test
  void get_ofASourceThatTheOwnersMayNotRead_withholdsItsName() {
    long secret = new Samples(member, "/users/hubot").privateRepository("secret" + org);
    Samples members = acme.by(member);
    members.attach(members.space("Docs"), wholeRepository(secret));
    JsonNode entry = search("action:copilot_space.add_resource").getFirst();
    assertThat(entry.has("repo")).isFalse();
    assertThat(entry.toString()).doesNotContain("secret");
  }

  @Test
  void get_byThePage_goesForthAndBackInEitherOrder() {
    for (int i = 0; i < 4; i++) {
      acme.space("Space " + i);
    }
    for (String order : List.of("asc", "desc")) {
      List<String> whole = ids(owner.get(log + "?order=" + order));
      List<String> paged = new ArrayList<>();
      List<String> back = new ArrayList<>();
      String next = log + "?per_page=3&order=" + order;
      String last = next;
      while (next != null) {
        Answer page = owner.get(next);
        paged.addAll(ids(page));
        last = next;
        next = link(page, "next");
      }
      for (String at = last; at != null; at = link(owner.get(at), "prev")) {
        back.addAll(0, ids(owner.get(at)));
      }
      assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(6);
      assertThat(back).isEqualTo(whole);
    }
    assertThat(ids(owner.get(log + "?per_page=3&page=2")))
        .isEqualTo(ids(owner.get(log)).subList(3, 6));
  }

  private static List<String> ids(Answer page) {
    return page.expect(200)
        .json()
        .valueStream()
        .map(entry -> entry.get("_document_id").asText())
        .toList();
  }

  private static @Nullable String link(Answer page, String rel) {
    Matcher link =
        Pattern.compile("<([^>]+)>; rel=\"" + rel + "\"").matcher(page.header("Link").orElse(""));
    return link.find() ? link.group(1) : null;
  }

  @Test
  void get_withAPhrase_keepsItInTheLinks() {
    acme.space("One");
    acme.space("Two");
    Answer page = owner.get(log + "?per_page=1&phrase=action:copilot_space.create%20actor:octocat");
    Answer next = owner.get(Objects.requireNonNull(link(page, "next")));
    assertThat(next.json()).hasSize(1);
    assertThat(next.json("0/data/copilot_space/name").asText()).isEqualTo("One");
    assertThat(link(next, "next")).isNull();
  }

  @Test
  void get_withQualifiers_findsWhatFitsAllOfThem() {
    acme.by(member).space("Docs of Hubot");
    assertThat(actions(search("actor:HUBOT"))).containsExactly("copilot_space.create");
    assertThat(actions(search("operation:create -action:org")))
        .containsExactly("copilot_space.create");
    assertThat(actions(search("user:hubot"))).containsExactly("org.add_member");
    assertThat(actions(search("space:1"))).containsExactly("copilot_space.create");
    assertThat(actions(search("docs"))).containsExactly("copilot_space.create");
    assertThat(actions(search("\"docs of\" -actor:hubot"))).isEmpty();
    assertThat(search("created:>=2026-01-01")).hasSize(4);
    assertThat(search("created:<2026-01-01")).isEmpty();
    assertThat(search("-created:<2026-01-01")).hasSize(4);
    assertThat(search("ip:127.0.0.1 org:" + org)).hasSize(4);
  }

  @Test
  void get_withWhatIsNotUnderstood_saysSo() {
    for (String query :
        List.of(
            "phrase=colour:red",
            "phrase=operation:dance",
            "phrase=created:yesterday",
            "phrase=space:docs",
            "phrase=" + "a%20".repeat(21),
            "include=everything",
            "order=up",
            "after=MS4y",
            "before=AAAAAAAAAAAAAAAAAAAAAA")) {
      Answer answer = owner.get(log + "?" + query).expect(422);
      assertThat(answer.json("errors/0/field").asText()).isEqualTo(query.split("=", 2)[0]);
    }
  }

  @Test
  void get_includesChangesOfContentWhereAsked() {
    acme.repository("hello", "auto_init", true);
    assertThat(actions(read(""))).contains("repo.create").doesNotContain("git.push");
    assertThat(actions(read("?include=git"))).containsExactly("git.push");
    assertThat(actions(read("?include=all"))).contains("repo.create", "git.push");
    assertThat(search("repo:" + org + "/hello")).hasSize(2);
  }

  @Test
  void get_afterThingsAreRenamedAndDeleted_saysWhatWas() {
    String space = acme.space("Gone");
    acme.team("justice");
    owner.delete(space).expect(204);
    owner.delete("/orgs/" + org + "/teams/justice").expect(204);
    String was = org;
    org = "new" + org;
    log = "/orgs/" + org + "/audit-log";
    server.admin().patch("/admin/organizations/" + was, json("login", org)).expect(202);
    JsonNode entry = search("action:copilot_space.create").getFirst();
    assertThat(entry.get("org").asText()).isEqualTo(was);
    assertThat(entry.at("/data/copilot_space/name").asText()).isEqualTo("Gone");
    assertThat(search("team:justice action:team.destroy"))
        .extracting(found -> found.get("team").asText())
        .containsExactly(was + "/justice");
    assertThat(search("action:org.rename").getFirst().at("/data/org_was").asText()).isEqualTo(was);
  }

  @Test
  void get_ofARefusedAccess_tellsWhoTriedAndWhat() {
    String space = acme.space("Secret");
    outsider.get(space).expect(404);
    outsider.get("/orgs/" + org + "/copilot-spaces/99").expect(404);
    owner.get("/orgs/" + org + "/copilot-spaces/99").expect(404);
    server.token("hubot", "user").get(space).expect(403);
    List<JsonNode> refused = search("action:access.refused");
    assertThat(refused).hasSize(2);
    JsonNode forbidden = refused.getFirst();
    JsonNode hidden = refused.getLast();
    assertThat(forbidden.get("actor").asText()).isEqualTo("hubot");
    assertThat(forbidden.at("/data/status").asInt()).isEqualTo(403);
    assertThat(hidden.get("actor").asText()).isEqualTo("mallory");
    assertThat(hidden.get("operation_type").asText()).isEqualTo("access");
    assertThat(hidden.at("/data/status").asInt()).isEqualTo(404);
    assertThat(hidden.at("/data/operation").asText()).isEqualTo("copilot-spaces/get-for-org");
    assertThat(hidden.at("/data/copilot_space/name").asText()).isEqualTo("Secret");
    assertThat(hidden.at("/data/token_last_four").asText()).isEqualTo(tail(outsider));
  }

  @Test
  void get_ofARefusedPathThatMixesOwners_namesNothingOfTheOther() {
    server.organization("other" + org, "mallory");
    Client theirs = server.token("mallory", "admin:org");
    long team = new Samples(theirs, "/orgs/other" + org).team("plotters");
    String id = owner.get("/orgs/" + org).expect(200).json("id").asText();
    server.token("mallory", "user").get("/organizations/" + id + "/team/" + team).expect(403);
    JsonNode entry = search("action:access.refused").getFirst();
    assertThat(entry.get("actor").asText()).isEqualTo("mallory");
    assertThat(entry.has("team")).isFalse();
  }

  @Test
  void get_ofARevokedToken_tellsItsLastFourAndNoMore() {
    Client revoked = server.user("leaver" + org);
    server.admin().delete("/admin/users/leaver" + org + "/authorizations").expect(204);
    revoked.get("/orgs/" + org + "/copilot-spaces").expect(401);
    owner.with("correct horse battery staple").get("/orgs/" + org + "/copilot-spaces").expect(401);
    JsonNode entry = search("action:access.refused").getFirst();
    assertThat(search("action:access.refused")).hasSize(1);
    assertThat(entry.has("actor")).isFalse();
    assertThat(entry.at("/data/token_last_four").asText()).isEqualTo(tail(revoked));
  }

  @Test
  void siteLog_isForSiteAdmins_andNamesNoSpaces() {
    owner.get("/admin/audit-log").expect(403);
    server.token("octocat", "site_admin").get("/admin/audit-log").expect(404);
    acme.space("Named" + org);
    owner.delete("/orgs/" + org).expect(202);
    JsonNode all = server.admin().get("/admin/audit-log?phrase=org:" + org).expect(200).json();
    assertThat(actions(all.valueStream().toList()))
        .contains("org.delete", "copilot_space.create", "org.create");
    assertThat(all.toString()).doesNotContain("Named");
  }
}
