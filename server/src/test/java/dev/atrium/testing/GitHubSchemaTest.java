// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check of answers takes, and what it refuses. */
class GitHubSchemaTest {
  private static JsonNode read(String json) throws Exception {
    return new ObjectMapper().readTree(json.replace('\'', '"'));
  }

  @Test
  void faults_ofWhatIsDescribed_areNone() throws Exception {
    String branch =
        "{'name': 'm', 'commit': {'sha': '1', 'url': 'https://x/1'}, 'protected': true}";
    assertThat(GitHubSchema.faults("short-branch", read(branch))).isEmpty();
    assertThat(GitHubSchema.faults("nullable-git-user", read("null"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "short-branch | {'name': 'main', 'commit': {'sha': '1', 'url': 'https://x/1'}} | protected",
        "short-branch | {'name': 'm', 'commit': {'sha': '1', 'url': '/1'}, 'protected': true} | /commit/url",
        "short-branch | {'name': 1, 'commit': {'sha': '1', 'url': 'https://x/1'}, 'protected': true} | /name",
        "short-branch | {'name': 'm', 'commit': null, 'protected': true} | /commit",
        "short-branch | [] | object",
        "empty-object | {'a': 1} | 'a'",
        "nullable-git-user | {'date': '2026-01-02T12:00:00+01:00'} | /date",
        "nullable-git-user | {'date': '2026-01-02T12:00:00.000Z'} | /date",
        "nullable-git-user | {'date': '2026-01-02'} | /date",
        "simple-user | null | null",
        "git-tree | {'sha': '1', 'truncated': false, 'tree': [{'path': 'a', 'mode': 'm', 'type': 't'}]} | /tree/0",
        "git-tree | {'sha': '1', 'truncated': false, 'tree': [], 'url': 'https://x/a b'} | /url",
        "validation-error | {'message': '', 'documentation_url': '', 'errors': [{'code': 'c', 'value': null}]} | /errors/0/value",
        "validation-error | {'message': '', 'documentation_url': '', 'errors': [{'code': 'c', 'value': 1.5}]} | /errors/0/value",
        "issue-field-value | {'issue_field_id': 1.0, 'node_id': 'n', 'data_type': 'text', 'value': null} | /issue_field_id",
        "issue-field-value | {'issue_field_id': 1, 'node_id': 'n', 'data_type': 'word', 'value': null} | /data_type",
      })
  void faults_ofWhatIsNot_sayWhere(String schema, String json, String where) throws Exception {
    assertThat(GitHubSchema.faults(schema, read(json)))
        .isNotEmpty()
        .anyMatch(f -> f.contains(where));
  }

  @Test
  void faults_besideChoices_takeNull_onlyWhereItIsDescribed() throws Exception {
    String value = "{'issue_field_id': 1, 'node_id': 'n', 'data_type': 'text', 'value': %s}";
    assertThat(GitHubSchema.faults("issue-field-value", read(value.formatted("null")))).isEmpty();
    assertThat(GitHubSchema.faults("issue-field-value", read(value.formatted("true"))))
        .isNotEmpty();
  }

  /** What the check that was here before did not look at. */
  @Test
  void faults_ofNumbersAndSizes_areFound() throws Exception {
    String review =
        "{'dismiss_stale_reviews': true, 'require_code_owner_reviews': true,"
            + " 'required_approving_review_count': %d}";
    assertThat(
            GitHubSchema.faults("protected-branch-pull-request-review", read(review.formatted(6))))
        .isEmpty();
    for (int count : new int[] {-1, 7}) {
      assertThat(
              GitHubSchema.faults(
                  "protected-branch-pull-request-review", read(review.formatted(count))))
          .hasSize(1);
    }
  }

  @Test
  void faults_ofAnAnswer_startWithItsStatusAndBody() throws Exception {
    assertThat(GitHubSchema.faults("repos/list-branches", 200, read("[]"))).isEmpty();
    assertThat(GitHubSchema.faults("repos/list-branches", 200, read("{}"))).isNotEmpty();
    assertThat(GitHubSchema.faults("repos/list-branches", 200, null)).isNotEmpty();
    assertThat(GitHubSchema.faults("repos/list-branches", 201, read("[]"))).isNotEmpty();
    assertThat(GitHubSchema.faults("repos/nothing", 200, read("[]"))).isNotEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitHubSchema.faults("nothing", read("{}")));
  }
}
