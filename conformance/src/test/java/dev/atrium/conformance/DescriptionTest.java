// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a wrong answer is found: else all the journeys would prove nothing. */
class DescriptionTest {
  private static final String RESOURCE =
      """
      {"id":1,"resource_type":"free_text","copilot_chat_attachment_id":null,
       "metadata":{"name":"n","text":"t"},
       "created_at":"2023-02-15T08:30:00Z","updated_at":"2023-02-15T08:30:00Z"}
      """;

  private final Ledger ledger = new Ledger("http://host");

  private List<String> faults(String method, String path, int status, String body) {
    ledger.add(
        new Exchange(
            "test", method, URI.create("http://host" + path), status, "application/json", body));
    return ledger.takeFaults();
  }

  private List<String> resource(String body) {
    return faults("GET", "/orgs/acme/copilot-spaces/1/resources/1", 200, body);
  }

  @Test
  void body_asDescribed_isGood() {
    assertThat(resource(RESOURCE)).isEmpty();
    assertThat(ledger.operations("test")).containsExactly("copilot-spaces/get-resource-for-org");
  }

  @Test
  void body_withAFieldMissing_isFound() {
    assertThat(resource(RESOURCE.replace("\"id\":1,", ""))).isNotEmpty();
  }

  @Test
  void body_withAWrongType_isFound() {
    assertThat(resource(RESOURCE.replace("\"id\":1,", "\"id\":\"1\","))).isNotEmpty();
  }

  @Test
  void body_withANullThatMayNotBe_isFound() {
    assertThat(resource(RESOURCE.replace("\"id\":1,", "\"id\":null,"))).isNotEmpty();
  }

  @Test
  void body_withAnUnknownValueOfAnEnum_isFound() {
    assertThat(resource(RESOURCE.replace("free_text", "free_verse"))).isNotEmpty();
  }

  @Test
  void body_withATimeThatIsNone_isFound() {
    assertThat(resource(RESOURCE.replace("08:30:00Z", "half past eight"))).isNotEmpty();
  }

  @Test
  void body_withAUrlThatIsNone_isFound() {
    String path = "/orgs/acme/teams/cats/memberships/octocat";
    String body = "{\"url\":\"%s\",\"role\":\"member\",\"state\":\"active\"}";
    assertThat(faults("GET", path, 200, body.formatted("https://host/1"))).isEmpty();
    assertThat(faults("GET", path, 200, body.formatted("no url"))).isNotEmpty();
  }

  @Test
  void body_ofASpaceResource_hasNoFieldOfOurs() {
    assertThat(resource(RESOURCE.replace("{\"id\"", "{\"ours\":1,\"id\""))).isNotEmpty();
  }

  @Test
  void status_thatIsNotDescribed_isFound() {
    assertThat(faults("GET", "/orgs/acme", 299, "{}")).isNotEmpty();
  }

  @Test
  void body_whereThereIsNone_isFound() {
    assertThat(faults("DELETE", "/orgs/acme/copilot-spaces/1", 204, "{}")).isNotEmpty();
  }

  @Test
  void path_thatIsNotDescribed_isFound() {
    assertThat(faults("GET", "/orgs/acme/nothing", 200, "{}")).isNotEmpty();
  }

  @Test
  void path_byNumberOrUnderTheApi_isTheSameOperation() {
    assertThat(faults("GET", "/api/v3/organizations/7/copilot-spaces", 200, "{\"spaces\":[]}"))
        .isEmpty();
    assertThat(faults("GET", "/user/7/copilot-spaces", 200, "{\"spaces\":[]}")).isEmpty();
    assertThat(ledger.operations("test"))
        .containsExactlyInAnyOrder("copilot-spaces/list-for-org", "copilot-spaces/list-for-user");
  }
}
