// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the documented request is answered as the documentation shows it. */
@EachDatabase
class AuditDocumentTest extends ServerTest {
  private static final Path DOCUMENT = Path.of("..", "api", "README.md");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\"\\$URL(/orgs/acme/audit-log[^\"]*)\"\n```\n\n```json\n(.*?)```", Pattern.DOTALL);

  /** What differs from one server to the next. */
  private static final String OWN =
      "(\"(?:@timestamp|created_at|[a-z_]*id|token_last_four)\":)(?:\\d+|\"[^\"]*\")";

  @Test
  void theExampleIsAnsweredAsDocumented() throws IOException {
    Client octocat = server.user("octocat");
    server.user("hubot");
    server.organization("acme", "octocat");
    Samples acme = new Samples(octocat, "/orgs/acme");
    acme.member("hubot");
    acme.share(acme.space("Handbook"), "User", "hubot", "reader");
    Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
    assertThat(example.find()).isTrue();
    JsonNode documented = new ObjectMapper().readTree(example.group(2));
    JsonNode answered = octocat.get(example.group(1)).expect(200).json();
    assertThat(same(answered)).isEqualTo(same(documented));
  }

  private static String same(JsonNode json) {
    return json.toString().replaceAll(OWN, "$1…");
  }
}
