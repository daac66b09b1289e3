// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.attributes;
import static dev.atrium.testing.Resources.changed;
import static dev.atrium.testing.Resources.destroyed;
import static dev.atrium.testing.Resources.wholeRepository;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Resources;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The elements of {@code resources_attributes} change a space one after the other, and it is all of
 * them or none, though they are written together.
 */
@EachDatabase
@SuppressWarnings("NullAway.Init")
class ResourceChangesTest extends ServerTest {
  private static final String SPACES = "/orgs/acme/copilot-spaces";

  private Client octocat;
  private long repository;
  private String space;
  private List<Long> ids;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    repository = new Samples(octocat, "/orgs/acme").privateRepositoryWithReadme("plans");
  }

  /** Files a, b and c, told apart by their sha, and a note. */
  @BeforeEach
  void fill() {
    Answer made =
        octocat
            .post(
                SPACES,
                json(
                    "name",
                    "s",
                    "resources_attributes",
                    List.of(file("a"), file("b"), file("c"), note("n"))))
            .expect(201);
    space = SPACES + "/" + made.json("number");
    ids =
        made.json("resources_attributes")
            .valueStream()
            .map(each -> each.get("id").asLong())
            .toList();
  }

  private Map<String, ?> file(String sha) {
    return Resources.file(repository, "README.md", "sha", sha);
  }

  private static Map<String, ?> note(String name) {
    return Resources.note(name, "t");
  }

  private Map<String, ?> sha(int place, String sha) {
    return changed(ids.get(place), "sha", sha);
  }

  private Map<String, ?> name(int place, String name) {
    return changed(ids.get(place), "name", name);
  }

  private Map<String, ?> destroy(int place) {
    return destroyed(ids.get(place));
  }

  private Answer change(Object... elements) {
    return octocat.put(space, attributes(elements));
  }

  /** The resources by their shas or names, with a number behind those that were there before. */
  private List<String> found() {
    JsonNode all = octocat.get(space).expect(200).json("resources_attributes");
    return all.valueStream()
        .map(each -> {
          JsonNode metadata = each.get("metadata");
          String text = metadata.path("sha").asText(metadata.path("name").asText());
          int place = ids.indexOf(each.get("id").asLong());
          return place < 0 ? text : text + place;
        })
        .toList();
  }

  private long entries(String action) {
    return octocat
        .get("/orgs/acme/audit-log?include=all&per_page=100&phrase=action:copilot_space." + action)
        .expect(200)
        .json()
        .size();
  }

  @Test
  void files_thatTakeTheNamesOfOthers_inTurn() {
    change(sha(0, "x"), sha(1, "a"), sha(2, "b")).expect(200);
    assertThat(found()).containsExactly("x0", "a1", "b2", "n3");
  }

  @Test
  void aFile_thatTakesANameTooEarly_isRefused_andNothingChanges() {
    Answer refused = change(name(3, "m"), sha(1, "a"), sha(0, "x")).expect(422);
    assertThat(refused.json("errors/0/code").asText()).isEqualTo("already_exists");
    assertThat(found()).containsExactly("a0", "b1", "c2", "n3");
  }

  @Test
  void aNameThatIsFreed_isTakenByANewFile() {
    change(destroy(0), sha(1, "x"), file("a"), file("b")).expect(200);
    assertThat(found()).containsExactly("x1", "c2", "n3", "a", "b");
  }

  @Test
  void theSameFileTwice_isOne_andOneThatIsThereStays() {
    change(file("a"), file("z"), file("z"), file("a")).expect(200);
    assertThat(found()).containsExactly("a0", "b1", "c2", "n3", "z");
  }

  @Test
  void oneNamedTwice_isRefusedAtTheSecondPlace_andNothingChanges() {
    Answer refused =
        change(
                name(3, "m"),
                changed(ids.get(3), "text", "u"),
                sha(0, "x"),
                destroy(0),
                destroy(1),
                destroy(1),
                changed(4711),
                changed(4711))
            .expect(422);
    assertThat(refused.json("errors").valueStream().map(each -> each.get("index").asInt()))
        .containsExactly(1, 3, 5, 6, 7);
    assertThat(refused.json("errors/0/field").asText()).isEqualTo("id");
    assertThat(found()).containsExactly("a0", "b1", "c2", "n3");
  }

  @Test
  void faultsOfFormAndOfSources_areToldTogether() {
    Answer refused =
        change(
                wholeRepository(4711),
                object("resource_type", "unknown", "metadata", Map.of()),
                object("resource_type", "free_text", "metadata", object("name", "n", "text", "t")),
                changed(ids.get(1), "file_path", "no.md"))
            .expect(422);
    assertThat(refused.json("errors").valueStream().map(each -> each.get("index").asInt()))
        .containsExactly(0, 1, 3);
  }

  @Test
  void everyFault_isToldAtItsPlace() {
    Answer refused =
        change(
                sha(0, "x"),
                destroyed(4711),
                wholeRepository(4711),
                changed(ids.get(1), "file_path", "no.md"),
                changed(4712))
            .expect(422);
    assertThat(refused.json("errors").valueStream().map(each -> each.get("index").asInt()))
        .containsExactly(1, 2, 3, 4);
    assertThat(found()).containsExactly("a0", "b1", "c2", "n3");
  }

  @Test
  void many_keepTheirOrder_andAreAllLogged() {
    long added = entries("add_resource");
    long removed = entries("remove_resource");
    List<String> names = IntStream.range(0, 37).mapToObj(i -> "many" + i).toList();
    Stream<Map<String, ?>> elements =
        Stream.concat(
            IntStream.range(0, 4).mapToObj(this::destroy),
            names.stream().map(ResourceChangesTest::note));
    change(elements.toArray()).expect(200);
    assertThat(found()).isEqualTo(names);
    assertThat(entries("add_resource")).isEqualTo(added + 37);
    assertThat(entries("remove_resource")).isEqualTo(removed + 4);
  }

  @Test
  void whatIsNotThere_isToldBeforeFaultsOfTheBody() {
    for (String broken : List.of("{", "[]", "{\"metadata\":7,\"role\":7}")) {
      octocat.put(space + "/resources/4711", broken).expect(404);
      octocat.put(space + "/collaborators/User/octocat", broken).expect(404);
    }
    octocat.put(space + "/resources/" + ids.getFirst(), "{").expect(400);
    octocat.put(space + "/resources/" + ids.getFirst(), "{\"metadata\":7}").expect(422);
  }
}
