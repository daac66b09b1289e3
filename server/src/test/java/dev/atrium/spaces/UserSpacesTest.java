// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.attributes;
import static dev.atrium.testing.Resources.changed;
import static dev.atrium.testing.Resources.destroyed;
import static dev.atrium.testing.Resources.note;
import static dev.atrium.testing.Resources.resource;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class UserSpacesTest extends ServerTest {
  private static final String SPACES = "/users/octocat/copilot-spaces";

  private Client octocat;
  private Client monalisa;
  private Samples octocats;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    monalisa = server.user("monalisa");
    octocats = new Samples(octocat, "/users/octocat");
  }

  @Test
  void create_answersTheWholeSpace() {
    Answer made =
        octocat
            .post(
                SPACES,
                """
                {"name":" Notes ","description":"d","general_instructions":"g","resources_attributes":[
                  {"resource_type":"free_text","metadata":{"name":"n","text":"t"}}]}
                """)
            .expect(201);
    assertThat(made.json("name").asText()).isEqualTo("Notes");
    assertThat(made.json("base_role").asText()).isEqualTo("no_access");
    assertThat(made.json("owner/type").asText()).isEqualTo("User");
    assertThat(made.json("resources_attributes/0/metadata/text").asText()).isEqualTo("t");
    String apiUrl = made.json("api_url").asText();
    assertThat(octocat.get(apiUrl).expect(200).json()).isEqualTo(made.json());
    assertThat(apiUrl).contains("/api/v3/user/");
  }

  @Test
  void create_withFaults_listsEveryOne() {
    Answer refused =
        octocat
            .post(
                SPACES,
                """
                {"name":"  ","base_role":"writer","description":7,"resources_attributes":[
                  {"resource_type":"free_text","metadata":{"name":"n","text":"t"}},
                  {"resource_type":"free_text","metadata":{"name":"n"}}]}
                """)
            .expect(422);
    List<String> fields = new ArrayList<>();
    refused.json("errors").forEach(error -> fields.add(error.get("field").asText()));
    assertThat(fields).containsExactlyInAnyOrder("name", "base_role", "description", "text");
    assertThat(refused.json("errors/3/index").asInt()).isEqualTo(1);
    assertThat(refused.json("status").asText()).isEqualTo("422");
  }

  @Test
  void create_forAnotherAccount_is403_andForNobody_404() {
    monalisa.post(SPACES, "{\"name\":\"x\"}").expect(403);
    monalisa.post("/users/nobody-here/copilot-spaces", "{\"name\":\"x\"}").expect(404);
  }

  @Test
  void get_hidden_isTheSame404_asUnknown() {
    String hidden = octocats.space("secret");
    assertThat(monalisa.get(hidden).expect(404).text())
        .isEqualTo(monalisa.get(SPACES + "/999999").expect(404).text());
    monalisa.put(hidden, "{\"name\":\"mine\"}").expect(404);
    monalisa.delete(hidden).expect(404);
    monalisa.get(hidden + "/resources").expect(404);
  }

  @Test
  void get_public_isReadByEveryoneSignedIn_andChangedByNobodyElse() {
    String open = octocats.space("open", "base_role", "reader");
    monalisa.get(open).expect(200);
    monalisa.put(open, "{\"name\":\"mine\"}").expect(403);
    monalisa.delete(open).expect(404);
    monalisa.post(open + "/resources", json(note("n", "t"))).expect(403);
    octocat.put(open, "{\"base_role\":\"no_access\"}").expect(200);
    monalisa.get(open).expect(404);
  }

  @Test
  void update_changesWhatIsSent_andClearsNull() {
    String space = octocats.space("a", "description", "b", "general_instructions", "c");
    Answer changed = octocat.put(space, "{\"description\":null}").expect(200);
    assertThat(changed.json("name").asText()).isEqualTo("a");
    assertThat(changed.json("description").isNull()).isTrue();
    assertThat(changed.json("general_instructions").asText()).isEqualTo("c");
    octocat.put(space, "{\"name\":null}").expect(422);
  }

  @Test
  void update_ofResources_isAllOrNothing() {
    String space =
        octocats.space("a", "resources_attributes", List.of(note("one", "1"), note("two", "2")));
    JsonNode resources = octocat.get(space + "/resources").expect(200).json("resources");
    long one = resources.get(0).get("id").asLong();
    long two = resources.get(1).get("id").asLong();
    List<Map<String, ?>> unknown = List.of(destroyed(one), destroyed(999_999));
    octocat.put(space, json("name", "b", "resources_attributes", unknown)).expect(422);
    assertThat(octocat.get(space).json("name").asText()).isEqualTo("a");
    Answer changed =
        octocat
            .put(space, attributes(destroyed(one), changed(two, "text", "3"), note("four", "4")))
            .expect(200);
    assertThat(changed.json("resources_attributes").size()).isEqualTo(2);
    assertThat(changed.json("resources_attributes/0/metadata/name").asText()).isEqualTo("two");
    assertThat(changed.json("resources_attributes/0/metadata/text").asText()).isEqualTo("3");
    assertThat(octocat.get(space).expect(200).json()).isEqualTo(changed.json());
  }

  @Test
  void resource_roundTrip() {
    String resources = octocats.space("a") + "/resources";
    Answer made = octocat.post(resources, json(note("n", "t"))).expect(201);
    String one = resources + "/" + made.json("id").asLong();
    assertThat(octocat.get(one).expect(200).json()).isEqualTo(made.json());
    assertThat(
            octocat
                .put(one, "{\"metadata\":{\"name\":\"m\"}}")
                .expect(200)
                .json("metadata/text")
                .asText())
        .isEqualTo("t");
    octocat.delete(one).expect(204);
    octocat.get(one).expect(404);
    octocat.post(resources, json(resource("media_content"))).expect(422);
    octocat.post(resources, json(wholeRepository(424_242))).expect(422);
  }

  @Test
  void list_walksForthAndBack_byCursors() {
    Client walker = server.user("walker");
    String list = "/users/walker/copilot-spaces";
    for (int i = 1; i <= 7; i++) {
      walker.post(list, json("name", "s" + i)).expect(201);
    }
    Answer first = walker.get(list + "?per_page=3").expect(200);
    assertThat(numbers(first)).containsExactly(1, 2, 3);
    assertThat(first.json("spaces/0").has("resources_attributes")).isFalse();
    Answer second = walker.get(link(first, "next")).expect(200);
    assertThat(numbers(second)).containsExactly(4, 5, 6);
    Answer third = walker.get(link(second, "next")).expect(200);
    assertThat(numbers(third)).containsExactly(7);
    assertThat(third.header("Link").orElseThrow()).doesNotContain("next");
    assertThat(numbers(walker.get(link(third, "prev")).expect(200))).containsExactly(4, 5, 6);
    walker.get(list + "?after=abc").expect(422);
    String cursor = link(first, "next").replaceAll(".*after=", "");
    octocat.get(SPACES + "?after=" + cursor).expect(422);
  }

  @Test
  void number_isNeverGivenTwice() {
    String last = octocats.space("a");
    octocat.delete(last).expect(204);
    octocat.get(last).expect(404);
    assertThat(octocats.space("b")).isNotEqualTo(last);
  }

  @Test
  void get_isRevalidatedByItsTag_untilItChanges() {
    String space = octocats.space("a");
    String tag = octocat.get(space).header("ETag").orElseThrow();
    Answer same = octocat.get(space, "If-None-Match", tag).expect(304);
    assertThat(same.text()).isEmpty();
    octocat.put(space, "{\"name\":\"b\"}").expect(200);
    assertThat(octocat.get(space, "If-None-Match", tag).expect(200).json("name").asText())
        .isEqualTo("b");
    monalisa.get(space, "If-None-Match", tag).expect(404);
  }

  @Test
  void scopes_areAskedForBeforeAnythingElse() {
    Client narrow = server.token("octocat", "read:user");
    assertThat(narrow.get(SPACES + "/999999").expect(403).json("message").asText())
        .contains("'repo'");
    assertThat(narrow.get(SPACES).expect(200).header("X-Accepted-OAuth-Scopes"))
        .contains("read:user, user");
    assertThat(narrow.get(SPACES).header("X-OAuth-Scopes")).contains("read:user");
  }

  private static List<Integer> numbers(Answer list) {
    List<Integer> numbers = new ArrayList<>();
    list.json("spaces").forEach(space -> numbers.add(space.get("number").asInt()));
    return numbers;
  }

  private static String link(Answer answer, String rel) {
    Matcher link =
        Pattern.compile("<([^>]*)>; rel=\"" + rel + "\"")
            .matcher(answer.header("Link").orElseThrow());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void texts_areLimitedTogether() {
    String space = octocats.space("long");
    Map<String, ?> text = note("n", "x".repeat(1024 * 1024 - 1));
    for (int i = 0; i < 7; i++) {
      octocats.attach(space, text);
    }
    Answer past = octocat.post(space + "/resources", json(text)).expect(422);
    assertThat(past.json("errors/0/message").asText()).contains("8388608 characters together");
    octocat.put(space, attributes(text)).expect(422);
    assertThat(octocat.get(space + "/resources").json("resources")).hasSize(7);
    octocats.attach(space, note("n", "short"));
  }
}
