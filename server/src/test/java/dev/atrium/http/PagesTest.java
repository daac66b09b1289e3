// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Page-numbered lists: each tells its last page, and none refuses a page that is no number. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // prepare() runs before any test.
class PagesTest extends ServerTest {
  private static final Pattern LINK = Pattern.compile("[?&]page=(\\d+)>; rel=\"(\\w+)\"");
  private static final String CODE = "/repos/acme/code";

  private static final List<String> LISTS =
      List.of(
          "/user/repos",
          "/user/orgs",
          "/user/teams",
          "/orgs/acme/repos",
          "/orgs/acme/members",
          "/orgs/acme/teams",
          "/orgs/acme/teams/t0/members",
          "/orgs/acme/teams/t0/repos",
          CODE + "/collaborators",
          CODE + "/branches",
          CODE + "/commits",
          CODE + "/commits?path=README.md",
          CODE + "/issues",
          CODE + "/issues?state=all&labels=bug",
          CODE + "/issues?mentioned=monalisa",
          CODE + "/issues/1/comments",
          CODE + "/pulls");

  private Client octocat;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    for (String login : List.of("acme", "guild", "club")) {
      server.organization(login, "octocat");
    }
    Samples acme = new Samples(octocat, "/orgs/acme");
    for (String login : List.of("monalisa", "hubot")) {
      server.user(login);
      acme.member(login);
    }
    long code = acme.privateRepositoryWithReadme("code");
    for (int i = 0; i < 3; i++) {
      acme.privateRepository("r" + i);
      acme.team("t" + i);
      octocat.put("/orgs/acme/teams/t0/repos/acme/r" + i, null).expect(204);
      octocat.put("/orgs/acme/teams/t" + i + "/memberships/octocat", null).expect(200);
    }
    acme.teamMember("t0", "monalisa");
    acme.teamMember("t0", "hubot");
    for (int i = 0; i < 3; i++) {
      octocat
          .post(CODE + "/issues", json("title", "t", "body", "@monalisa", "labels", List.of("bug")))
          .expect(201);
      octocat.post(CODE + "/issues/1/comments", json("body", "c" + i)).expect(201);
      String sha = octocat.get(CODE + "/contents/README.md").expect(200).json("sha").asText();
      octocat
          .put(CODE + "/contents/README.md", json("message", "m", "content", base64(i), "sha", sha))
          .expect(200);
    }
    for (int i = 0; i < 3; i++) {
      server.commitOnBranch(code, "b" + i, "f" + i);
      octocat
          .post(CODE + "/pulls", json("title", "p", "head", "b" + i, "base", "main"))
          .expect(201);
    }
  }

  private static String base64(int i) {
    return Base64.getEncoder().encodeToString(new byte[] {(byte) ('a' + i)});
  }

  private static Map<String, Integer> links(Answer answer) {
    Map<String, Integer> links = new TreeMap<>();
    LINK.matcher(answer.header("Link").orElse(""))
        .results()
        .forEach((MatchResult link) -> links.put(link.group(2), Integer.valueOf(link.group(1))));
    return links;
  }

  private Answer page(String list, Object page) {
    String query = (list.contains("?") ? "&" : "?") + "per_page=1&page=" + page;
    return octocat.get(list + query).expect(200);
  }

  @Test
  void everyList_linksFirstPrevNextAndLast() {
    for (String list : LISTS) {
      JsonNode all = octocat.get(list).expect(200).json();
      int last = all.size();
      assertThat(last).as(list).isGreaterThanOrEqualTo(3);
      assertThat(links(octocat.get(list))).as(list).isEmpty();
      assertThat(links(page(list, 1))).as(list).isEqualTo(Map.of("next", 2, "last", last));
      assertThat(links(page(list, 2)))
          .as(list)
          .isEqualTo(Map.of("prev", 1, "next", 3, "last", last, "first", 1));
      assertThat(links(page(list, last))).as(list).isEqualTo(Map.of("prev", last - 1, "first", 1));
      assertThat(IntStream.rangeClosed(1, last).mapToObj(i -> page(list, i).json("0")))
          .as(list)
          .containsExactlyElementsOf(all);
    }
  }

  @Test
  void afterTheEnd_thePreviousPageIsTheLastOne() {
    for (String list : LISTS) {
      int last = octocat.get(list).expect(200).json().size();
      Answer beyond = page(list, 99);
      assertThat(beyond.json()).as(list).isEmpty();
      assertThat(links(beyond)).as(list).isEqualTo(Map.of("prev", last, "last", last, "first", 1));
    }
  }

  @Test
  void whatIsNoPage_isTheDefault() {
    for (String odd : List.of("abc", "-1", "0", "", "1.5")) {
      for (String list : List.of("/user/repos", CODE + "/branches", CODE + "/commits")) {
        assertThat(octocat.get(list + "?page=" + odd).expect(200).json())
            .isEqualTo(octocat.get(list + "?per_page=" + odd).expect(200).json())
            .isEqualTo(octocat.get(list).json());
      }
      octocat.get("/orgs/acme/copilot-spaces?per_page=" + odd).expect(200);
      octocat.get("/orgs/acme/audit-log?per_page=" + odd).expect(200);
    }
    octocat.get("/orgs/acme/copilot-spaces?after=abc").expect(422);
  }
}
