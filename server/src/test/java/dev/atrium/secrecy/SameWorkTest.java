// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import dev.atrium.testing.Statements;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What is hidden takes as many statements as what is not there, so that no clock tells them apart:
 * at the first request and later, and whether or not others have just used what is hidden.
 */
@Order(3)
@EachDatabase
@SuppressWarnings("NullAway.Init")
class SameWorkTest extends ServerTest {
  private static final long NOWHERE = 4_711;
  private static final String SCOPELESS = "member without the scope of private repositories";

  /** Those whom nothing of the organization's is open to; the others have its owners' tokens. */
  private static final List<String> PEOPLE = List.of("outsider", "member");

  private Client octocat;
  private Samples acme;
  private Samples own;
  private Map<String, Client> strangers;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    acme = new Samples(octocat, "/orgs/acme");
    own = new Samples(octocat, "/users/octocat");
    Client member = server.user("monalisa");
    acme.member("monalisa");
    acme.grantNothing();
    acme.privateRepository("granted");
    Map<String, ?> permissions =
        object(
            "metadata", "read",
            "issues", "read",
            "members", "read",
            "administration", "write",
            "organization_copilot_spaces", "read");
    strangers =
        Map.of(
            "outsider",
            server.user("hubot"),
            "member",
            member,
            SCOPELESS,
            server.token("monalisa", List.of("read:org", "read:user", "user")),
            "fine-grained",
            server.fineGrained("octocat", "acme", permissions, "repository_selection", "none"),
            "installation",
            server.installation("acme", permissions, "repository_selection", "selected"));
  }

  /** Compares what everybody else is kept from with what is not there. */
  private void same(String hidden, String missing) {
    same(hidden, missing, strangers.keySet());
  }

  /** Compares at the first request, at a later one, and after somebody else has used it. */
  private void same(String hidden, String missing, Collection<String> from) {
    SoftAssertions held = new SoftAssertions();
    for (String who : from) {
      Client stranger = Objects.requireNonNull(strangers.get(who));
      stranger.get(missing); // What is the stranger's own is in the cache from now on.
      compare(held, who + ", first", stranger, hidden, missing);
      compare(held, who + ", second", stranger, hidden, missing);
      octocat.get(hidden);
      octocat.get(hidden);
      compare(held, who + ", used by others", stranger, hidden, missing);
    }
    held.assertAll();
  }

  private void compare(
      SoftAssertions held, String as, Client stranger, String hidden, String missing) {
    List<String> there = statements(stranger, hidden);
    List<String> nothing = statements(stranger, missing);
    held.assertThat(there).as("%s: GET %s and %s", as, hidden, missing).hasSameSizeAs(nothing);
  }

  private List<String> statements(Client stranger, String path) {
    return Statements.of(
            server.database(),
            () -> assertThat(stranger.get(path).status()).as(path).isEqualTo(404))
        .all();
  }

  @Test
  void repositories_byNameAndById() {
    long id = acme.privateRepository("secret");
    same("/repos/acme/secret", "/repos/acme/nothing");
    same("/repositories/" + id, "/repositories/" + NOWHERE);
    own.privateRepository("mine");
    same("/repos/octocat/mine", "/repos/octocat/nothing");
  }

  @Test
  void repositories_byAFormerName() {
    acme.privateRepository("before");
    octocat.patch("/repos/acme/before", json("name", "after")).expect(200);
    same("/repos/acme/before", "/repos/acme/never");
  }

  @Test
  void issues() {
    long id = acme.privateRepository("tracked");
    octocat.post("/repos/acme/tracked/issues", json("title", "t")).expect(201);
    same("/repos/acme/tracked/issues/1", "/repos/acme/tracked/issues/2");
    same("/repos/acme/tracked/issues/1", "/repos/acme/untracked/issues/1");
    same("/repositories/" + id + "/issues/1", "/repositories/" + NOWHERE + "/issues/1");
  }

  @Test
  void spaces() {
    String space = acme.space("s", "base_role", "no_access");
    same(space, "/orgs/acme/copilot-spaces/" + NOWHERE, PEOPLE);
    same(space + "/resources", "/orgs/acme/copilot-spaces/" + NOWHERE + "/resources", PEOPLE);
    for (String content : List.of("/sources", "/documents", "/documents/1", "/search?q=t")) {
      same(space + content, "/orgs/acme/copilot-spaces/" + NOWHERE + content, PEOPLE);
    }
    String organization = "/organizations/" + octocat.get("/orgs/acme").json("id");
    String number = space.substring(space.lastIndexOf('/'));
    same(
        organization + "/copilot-spaces" + number,
        organization + "/copilot-spaces/" + NOWHERE,
        PEOPLE);
    same(
        own.space("s", "base_role", "no_access"),
        "/users/octocat/copilot-spaces/" + NOWHERE,
        List.of("outsider", "member"));
  }

  @Test
  void spaces_ofWhichTheTokenCannotReadTheSources() {
    String space = acme.space("s", "base_role", "no_access");
    acme.attach(space, wholeRepository(acme.privateRepository("source")));
    same(space, "/orgs/acme/copilot-spaces/" + NOWHERE);
  }

  /** A document of a source that the caller may not read, in a space that they may. */
  @Test
  void documentsOfHiddenSources() {
    String space = acme.space("s", "base_role", "reader");
    long source = acme.attach(space, wholeRepository(acme.privateRepository("behind")));
    acme.attach(space, note("n", "t"));
    Indexed.await(octocat, space);
    same(space + "/documents/" + source, space + "/documents/" + NOWHERE, List.of("member"));
    same(
        space + "/documents/" + source + "/a.txt",
        space + "/documents/" + NOWHERE + "/a.txt",
        List.of("member"));
  }

  @Test
  void teams() {
    long id = acme.team("hidden", "privacy", "secret");
    same("/orgs/acme/teams/hidden", "/orgs/acme/teams/nothing", PEOPLE);
    String organization = "/organizations/" + octocat.get("/orgs/acme").json("id");
    same(organization + "/team/" + id, organization + "/team/" + NOWHERE, PEOPLE);
    same("/orgs/acme/teams/hidden/members", "/orgs/acme/teams/nothing/members", PEOPLE);
  }

  @Test
  void repositoriesOfTeams() {
    acme.team("open", "privacy", "closed");
    acme.privateRepository("kept");
    same(
        "/orgs/acme/teams/open/repos/acme/kept",
        "/orgs/acme/teams/open/repos/acme/nothing",
        List.of("member", "fine-grained", "installation"));
  }
}
