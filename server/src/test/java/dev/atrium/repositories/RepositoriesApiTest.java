// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class RepositoriesApiTest extends ServerTest {
  private Client octocat;
  private Client monalisa;
  private Samples octocats;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    server.user("hubot");
    server.organization("acme", "octocat");
    new Samples(octocat, "/orgs/acme").member("monalisa");
    octocats = new Samples(octocat, "/users/octocat");
  }

  private static String body(String name, boolean isPrivate) {
    return json("name", name, "private", isPrivate);
  }

  private static List<String> names(Answer answer) {
    List<String> names = new ArrayList<>();
    for (JsonNode repository : answer.expect(200).json()) {
      names.add(repository.get("full_name").asText());
    }
    return names;
  }

  @Test
  void list_ofTheCallers_isBoundedByTheLatestUpdate() {
    octocats.repository("bounded");
    assertThat(names(octocat.get("/user/repos?since=2020-01-01&before=2999-01-01")))
        .contains("octocat/bounded");
    assertThat(names(octocat.get("/user/repos?since=2999-01-01"))).isEmpty();
    assertThat(names(octocat.get("/user/repos?before=2020-01-01"))).isEmpty();
    octocat.get("/user/repos?before=yesterday").expect(422);
  }

  @Test
  void create_forCaller_answersTheWholeRepository() {
    Answer made =
        octocat
            .post(
                "/user/repos",
                "{\"name\":\"Hello-World\",\"description\":\"d\",\"auto_init\":true}")
            .expect(201);
    assertThat(made.json("full_name").asText()).isEqualTo("octocat/Hello-World");
    assertThat(made.json("private").asBoolean()).isFalse();
    assertThat(made.json("default_branch").asText()).isEqualTo("main");
    assertThat(made.json("permissions/admin").asBoolean()).isTrue();
    assertThat(made.json("archive_url").asText())
        .endsWith("/api/v3/repos/octocat/Hello-World/{archive_format}{/ref}");
    assertThat(made.json("contents_url").asText()).endsWith("/contents/{+path}");
    assertThat(made.json("compare_url").asText()).endsWith("/compare/{base}...{head}");
    assertThat(made.json("trees_url").asText()).endsWith("/git/trees{/sha}");
    assertThat(octocat.get("/repos/octocat/hello-world").expect(200).json()).isEqualTo(made.json());
    long id = made.json("id").asLong();
    assertThat(octocat.get("/repositories/" + id).expect(200).json()).isEqualTo(made.json());
  }

  @Test
  void create_withOtherCharacters_replacesThem() {
    assertThat(
            octocat
                .post("/user/repos", body("My new repo!", false))
                .expect(201)
                .json("name")
                .asText())
        .isEqualTo("My-new-repo-");
    for (String bad : List.of("..", "x.git", "", "a".repeat(101))) {
      Answer refused = octocat.post("/user/repos", body(bad, false)).expect(422);
      assertThat(refused.json("errors/0/field").asText()).isEqualTo("name");
    }
  }

  @Test
  void create_takenName_is422() {
    octocats.repository("taken");
    Answer refused = octocat.post("/user/repos", body("TAKEN", false)).expect(422);
    assertThat(refused.json("errors/0/code").asText()).isEqualTo("already_exists");
  }

  @Test
  void create_inOrganization_isForOwners_siteAdmins_andMembersWhereItLetsThem() {
    monalisa.post("/orgs/acme/repos", body("by-member", true)).expect(201);
    octocat.patch("/orgs/acme", "{\"members_can_create_repositories\":false}").expect(200);
    monalisa.post("/orgs/acme/repos", body("by-member-2", true)).expect(403);
    octocat.post("/orgs/acme/repos", body("by-owner", true)).expect(201);
    server.admin().post("/orgs/acme/repos", body("by-admin", true)).expect(201);
    server.token("hubot").post("/orgs/acme/repos", body("by-outsider", false)).expect(403);
    octocat.post("/orgs/nobody-here/repos", body("x", false)).expect(404);
    octocat.patch("/orgs/acme", "{\"members_can_create_repositories\":true}").expect(200);
  }

  @Test
  void get_privateRepository_isNotThereForOthers() {
    octocats.privateRepository("secret");
    Answer hidden = monalisa.get("/repos/octocat/secret").expect(404);
    assertThat(hidden.text()).isEqualTo(monalisa.get("/repos/octocat/secret-2").text());
    server.token("octocat", "public_repo").get("/repos/octocat/secret").expect(404);
    Answer forAdmin = server.admin().get("/repos/octocat/secret").expect(200);
    assertThat(forAdmin.json("permissions/pull").asBoolean()).isFalse();
    server.admin().get("/repos/octocat/secret/contents/").expect(404);
  }

  @Test
  void update_changesSettings_andOnlyForAdmins() {
    octocats.repository("settings");
    Answer changed =
        octocat
            .patch(
                "/repos/octocat/settings",
                "{\"description\":\"new\",\"homepage\":\"https://acme.example\",\"visibility\":\"private\"}")
            .expect(200);
    assertThat(changed.json("description").asText()).isEqualTo("new");
    assertThat(changed.json("private").asBoolean()).isTrue();
    octocat.patch("/repos/octocat/settings", "{\"private\":false}").expect(200);
    Answer refused =
        monalisa.patch("/repos/octocat/settings", "{\"description\":\"x\"}").expect(403);
    assertThat(refused.json("message").asText()).contains("admin role");
    Answer cleared =
        server.admin().patch("/repos/octocat/settings", "{\"description\":null}").expect(200);
    assertThat(cleared.json("description").isNull()).isTrue();
  }

  @Test
  void update_ofArchived_isRefusedUntilItIsUnarchived() {
    octocats.repository("old");
    octocat.patch("/repos/octocat/old", "{\"archived\":true}").expect(200);
    octocat.patch("/repos/octocat/old", "{\"description\":\"x\"}").expect(403);
    octocat
        .put("/repos/octocat/old/contents/a", "{\"message\":\"m\",\"content\":\"\"}")
        .expect(403);
    octocat.patch("/repos/octocat/old", "{\"archived\":false,\"description\":\"x\"}").expect(200);
  }

  @Test
  void rename_redirectsForThoseWhoMayRead() {
    long id = octocats.privateRepository("before");
    octocat.patch("/repos/octocat/before", "{\"name\":\"after\"}").expect(200);
    Answer moved = octocat.get("/repos/octocat/before/branches?per_page=3");
    assertThat(moved.status()).isEqualTo(301);
    assertThat(moved.header("Location").orElseThrow())
        .endsWith("/api/v3/repositories/" + id + "/branches?per_page=3");
    assertThat(moved.json("documentation_url").asText())
        .isEqualTo("https://docs.github.com/rest/branches/branches#list-branches");
    octocat.get(moved.header("Location").orElseThrow()).expect(200);
    assertThat(octocat.get("/raw/octocat/before/main/a%20b").header("Location").orElseThrow())
        .endsWith("/raw/octocat/after/main/a%20b");
    Answer kept = octocat.patch("/repos/octocat/before", "{\"description\":\"d\"}").expect(307);
    octocat.patch(kept.header("Location").orElseThrow(), "{\"description\":\"d\"}").expect(200);
    monalisa.get("/repos/octocat/before").expect(404);
    octocats.repository("before");
    octocat.get("/repos/octocat/before").expect(200);
  }

  @Test
  void rename_ofTheOwner_redirectsToo() {
    Client defunkt = server.user("defunkt");
    new Samples(defunkt, "/users/defunkt").repository("dotfiles");
    server.admin().patch("/admin/users/defunkt", "{\"login\":\"defunkt-2\"}").expect(202);
    assertThat(octocat.get("/repos/defunkt/dotfiles").status()).isEqualTo(301);
    octocat.get("/repos/defunkt-2/dotfiles").expect(200);
  }

  @Test
  void delete_takesItsResourcesOutOfSpaces() {
    long id = octocats.repository("doomed");
    String space = octocats.space("s", "resources_attributes", List.of(wholeRepository(id)));
    assertThat(octocat.get(space).json("resources_attributes")).hasSize(1);
    monalisa.delete("/repos/octocat/doomed").expect(403);
    octocat.delete("/repos/octocat/doomed").expect(204);
    assertThat(octocat.get(space).expect(200).json("resources_attributes")).isEmpty();
    octocat.get("/repos/octocat/doomed").expect(404);
    assertThat(server.data().resolve("repositories").resolve(id + ".git")).doesNotExist();
  }

  @Test
  void lists_holdWhatTheCallerMayRead() {
    Client hubot = server.token("hubot");
    Samples hubots = new Samples(hubot, "/users/hubot");
    hubots.repository("pub");
    hubots.privateRepository("priv");
    server.organization("octo-org", "hubot");
    Samples organizations = new Samples(hubot, "/orgs/octo-org");
    organizations.privateRepository("inside");
    organizations.repository("outside");
    assertThat(names(hubot.get("/user/repos")))
        .containsExactly("hubot/priv", "hubot/pub", "octo-org/inside", "octo-org/outside");
    assertThat(names(hubot.get("/user/repos?affiliation=owner&visibility=private")))
        .containsExactly("hubot/priv");
    assertThat(names(server.token("hubot", "public_repo").get("/user/repos?type=owner")))
        .containsExactly("hubot/pub");
    assertThat(names(monalisa.get("/orgs/octo-org/repos"))).containsExactly("octo-org/outside");
    assertThat(names(hubot.get("/orgs/octo-org/repos?sort=full_name&per_page=1")))
        .containsExactly("octo-org/inside");
    assertThat(hubot.get("/orgs/octo-org/repos?per_page=1").header("Link").orElseThrow())
        .contains("rel=\"next\"");
    hubot.get("/user/repos?type=owner&visibility=all").expect(422);
    hubot.get("/user/repos?sort=stars").expect(422);
  }

  @Test
  void topics_areReplacedAsAWhole() {
    octocats.repository("topical");
    String path = "/repos/octocat/topical";
    Answer none = octocat.get(path + "/topics").expect(200);
    assertThat(none.text()).isEqualTo("{\"names\":[]}");
    Answer set =
        octocat.put(path + "/topics", json("names", List.of("Go", "java", "go"))).expect(200);
    assertThat(GitHubSchema.faults("repos/replace-all-topics", 200, set.json())).isEmpty();
    assertThat(set.text()).isEqualTo("{\"names\":[\"go\",\"java\"]}");
    assertThat(octocat.get(path).json("topics")).isEqualTo(set.json("names"));
    assertThat(monalisa.get(path + "/topics").expect(200).json()).isEqualTo(set.json());
    octocat.patch(path, json("description", "d")).expect(200);
    assertThat(octocat.get(path + "/topics").json()).isEqualTo(set.json());
    octocat.put(path + "/topics", json("names", List.of())).expect(200);
    assertThat(octocat.get(path).json("topics")).isEmpty();
  }

  @Test
  void topics_thatAreNone_areRefusedWithASentence() {
    octocats.repository("untopical");
    String path = "/repos/octocat/untopical/topics";
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      many.add("t" + i);
    }
    for (Object names :
        List.of(many, List.of("a b"), List.of("-a"), List.of("a".repeat(51)), List.of(1), "a")) {
      Answer refused = octocat.put(path, json("names", names)).expect(422);
      assertThat(GitHubSchema.faults("repos/replace-all-topics", 422, refused.json())).isEmpty();
    }
    octocat.put(path, "{}").expect(422);
    assertThat(octocat.get(path).json("names")).isEmpty();
    monalisa.put(path, json("names", List.of("a"))).expect(403);
    octocat.patch("/repos/octocat/untopical", json("archived", true)).expect(200);
    octocat.put(path, json("names", List.of("a"))).expect(403);
  }
}
