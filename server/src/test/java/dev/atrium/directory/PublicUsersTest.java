// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.GitHubSchema;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What everybody is told of users and organizations: their list, their avatars, what is public. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // Made before any test.
class PublicUsersTest extends ServerTest {
  private Client octocat;
  private Client hubot;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    hubot = server.user("hubot");
    server.organization("acme", "octocat");
    Client bot = server.installation("acme", Map.of("metadata", "read"));
    assertThat(bot.get("/users").status()).isEqualTo(200);
  }

  @Test
  void list_goesOnAfterTheLastId() {
    List<String> logins = new ArrayList<>();
    String path = "/users?per_page=2";
    while (!path.isEmpty()) {
      Answer page = octocat.get(path).expect(200);
      assertThat(GitHubSchema.faults("users/list", 200, page.json())).isEmpty();
      page.json().forEach(user -> logins.add(user.get("login").asText()));
      String link = page.header("Link").orElse("");
      path =
          link.contains("rel=\"next\"") ? link.replaceAll("<([^>]*)>; rel=\"next\".*", "$1") : "";
    }
    assertThat(logins).contains("octocat", "hubot", "acme").doesNotHaveDuplicates();
    assertThat(logins).noneMatch(login -> login.equals("ghost") || login.endsWith("[bot]"));
    assertThat(octocat.get("/users?since=abc").expect(200).json()).hasSize(logins.size());
    assertThat(octocat.get("/users?since=" + Long.MAX_VALUE).expect(200).json()).isEmpty();
    octocat.anonymous().get("/users").expect(401);
  }

  @Test
  void avatar_isAPictureForEverybody_thatFollowsFromTheIdAlone() {
    String url = octocat.get("/users/octocat").json("avatar_url").asText();
    Answer picture = octocat.anonymous().get(url + "?s=40").expect(200);
    assertThat(picture.header("Content-Type")).hasValue("image/svg+xml");
    assertThat(picture.header("Cache-Control").orElse("")).contains("public");
    assertThat(picture.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
    assertThat(picture.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(picture.text()).startsWith("<svg ").doesNotContain("script", "style", "href");
    assertThat(picture.response().body()).hasSizeLessThan(1_000);
    octocat.anonymous().get(url, "If-None-Match", picture.header("ETag").orElseThrow()).expect(304);
    assertThat(octocat.get("/avatars/u/99999999").expect(200).text()).startsWith("<svg ");
    octocat.get("/avatars/u/octocat").expect(404);
    Set<String> different = new HashSet<>();
    for (long id = 0; id < 1_000; id++) {
      different.add(Avatar.svg(id));
    }
    assertThat(different).hasSizeGreaterThan(950);
  }

  @Test
  void repositoriesOfAUser_areThePublicOnes() {
    Samples samples = new Samples(octocat, "/users/octocat");
    samples.repository("open");
    samples.privateRepository("closed");
    for (Client by : List.of(octocat, hubot)) {
      Answer list = by.get("/users/octocat/repos").expect(200);
      assertThat(GitHubSchema.faults("repos/list-for-user", 200, list.json())).isEmpty();
      assertThat(list.json().findValuesAsText("name")).containsExactly("open");
    }
    octocat.get("/users/nobody/repos").expect(404);
  }

  @Test
  void whatNobodyHas_isEmpty_butOnlyOfWhoThereIs() {
    for (String list : List.of("followers", "subscriptions", "received_events", "orgs")) {
      assertThat(hubot.get("/users/octocat/" + list).expect(200).json()).isEmpty();
      hubot.get("/users/nobody/" + list).expect(404);
    }
    assertThat(hubot.get("/orgs/acme/events").expect(200).json()).isEmpty();
    assertThat(octocat.get("/orgs/acme/hooks").expect(200).json()).isEmpty();
    assertThat(hubot.get("/orgs/acme/hooks").status()).isIn(403, 404);
  }
}
