// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages of lists of which the caller sees a part: none is short, none is left out or twice. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // prepare() runs before any test.
class ListPagesTest extends ServerTest {
  private static final Object[] READER = {"base_role", "reader"};

  private Client owner;
  private Client member;

  @Override
  protected void prepare() {
    owner = server.user("octocat");
    member = server.user("monalisa");
  }

  private Samples organization(String login) {
    server.organization(login, "octocat");
    Samples samples = new Samples(owner, "/orgs/" + login);
    samples.member("monalisa");
    samples.grantNothing();
    return samples;
  }

  private static String number(String space) {
    return space.substring(space.lastIndexOf('/') + 1);
  }

  /** The numbers on each page, by following links of that kind. */
  private static List<List<String>> pages(Client by, String first, String rel) {
    List<List<String>> pages = new ArrayList<>();
    for (String url = first; !url.isEmpty(); ) {
      Answer page = by.get(url).expect(200);
      pages.add(
          page.json("spaces").valueStream().map(space -> space.path("number").asText()).toList());
      url = link(page, rel);
    }
    return pages;
  }

  private static String link(Answer page, String rel) {
    for (String each : page.header("Link").orElse("").split(", ", -1)) {
      if (each.endsWith("rel=\"" + rel + "\"")) {
        return each.substring(1, each.indexOf('>'));
      }
    }
    return "";
  }

  @Test
  void byATokenThatReachesFew_pagesAreWhole_bothWays() {
    Samples few = organization("few");
    String spaces = "/orgs/few/copilot-spaces";
    List<?> source = List.of(wholeRepository(few.privateRepository("code")));
    Object[] hidden = {"base_role", "reader", "resources_attributes", source};
    List<String> seen = new ArrayList<>();
    for (int i = 1; i <= 22; i++) {
      boolean reached = i % 7 == 1 || i == 21;
      String space = few.space("s", reached ? READER : hidden);
      if (reached) {
        seen.add(number(space));
      }
    }
    Client narrow =
        server.fineGrained("monalisa", "few", object("organization_copilot_spaces", "read"));
    List<List<String>> pages = pages(narrow, spaces + "?per_page=2", "next");
    assertThat(pages)
        .containsExactly(seen.subList(0, 2), seen.subList(2, 4), seen.subList(4, seen.size()));
    Answer last = narrow.get(spaces + "?per_page=2");
    for (int i = 0; i < 2; i++) {
      last = narrow.get(link(last, "next"));
    }
    assertThat(pages(narrow, link(last, "prev"), "prev"))
        .startsWith(seen.subList(2, 4), seen.subList(0, 2));
    assertThat(member.get(spaces).json("spaces")).hasSize(22);
  }

  @Test
  void bySomebodyOfSeveralTeams_whereOneHasMost_pagesAreWhole_bothWays() {
    Samples skewed = organization("skewed");
    String spaces = "/orgs/skewed/copilot-spaces";
    for (int i = 0; i < 6; i++) {
      skewed.team("t" + i, "maintainers", List.of("monalisa"));
    }
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      String space = skewed.space("s", i % 13 == 0 ? READER : new Object[0]);
      // Most are the first team's, in the middle none; some are of several, some of nobody.
      for (int team = 0; team < 6; team++) {
        if (team == 0 ? i % 10 != 3 && (i < 30 || i > 40) : i % 11 == team || i == 35) {
          skewed.share(space, "Team", "t" + team, "reader");
        }
      }
      if (member.get(space).status() == 200) {
        seen.add(number(space));
      }
    }
    List<List<String>> pages = pages(member, spaces + "?per_page=25", "next");
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(seen);
    assertThat(pages.getFirst()).hasSize(25);
    Answer last = member.get(spaces + "?per_page=25");
    for (int i = 1; i < pages.size(); i++) {
      last = member.get(link(last, "next"));
    }
    List<List<String>> back = pages(member, link(last, "prev"), "prev");
    assertThat(back.subList(0, 2))
        .containsExactly(pages.get(pages.size() - 2), pages.get(pages.size() - 3));
  }

  @Test
  void bySomebodyOfMoreTeamsThanHaveABranch_grantsOfAllOfThemCount() {
    Samples teams = organization("teams");
    String spaces = "/orgs/teams/copilot-spaces";
    List<String> shared = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      teams.team("t" + i, "maintainers", List.of("monalisa"));
      if (i % 25 == 0) {
        String space = teams.space("s");
        teams.space("s");
        teams.share(space, "Team", "t" + i, "reader");
        shared.add(number(space));
      }
    }
    assertThat(pages(member, spaces + "?per_page=3", "next"))
        .containsExactly(shared.subList(0, 3), shared.subList(3, 5));
    Answer second = member.get(link(member.get(spaces + "?per_page=3"), "next"));
    assertThat(pages(member, link(second, "prev"), "prev")).startsWith(shared.subList(0, 3));
  }
}
