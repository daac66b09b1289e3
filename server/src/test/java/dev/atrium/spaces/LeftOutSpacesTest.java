// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.LeftOutSpaces;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The count of spaces that a list leaves out because of the repositories that a token was granted:
 * only such a token is told, and only of what its person may read.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init") // prepare() runs before any test.
class LeftOutSpacesTest extends ServerTest {
  private static final String SPACES = "/orgs/acme/copilot-spaces";
  private static final String COUNT = "X-Atrium-Spaces-Left-Out";
  private static final Map<String, String> READ = Map.of("organization_copilot_spaces", "read");
  private static final Map<String, String> TOLD =
      Map.of("organization_copilot_spaces", "read", LeftOutSpaces.PERMISSION, "read");

  private Samples acme;
  private long granted;
  private long other;

  @Override
  protected void prepare() {
    Client owner = server.user("octocat");
    server.user("monalisa");
    server.organization("acme", "octocat");
    acme = new Samples(owner, "/orgs/acme");
    acme.member("monalisa");
    granted = acme.privateRepository("granted");
    other = acme.privateRepository("other");
    space("reader", granted);
    space("reader", other);
    space("reader", granted);
    space("reader", other);
    space("reader", other);
    space("reader", granted);
  }

  private void space(String role, long repository) {
    List<?> sources = List.of(wholeRepository(repository));
    acme.space("s", "base_role", role, "resources_attributes", sources);
  }

  private Client token(Map<String, String> permissions) {
    return server.fineGrained(
        "monalisa",
        "acme",
        permissions,
        "repository_selection",
        "selected",
        "repository_ids",
        List.of(granted));
  }

  private static Optional<String> count(Client by, String query) {
    return by.get(SPACES + query).expect(200).header(COUNT);
  }

  @Test
  void eachPage_countsWhatItLeavesOut_bothWays() {
    Client told = token(TOLD);
    assertThat(count(told, "")).contains("3");
    Answer first = told.get(SPACES + "?per_page=1");
    assertThat(first.header(COUNT)).contains("0");
    Answer second = told.get(next(first));
    assertThat(second.header(COUNT)).contains("1");
    Answer third = told.get(next(second));
    assertThat(third.header(COUNT)).contains("2");
    assertThat(third.header("Link").orElse("")).doesNotContain("next");
    String link = third.header("Link").orElseThrow();
    Answer back = told.get(link.substring(1, link.indexOf('>')));
    assertThat(back.json("spaces").get(0).get("number").asLong()).isEqualTo(3);
    assertThat(back.header(COUNT)).contains("2");
  }

  private static String next(Answer page) {
    for (String each : page.header("Link").orElseThrow().split(", ", -1)) {
      if (each.endsWith("rel=\"next\"")) {
        return each.substring(1, each.indexOf('>'));
      }
    }
    throw new AssertionError(page.header("Link"));
  }

  @Test
  void withoutThePermission_orByAnotherKindOfToken_nothingIsCounted() {
    assertThat(count(token(READ), "")).isEmpty();
    assertThat(count(server.token("monalisa"), "")).isEmpty();
    assertThat(count(server.installation("acme", READ), "")).isEmpty();
    String body = json(object("permissions", TOLD));
    server.admin().post("/admin/organizations/acme/installation-tokens", body).expect(422);
    server
        .admin()
        .post("/admin/apps", json(object("name", "A", "owner", "octocat", "permissions", TOLD)))
        .expect(422);
  }

  @Test
  void whatThePersonMayNotRead_isNotCounted() {
    Client told = token(TOLD);
    assertThat(count(told, "")).contains("3");
    space("no_access", other);
    assertThat(count(told, "")).contains("3");
    // A space of which the person sees all but one source looks to them like one that has no other.
    acme.grantNothing();
    assertThat(count(told, "")).contains("0");
    assertThat(server.token("monalisa").get(SPACES).json("spaces")).hasSize(6);
    acme.by().put("/repos/acme/other/collaborators/monalisa", "{}").expect(201);
    assertThat(count(told, "")).contains("3");
  }
}
